using System.Reflection;
using Grad.Numerics;

namespace Grad;

/// <summary>1 − |tanh x| without cancellation. The lowering makes it; no user does.</summary>
internal sealed class TanhTail(Expr x) : TangentPart(nameof(Body), x)
{
    public override string Operator => "tanh tail";

    internal override double Scalar(ReadOnlySpan<double> x) => Body(new Lanes1<double>(x[0])).Value;

    private static V Body<V>(V x) where V : struct, ILanes<V> => LaneMath.TanhTail(x);
}

/// <summary>tanh x where 1 − |tanh x| is known; near 0 a polynomial in x.</summary>
internal sealed class TanhOfTail(Expr x, Expr tail) : TangentPart(nameof(Body), x, tail)
{
    public override string Operator => "tanh of tail";

    internal override double Scalar(ReadOnlySpan<double> x) => Body(new Lanes1<double>(x[0]), new Lanes1<double>(x[1])).Value;

    private static V Body<V>(V x, V tail) where V : struct, ILanes<V> => LaneMath.TanhOfTail(x, tail);
}

/// <summary>What tanh is computed by, once everything was differentiated.</summary>
internal abstract class TangentPart(string body, params Expr[] operands) : Elementwise(Kind.Real, operands)
{
    internal override Notation Written => Notation.Function(Operator.Replace(" ", ""));

    internal override Facts Known => Facts.Bounded;

    internal override double UlpsAllowed => 3;

    internal override double KinkDistance(ReadOnlySpan<double> x) => double.PositiveInfinity;

    internal override Expr? PullBack(Expr cotangent, int operand) =>
        throw new System.Diagnostics.UnreachableException(Operator);

    internal override MethodInfo Lanes(Type lanes) =>
        GetType().GetMethod(body, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(lanes);
}
