using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Running ln Σ eˣ along an axis, yₖ = ln(e^yₖ₋₁ + e^xₖ). Its tangent is the recurrence ẏₖ = pₖ·ẏₖ₋₁ + qₖ·ẋₖ with
/// pₖ = e^(yₖ₋₁ − yₖ) and qₖ = e^(xₖ − yₖ), both in [0, 1]: nothing overflows.
/// </summary>
public sealed class LogCumulativeSum : Procedure
{
    internal LogCumulativeSum(Expr x, int axis) : base([x], (Kind.Real, x.Shape)) => Axis = axis;

    /// <summary>The axis.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    public override string Operator => "logcumsumexp";

    internal override Expr Batched(Examples x) => new LogCumulativeSum(x[0], Axis + 1);

    internal override bool IsByExamples => Axis > 0;

    internal override object Attributes => Axis;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) => tangents[0] is { } tangent
        ? [new Recurrence(Kept, Chain.Times(tangent, Added)!, Axis, reverse: false)]
        : [null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) => Chain.Times(
        new Recurrence(Recurrence.Before(Kept, Axis, reverse: true), cotangents[0]!, Axis, reverse: true), Added);

    internal override void Compute<T>(Call call) =>
        Running.LogSum(call.Operand<T>(0), call.Result<T>(), call.Rows(Axis, reverse: false));

    internal override string Written(WrittenCall call) =>
        $"{call.Kernel(nameof(Running))}.LogSum({call.Operand(0)}, {call.Result()}, {call.Rows(Shape, Axis, reverse: false)});";

    /// <summary>pₖ, the share of the sum so far that was there before.</summary>
    private Expr Kept => Share(Recurrence.Before(this, Axis, reverse: false, filling: double.NegativeInfinity));

    /// <summary>qₖ, the share that xₖ adds.</summary>
    private Expr Added => Share(Operands[0]);

    private Expr Share(Expr part) => Where(part > double.NegativeInfinity, Exp(part - this), new Literal(0, Shape));
}

public static partial class Functions
{
    /// <summary>Running ln Σ eˣ along an axis, without overflow.</summary>
    /// <param name="x">The exponents.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is not real.</exception>
    public static Expr LogCumSumExp(Expr x, int axis = -1) => x.Kind == Kind.Real
        ? new LogCumulativeSum(x, Resolved(nameof(LogCumSumExp), x, axis))
        : throw Errors.WrongKind(nameof(LogCumSumExp), x, Kind.Real);
}
