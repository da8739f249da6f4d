namespace Grad;

internal static partial class Errors
{
    public static ArgumentException NothingToBatch() => new(
        "Batch: nothing is named that differs between the examples. Give at least one pair: Batch(y, (x, X)).");

    public static ArgumentException BatchShape(Expr x, Expr batch) => new(
        $"Batch: one example has shape {x.Shape}, and what stands for all of them has shape {batch.Shape}; " +
        $"it must be the same shape with the axis of the examples in front, {Examples.InFront("n", x.Shape)}." + Where([x, batch]));

    public static ArgumentException BatchCounts(Expr first, Expr other) => new(
        $"Batch: the numbers of examples differ: {first.Shape[0]} ≠ {other.Shape[0]}, the first axes of {first.Shape} and " +
        $"{other.Shape}." + Where([first, other]));

    public static ArgumentException ReplacementShape(Expr x, Expr replacement) => new(
        $"Substitute: the expression has shape {x.Shape} and its replacement {replacement.Shape}; they must be equal." +
        Where([x, replacement]));

    public static ArgumentException JacobianTooLarge(Expr y, Expr x) => new(
        $"Jacobian: {y.Shape} by {x.Shape} is {y.Shape.Concat(x.Shape)}, more elements than an array can have. " +
        "Use Jvp or Vjp, which never form it." + Where([y, x]));

    public static ArgumentException HessianTooLarge(Expr y, Expr row, Expr column) => new(
        $"Hessian: {row.Shape} by {column.Shape} is {row.Shape.Concat(column.Shape)}, more elements than an array can have. " +
        "Use HessianVectorProduct, which never forms it." + Where([y, .. row == column ? [row] : new[] { row, column }]));

    public static ArgumentException NotAField(Expr y, Expr x) => new(
        $"Divergence: the field has shape {y.Shape} and the place {x.Shape}; they must be equal." + Where([y, x]));

    public static ArgumentException UnknownSize(string operation, Expr x) => new(
        $"{operation}: the shape is {x.Shape}, and which elements are zero can be found only where all sizes are known. " +
        "Declare the variables with numbers as sizes." + Where([x]));

    public static ArgumentException SparseValues(int wanted, int given) => new(
        $"ToMatrix: the matrix has {Count(wanted, "element", "elements")} that can differ from zero, and " +
        $"{Count(given, "value is", "values are")} given.");
}
