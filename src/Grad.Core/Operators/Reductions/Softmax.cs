namespace Grad;

/// <summary>
/// eˣ / Σ eˣ over some axes, shifted by the largest element, so that nothing overflows and small shares keep their accuracy.
/// Its derivative is ẏ = y·(ẋ − Σ y·ẋ), which is its own transpose.
/// </summary>
public sealed class Softmax : Expr
{
    internal Softmax(Expr x, Axes axes) : base(Kind.Real, x.Shape, x) => Axes = axes.Sorted();

    /// <summary>The axes along which the result adds up to 1.</summary>
    public Axes Axes { get; }

    /// <inheritdoc/>
    public override string Operator => "softmax";

    internal override Expr Batched(Examples x) => new Softmax(x[0], Axes.Later);

    internal override object Attributes => Axes;

    internal override int Growth => Grad.Growth.Bounded;

    internal override Expr Expansion
    {
        get
        {
            var shares = Exp(Operands[0] - Spread(LogSumExp.Shift(Operands[0], Axes)));
            return shares / Spread(Sum(shares, Axes));
        }
    }

    internal override Expr? PushForward(ReadOnlySpan<Expr?> tangents) => tangents[0] is { } tangent ? Rule(tangent) : null;

    internal override Expr? PullBack(Expr cotangent, int operand) => Rule(cotangent);

    private Expr Rule(Expr x) => this * (x - Spread(Sum(this * x, Axes)));

    private Expr Spread(Expr x) => new Broadcast(x, Shape, Axes);
}

/// <summary>
/// ln(eˣ / Σ eˣ) over some axes. With s the softmax, ẏ = ẋ − Σ s·ẋ and x̄ = ȳ − s·Σ ȳ.
/// </summary>
public sealed class LogSoftmax : Expr
{
    internal LogSoftmax(Expr x, Axes axes) : base(Kind.Real, x.Shape, x) => Axes = axes.Sorted();

    /// <summary>The axes along which the exponentials of the result add up to 1.</summary>
    public Axes Axes { get; }

    /// <inheritdoc/>
    public override string Operator => "logsoftmax";

    internal override Expr Batched(Examples x) => new LogSoftmax(x[0], Axes.Later);

    internal override object Attributes => Axes;

    internal override int Growth => Operands[0].Degree;

    internal override Expr Expansion
    {
        get
        {
            var shifted = Operands[0] - Spread(LogSumExp.Shift(Operands[0], Axes));
            return shifted - Spread(Log(Sum(Exp(shifted), Axes)));
        }
    }

    internal override Expr? PushForward(ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? tangent - Spread(Sum(Shares * tangent, Axes)) : null;

    internal override Expr? PullBack(Expr cotangent, int operand) => cotangent - (Shares * Spread(Sum(cotangent, Axes)));

    private Softmax Shares => new(Operands[0], Axes);

    private Expr Spread(Expr x) => new Broadcast(x, Shape, Axes);
}

public static partial class Functions
{
    /// <summary>eˣ / Σ eˣ along an axis: positive numbers that add up to 1.</summary>
    /// <param name="x">The exponents.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is not real.</exception>
    public static Expr Softmax(Expr x, int axis = -1) => x.Kind == Kind.Real
        ? new Softmax(x, Resolved(nameof(Softmax), x, axis))
        : throw Errors.WrongKind(nameof(Softmax), x, Kind.Real);

    /// <summary>ln(eˣ / Σ eˣ) along an axis.</summary>
    /// <param name="x">The exponents.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is not real.</exception>
    public static Expr LogSoftmax(Expr x, int axis = -1) => x.Kind == Kind.Real
        ? new LogSoftmax(x, Resolved(nameof(LogSoftmax), x, axis))
        : throw Errors.WrongKind(nameof(LogSoftmax), x, Kind.Real);
}
