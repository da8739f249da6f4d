using System.Globalization;
using Grad.Numerics;

namespace Grad;

/// <summary>xʸ for x &gt; 0; at x = y = 0 the value is 1.</summary>
/// <param name="x">The base.</param>
/// <param name="y">The exponent.</param>
public sealed class Pow(Expr x, Expr y) : Binary<Pow>(x, y), IBinary<Pow>
{
    /// <inheritdoc/>
    public static string Name => "pow";

    /// <inheritdoc/>
    public static Interval DomainLeft => Interval.Positive;

    /// <inheritdoc/>
    public static Notation Notation => Notation.Infix("^", Notation.Power);

    /// <inheritdoc/>
    public static double KinkDistance(double x, double y) => Math.Abs(x);

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => Math.Pow(x, y);

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) =>
        Where(Equal(y, 0), new Literal(0, x.Shape), y * Pow(x, y - 1));

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) =>
        Where(Equal(x, 0) & (y >= 0), new Literal(0, x.Shape), z * Log(x));

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => LaneMath.Pow(x, y);
}

/// <summary>
/// xⁿ for a whole number n that is known: by repeated squaring, exact for negative x, without a logarithm.
/// </summary>
public sealed class PowInteger : Elementwise
{
    internal PowInteger(Expr x, int exponent) : base(Kind.Real, x) => Exponent = exponent;

    /// <summary>The exponent n.</summary>
    public int Exponent { get; }

    /// <inheritdoc/>
    public override string Operator => "pow";

    internal override object Attributes => Exponent;

    internal override Notation Written => Notation.Postfix(Superscript(Exponent));

    internal override Facts Known => Facts.None;

    internal override double UlpsAllowed => Math.Max(1, 2 * Math.Abs(Exponent));

    internal override int Growth =>
        Exponent < 0 ? Grad.Growth.Unbounded : Math.Min(Exponent * Operands[0].Degree, Grad.Growth.Unbounded);

    internal override double Scalar(ReadOnlySpan<double> x) => Math.Pow(x[0], Exponent);

    internal override double KinkDistance(ReadOnlySpan<double> x) =>
        Exponent < 0 ? Math.Abs(x[0]) : double.PositiveInfinity;

    // d xⁿ/dx = n·xⁿ⁻¹
    internal override Expr? PullBack(Expr cotangent, int operand) =>
        Chain.Times(cotangent, Exponent * Pow(Operands[0], Exponent - 1));

    internal override unsafe LaneBody<V> Body<V>() => Exponent == 3
        ? new UnaryBody<V, Inlined<V>>((Func<V, V>)Cube, default)
        : new UnaryBody<V, NumberedPointer<V>>((Func<V, int, V>)Power, new(&Power, Exponent), Exponent);

    /// <summary>Matches the operator, its operand and its exponent.</summary>
    public void Deconstruct(out Expr operand, out int exponent) => (operand, exponent) = (Operands[0], Exponent);

    // The common case without a loop.
    private static V Cube<V>(V x) where V : struct, ILanes<V> => x * x * x;

    private readonly struct Inlined<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => Cube(x);
    }

    private static V Power<V>(V x, int n) where V : struct, ILanes<V>
    {
        var (result, factor) = (V.One, x);
        for (int k = Math.Abs(n); k > 0; k >>= 1, factor *= factor)
        {
            if ((k & 1) != 0) result *= factor;
        }
        return n < 0 ? V.One / result : result;
    }

    private static string Superscript(int n) => string.Concat(n.ToString(CultureInfo.InvariantCulture)
        .Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
}

public static partial class Functions
{
    /// <summary>xʸ. A whole number as exponent is exact for negative x too.</summary>
    public static Expr Pow(Expr x, Expr y) => y switch
    {
        Literal { Value: 0 } => One(x),
        Literal { Value: 1 } => x,
        Literal { Value: 2 } => Square(x),
        Literal { Value: var n } when n == Math.Floor(n) && Math.Abs(n) <= 64 => new PowInteger(x, (int)n),
        _ => Broadcasting.Apply(nameof(Pow), x, y, static (a, b) => new Pow(a, b)),
    };

    /// <summary>The literal 1 in the shape of an expression.</summary>
    internal static Literal One(Expr x) => new(1, x.Shape);
}
