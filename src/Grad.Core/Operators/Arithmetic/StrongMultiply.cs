using Grad.Numerics;

namespace Grad;

/// <summary>
/// z⊛p: the product of a cotangent z and a partial p in which an exact zero stays zero whatever it is multiplied by, so
/// that what a mask cut off cannot poison a gradient with NaN. For derivatives it is bilinear, d(z⊛p) = ż⊛p + z⊛ṗ, each
/// strong in its own zero; differentiated as a selection it would lose the Hessian of Σ r² at r = 0.
/// </summary>
public sealed class StrongMultiply : Elementwise
{
    internal StrongMultiply(Expr z, Expr p, bool strongInBoth) : base(Kind.Real, z, p) => StrongInBoth = strongInBoth;

    /// <summary>Whether an exact zero of p, too, makes the product zero.</summary>
    public bool StrongInBoth { get; }

    /// <inheritdoc/>
    public override string Operator => "strong multiply";

    internal override object Attributes => StrongInBoth;

    internal override Notation Written => Notation.Infix("·", Notation.Product);

    internal override Facts Known => Facts.PreservesZero | Facts.Multiplies;

    internal override double UlpsAllowed => 1;

    internal override double Scalar(ReadOnlySpan<double> x) =>
        x[0] == 0 || (StrongInBoth && x[1] == 0) ? 0 : x[0] * x[1];

    internal override double KinkDistance(ReadOnlySpan<double> x) => double.PositiveInfinity;

    internal override Expr? PullBack(Expr cotangent, int operand) => operand == 0
        ? new StrongMultiply(cotangent, Operands[1], StrongInBoth)
        : new StrongMultiply(cotangent, Operands[0], true);

    internal override LaneBody<V> Body<V>() => StrongInBoth
        ? new BinaryBody<V, Both<V>>((Func<V, V, V>)BothSided, default)
        : new BinaryBody<V, One<V>>((Func<V, V, V>)OneSided, default);

    private static V OneSided<V>(V z, V p) where V : struct, ILanes<V> => V.Select(V.Equal(z, V.Zero), V.Zero, z * p);

    private static V BothSided<V>(V z, V p) where V : struct, ILanes<V> =>
        V.Select(V.Equal(z, V.Zero) | V.Equal(p, V.Zero), V.Zero, z * p);

    private readonly struct One<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V z, V p) => OneSided(z, p);
    }

    private readonly struct Both<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V z, V p) => BothSided(z, p);
    }
}
