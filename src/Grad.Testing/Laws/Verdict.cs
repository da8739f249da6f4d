namespace Grad.Testing;

/// <summary>What can be said of a law in one case.</summary>
public enum Outcome
{
    /// <summary>The law holds.</summary>
    Holds,

    /// <summary>The law is broken.</summary>
    Broken,

    /// <summary>Nothing can be said: a kink is near, something is not finite, or the error bound is too wide.</summary>
    Undecided,
}

/// <summary>What can be said of a law in one case, and why.</summary>
/// <param name="Outcome">Whether it holds.</param>
/// <param name="Reason">What differs, or what stands in the way; empty where the law holds.</param>
public readonly record struct Verdict(Outcome Outcome, string Reason)
{
    /// <summary>The law holds.</summary>
    public static Verdict Holds { get; } = new(Outcome.Holds, "");

    /// <summary>The law is broken.</summary>
    public static Verdict Broken(string reason) => new(Outcome.Broken, reason);

    /// <summary>Nothing can be said.</summary>
    public static Verdict Undecided(string reason) => new(Outcome.Undecided, reason);

    /// <inheritdoc/>
    public override string ToString() => Reason.Length == 0 ? $"{Outcome}" : $"{Outcome}: {Reason}";
}
