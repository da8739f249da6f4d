using Grad.Numerics;

namespace Grad;

/// <summary>
/// x limited to [low, high]: min(max(x, low), high). Its derivative in x is 1 on the bounds too, so that a parameter on
/// its bound stays alive; a bound has the derivative 1 where it is what is taken.
/// </summary>
public sealed class Clamp : Elementwise
{
    internal Clamp(Expr x, Expr low, Expr high) : base(Kind.Real, x, low, high)
    {
        foreach (var operand in Operands)
            if (operand.Kind != Kind.Real) throw Errors.WrongKind("Clamp", operand, Kind.Real);
    }

    /// <inheritdoc/>
    public override string Operator => "clamp";

    internal override Notation Written => Notation.Function("clamp");

    internal override Facts Known => Facts.Increasing | Facts.LinearGrowth;

    internal override double UlpsAllowed => 0;

    internal override double Scalar(ReadOnlySpan<double> x) => Math.Min(Math.Max(x[0], x[1]), x[2]);

    internal override double KinkDistance(ReadOnlySpan<double> x) =>
        Math.Min(Math.Abs(x[1] - x[2]), Math.Min(Math.Abs(x[0] - x[1]), Math.Abs(x[0] - x[2])));

    internal override Expr? PullBack(Expr cotangent, int operand) => Chain.Times(cotangent, Partial(operand));

    private Expr Partial(int operand)
    {
        var (x, low, high) = (Operands[0], Operands[1], Operands[2]);
        var taken = operand switch
        {
            0 => (low <= x) & (x <= high),
            1 => (x < low) & (low <= high),
            _ => (high < x) | (high < low),
        };
        return Where(taken, One(x), new Literal(0, x.Shape));
    }

    internal override LaneBody<V> Body<V>() => new TernaryBody<V, Inlined<V>>((Func<V, V, V, V>)Limit, default);

    /// <summary>Matches the operator and its operands.</summary>
    public void Deconstruct(out Expr x, out Expr low, out Expr high) =>
        (x, low, high) = (Operands[0], Operands[1], Operands[2]);

    private static V Limit<V>(V x, V low, V high) where V : struct, ILanes<V> => V.Minimum(V.Maximum(x, low), high);

    private readonly struct Inlined<V> : ITernaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V low, V high) => Limit(x, low, high);
    }
}

public static partial class Functions
{
    /// <summary>
    /// x limited to [low, high], elementwise with broadcasting; the derivative in x is 1 from bound to bound, both
    /// included. Where low is above high the result is high.
    /// </summary>
    public static Expr Clamp(Expr x, Expr low, Expr high)
    {
        var shape = Broadcasting.Common("Clamp", x, Broadcasting.Pair("Clamp", low, high));
        return new Clamp(Broadcasting.To(x, shape), Broadcasting.To(low, shape), Broadcasting.To(high, shape));
    }
}
