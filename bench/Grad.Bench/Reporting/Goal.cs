namespace Grad.Bench;

/// <summary>What a row is to reach.</summary>
/// <param name="Sense">On which side of the bound.</param>
/// <param name="Bound">The bound.</param>
/// <param name="Subject">What is held against it.</param>
internal sealed record Goal(Sense Sense, double Bound, Subject Subject = Subject.Ratio);

/// <summary>On which side of its bound a figure belongs.</summary>
internal enum Sense
{
    AtLeast,
    AtMost,
}

/// <summary>What is held against a bound.</summary>
internal enum Subject
{
    /// <summary>The ratio to the peer's figure.</summary>
    Ratio,

    /// <summary>Grad's own figure.</summary>
    Own,
}
