using Grad.Numerics;

namespace Grad;

/// <summary>The identity: gives what is only a view a buffer of its own. The lowering makes it; no user does.</summary>
internal sealed class Copy : Elementwise
{
    public Copy(Expr x, bool rounds = false) : base(x.Kind, x) => Rounds = rounds;

    /// <summary>Whether a number computed in <see cref="double"/> becomes one of the program's element type.</summary>
    public bool Rounds { get; }

    public override string Operator => "copy";

    internal override Notation Written => Notation.Function("copy");

    internal override Facts Known => Facts.LinearGrowth | Facts.Idempotent;

    internal override double UlpsAllowed => 0;

    internal override double Scalar(ReadOnlySpan<double> x) => x[0];

    internal override double KinkDistance(ReadOnlySpan<double> x) => double.PositiveInfinity;

    internal override Expr? PullBack(Expr cotangent, int operand) => cotangent;

    internal override LaneBody<V> Body<V>() => new UnaryBody<V, Inlined<V>>((Func<V, V>)Same, default);

    private static V Same<V>(V x) where V : struct, ILanes<V> => x;

    private readonly struct Inlined<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => x;
    }
}
