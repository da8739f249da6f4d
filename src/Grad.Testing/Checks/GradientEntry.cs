namespace Grad.Testing;

/// <summary>One derivative, found in three ways.</summary>
/// <param name="Name">Which one: <c>∂y/∂w[1, 0]</c>.</param>
/// <param name="Reverse">Its value by the reverse pass.</param>
/// <param name="Forward">Its value by the forward pass.</param>
/// <param name="Difference">The difference quotient.</param>
/// <param name="Allowed">How far the quotient and a derivative may be apart: the sum of their errors.</param>
/// <param name="Rounding">How far the reverse and the forward pass may be apart.</param>
/// <param name="Skipped">Why nothing can be said, or <see langword="null"/>.</param>
public sealed record GradientEntry(
    string Name, double Reverse, double Forward, double Difference, double Allowed, double Rounding, string? Skipped)
{
    /// <summary>Whether the reverse pass and the quotient differ by more than their errors.</summary>
    public bool ReverseDisagrees => Skipped is null && !(Math.Abs(Reverse - Difference) <= Allowed);

    /// <summary>Whether the forward pass and the quotient differ by more than their errors.</summary>
    public bool ForwardDisagrees => Skipped is null && !(Math.Abs(Forward - Difference) <= Allowed);

    /// <summary>Whether the reverse and the forward pass differ by more than their errors.</summary>
    public bool PassesDisagree => Skipped is null && !(Math.Abs(Reverse - Forward) <= Rounding);

    /// <summary>Whether nothing disagrees.</summary>
    public bool Agrees => !ReverseDisagrees && !ForwardDisagrees && !PassesDisagree;

    /// <summary>What disagrees, or why the entry was skipped.</summary>
    public string Remark => (Skipped, ReverseDisagrees, ForwardDisagrees) switch
    {
        ({ } reason, _, _) => $"skipped: {reason}",
        (_, true, true) => "reverse and forward disagree",
        (_, true, _) => "reverse disagrees",
        (_, _, true) => "forward disagrees",
        _ when PassesDisagree => "reverse and forward differ",
        _ => "",
    };
}
