namespace Grad.Testing;

/// <summary>How an element type rounds.</summary>
/// <param name="Name">The name of the type in C#.</param>
/// <param name="Unit">The unit roundoff u: a rounded result is off by at most u·|y|.</param>
/// <param name="Smallest">The smallest normal number; below it the error stops shrinking with the number.</param>
/// <param name="Largest">The largest finite number.</param>
public sealed record Precision(string Name, double Unit, double Smallest, double Largest)
{
    /// <summary>64 bits, u = 2⁻⁵³.</summary>
    public static Precision Double { get; } =
        new("double", Math.ScaleB(1, -53), Math.ScaleB(1, -1022), double.MaxValue);

    /// <summary>32 bits, u = 2⁻²⁴.</summary>
    public static Precision Float { get; } =
        new("float", Math.ScaleB(1, -24), Math.ScaleB(1, -126), float.MaxValue);

    /// <summary>The size of some units in the last place of a number: ulp(y) ≤ 2u·|y|.</summary>
    internal double Ulps(double ulps, double y) => ulps * 2 * Unit * Math.Max(Math.Abs(y), Smallest);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
