using Grad.Numerics;

namespace Grad;

/// <summary>1 − |tanh x| without cancellation. The lowering makes it; no user does.</summary>
internal sealed class TanhTail(Expr x) : TangentPart(x)
{
    public override string Operator => "tanh tail";

    internal override double Scalar(ReadOnlySpan<double> x) => LaneMath.TanhTail(new Lanes1<double>(x[0])).Value;

    internal override unsafe LaneBody<V> Body<V>() =>
        new UnaryBody<V, UnaryPointer<V>>((Func<V, V>)LaneMath.TanhTail, new(&LaneMath.TanhTail));
}

/// <summary>tanh x where 1 − |tanh x| is known; near 0 a polynomial in x.</summary>
internal sealed class TanhOfTail(Expr x, Expr tail) : TangentPart(x, tail)
{
    public override string Operator => "tanh of tail";

    internal override double Scalar(ReadOnlySpan<double> x) =>
        LaneMath.TanhOfTail(new Lanes1<double>(x[0]), new Lanes1<double>(x[1])).Value;

    internal override unsafe LaneBody<V> Body<V>() =>
        new BinaryBody<V, BinaryPointer<V>>((Func<V, V, V>)LaneMath.TanhOfTail, new(&LaneMath.TanhOfTail));
}

/// <summary>What tanh is computed by, once everything was differentiated.</summary>
internal abstract class TangentPart(params Expr[] operands) : Elementwise(Kind.Real, operands)
{
    internal override Notation Written => Notation.Function(Operator.Replace(" ", ""));

    internal override Facts Known => Facts.Bounded;

    internal override double UlpsAllowed => 3;

    internal override double KinkDistance(ReadOnlySpan<double> x) => double.PositiveInfinity;

    internal override Expr? PullBack(Expr cotangent, int operand) =>
        throw new System.Diagnostics.UnreachableException(Operator);
}
