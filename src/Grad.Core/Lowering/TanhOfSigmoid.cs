using System.Reflection;
using Grad.Numerics;

namespace Grad;

/// <summary>
/// tanh x where s = σ(−2|x|) is known: 1 − |tanh x| = 2s, and near 0 a polynomial in x. The lowering makes it; no user does.
/// </summary>
internal sealed class TanhOfSigmoid(Expr x, Expr s) : Elementwise(Kind.Real, x, s)
{
    private static readonly MethodInfo Open =
        typeof(TanhOfSigmoid).GetMethod(nameof(Body), BindingFlags.Static | BindingFlags.NonPublic)!;

    public override string Operator => "tanh of sigmoid";

    internal override Notation Written => Notation.Function("tanhofsigmoid");

    internal override Facts Known => Facts.Bounded;

    internal override double UlpsAllowed => 3;

    internal override double Scalar(ReadOnlySpan<double> x) => Body(new Lanes1<double>(x[0]), new Lanes1<double>(x[1])).Value;

    internal override double KinkDistance(ReadOnlySpan<double> x) => double.PositiveInfinity;

    // Made after everything was differentiated.
    internal override Expr? PullBack(Expr cotangent, int operand) =>
        throw new System.Diagnostics.UnreachableException(Operator);

    internal override MethodInfo Lanes(Type lanes) => Open.MakeGenericMethod(lanes);

    private static V Body<V>(V x, V s) where V : struct, ILanes<V> => LaneMath.TanhOfTail(x, s + s);
}
