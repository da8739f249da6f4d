namespace Grad;

/// <summary>Its operand, taken as a constant by differentiation: its derivative is zero.</summary>
public sealed class StopGradient : Expr
{
    internal StopGradient(Expr x) : base(x.Kind, x.Shape, x) { }

    /// <inheritdoc/>
    public override string Operator => "stopgradient";

    internal override Expr Batched(Examples x) => new StopGradient(x[0]);

    internal override int Growth => Operands[0].Degree;

    internal override Expr Expansion => Operands[0];

    internal override Expr? PushForward(ReadOnlySpan<Expr?> tangents) => null;

    internal override Expr? PullBack(Expr cotangent, int operand) => null;
}

public static partial class Functions
{
    /// <summary>x, taken as a constant by differentiation.</summary>
    public static Expr StopGradient(Expr x) => x is Leaf and not Grad.Variable ? x : new StopGradient(x);
}
