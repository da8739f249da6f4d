namespace Grad;

/// <summary>The Euclidean norm √Σ x² over some axes; its derivative is x/‖x‖, and 0 where the norm is 0.</summary>
public sealed class EuclideanNorm : Reduction
{
    internal EuclideanNorm(Expr x, Axes axes) : base(x, axes) { }

    /// <inheritdoc/>
    public override string Operator => "norm";

    internal override Expr Batched(Examples x) => new EuclideanNorm(x[0], Axes.Later);

    internal override Expr Weights
    {
        get
        {
            var norm = Spread(this);
            return Where(Equal(norm, 0), new Literal(0, Operand.Shape), Operand / norm);
        }
    }

    internal override Expr Expansion => Sqrt(Sum(Square(Operand), Axes));
}

public static partial class Functions
{
    /// <summary>
    /// The p-norm (Σ |x|ᵖ)^(1/p) over the axes given, or over all: p = 2, 1, ∞ (the largest), or another; at 0 its
    /// derivative is 0.
    /// </summary>
    /// <param name="x">A vector, or an array of vectors.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="p">At least 1.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="ArgumentException">p is below 1, an axis is out of range, or x is not real.</exception>
    public static Expr Norm(Expr x, Axes? axes = null, double p = 2, bool keepDims = false)
    {
        if (x.Kind != Kind.Real) throw Errors.WrongKind(nameof(Norm), x, Kind.Real);
        return p switch
        {
            2 => Reduce(nameof(Norm), x, axes, keepDims, static (e, a) => new EuclideanNorm(e, a)),
            1 => Sum(Abs(x), axes, keepDims),
            double.PositiveInfinity => Largest(Max(Abs(x), axes, keepDims), x.Shape),
            >= 1 => Root(Sum(Pow(Abs(x), p), axes, keepDims), p),
            _ => throw Errors.NormOrder(p),
        };
    }

    /// <summary>Of nothing it is 0, not −∞.</summary>
    private static Expr Largest(Expr largest, Shape searched) =>
        searched.Size.FixedValue is > 0 ? largest : Maximum(largest, 0);

    /// <summary>The slope at 0 is that of least norm, 0, not the root's.</summary>
    private static Expr Root(Expr sum, double p) =>
        Where(Equal(sum, 0), new Literal(0, sum.Shape), Pow(sum, 1 / p));

    /// <summary>x / max(‖x‖, ε) along an axis: vectors of length 1.</summary>
    /// <param name="x">The vectors.</param>
    /// <param name="axis">The axis along which their elements lie.</param>
    /// <param name="epsilon">The least norm that is divided by.</param>
    public static Expr Normalize(Expr x, int axis = -1, double epsilon = 1e-12) =>
        x / Maximum(Norm(x, axis, keepDims: true), epsilon);
}
