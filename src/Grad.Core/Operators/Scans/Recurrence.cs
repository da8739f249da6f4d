using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// The linear recurrence yₖ = aₖ·yₖ₋₁ + bₖ along an axis, from y₋₁ = 0. Its derivatives are recurrences too:
/// ẏₖ = aₖ·ẏₖ₋₁ + (ȧₖ·yₖ₋₁ + ḃₖ); b̄ₖ = aₖ₊₁·b̄ₖ₊₁ + ȳₖ and āₖ = b̄ₖ·yₖ₋₁. Nothing is divided, so zeros are exact.
/// </summary>
public sealed class Recurrence : Procedure
{
    internal Recurrence(Expr a, Expr b, int axis, bool reverse) : base([a, b], (Kind.Real, b.Shape)) =>
        (Axis, Reverse) = (axis, reverse);

    /// <summary>The axis.</summary>
    public int Axis { get; }

    /// <summary>Whether it runs from the end: yₖ = aₖ·yₖ₊₁ + bₖ.</summary>
    public bool Reverse { get; }

    /// <inheritdoc/>
    public override string Operator => "recurrence";

    internal override Expr Batched(Examples x) => new Recurrence(x[0], x[1], Axis + 1, Reverse);

    internal override bool IsByExamples => Axis > 0;

    internal override object Attributes => (Axis, Reverse);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        var inside = Chain.Sum(tangents[0] is { } a ? Chain.Times(a, Before(this, Axis, Reverse)) : null, tangents[1]);
        return [inside is null ? null : new Recurrence(Operands[0], inside, Axis, Reverse)];
    }

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand)
    {
        var bBar = new Recurrence(Before(Operands[0], Axis, !Reverse), cotangents[0]!, Axis, !Reverse);
        return operand == 1 ? bBar : Chain.Times(bBar, Before(this, Axis, Reverse));
    }

    internal override void Compute<T>(Call call) =>
        Running.Recurrence(call.Operand<T>(0), call.Operand<T>(1), call.Result<T>(), call.Rows(Axis, Reverse));

    internal override string Written(WrittenCall call) => $"{call.Kernel(nameof(Running))}.Recurrence("
        + $"{call.Operand(0)}, {call.Operand(1)}, {call.Result()}, {call.Rows(Shape, Axis, Reverse)});";

    /// <summary>Each place gets what stands before it in the direction of the recurrence, the first one the filling.</summary>
    internal static Expr Before(Expr x, int axis, bool reverse, double filling = 0)
    {
        var size = x.Shape[axis];
        var longer = Functions.Pad(x, axis, reverse ? 0 : 1, reverse ? 1 : 0, filling);
        return Functions.Cut(longer, i => i == axis ? new(reverse ? 1 : 0, 1, size) : AxisRange.All(x.Shape[i]));
    }
}
