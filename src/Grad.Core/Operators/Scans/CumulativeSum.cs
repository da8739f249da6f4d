using System.Collections.Immutable;

namespace Grad;

/// <summary>Running sums along an axis: yₖ = x₀ + … + xₖ. Linear; its transpose runs the other way.</summary>
public sealed class CumulativeSum : Procedure
{
    internal CumulativeSum(Expr x, int axis, bool reverse) : base([x], (x.Kind, x.Shape)) => (Axis, Reverse) = (axis, reverse);

    /// <summary>The axis.</summary>
    public int Axis { get; }

    /// <summary>Whether it runs from the end: yₖ = xₖ + … + xₙ₋₁.</summary>
    public bool Reverse { get; }

    /// <inheritdoc/>
    public override string Operator => "cumsum";

    internal override Expr Batched(Examples x) => new CumulativeSum(x[0], Axis + 1, Reverse);

    internal override bool IsByExamples => Axis > 0;

    internal override object Attributes => (Axis, Reverse);

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? new CumulativeSum(tangent, Axis, Reverse) : null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) =>
        new CumulativeSum(cotangents[0]!, Axis, !Reverse);

    internal override void Compute<T>(Call call)
    {
        if (Kind == Kind.Integer) Running.Sum(call.Operand<int>(0), call.Result<int>(), call.Rows(Axis, Reverse));
        else Running.Sum(call.Operand<T>(0), call.Result<T>(), call.Rows(Axis, Reverse));
    }

    internal override string Written(WrittenCall call) =>
        $"{call.Kernel(nameof(Running))}.Sum({call.Operand(0)}, {call.Result()}, {call.Rows(Shape, Axis, Reverse)});";
}
