namespace Grad;

internal static partial class Errors
{
    public static ArgumentException ScanScalar(Expr x) => new(
        $"Scan: {x} is a scalar. A loop runs over the first axis; give an array, or a length where there is nothing to run over." +
        Where([x]));

    public static ArgumentException ScanLengths(ReadOnlySpan<Expr> over, Dimension length) => new(
        $"Scan: the arrays have shapes {Shapes(over)}, the loop {length} steps. " +
        "Their first axes must have the size of the loop." + Where(over));

    public static ArgumentException ScanWithoutLength() => new(
        "Scan: there is nothing to run over and no length. Give an array whose first axis is run over, or a length.");

    public static ArgumentException ScanSegment(int segment) => new(
        $"Scan: the segment is {segment} steps long; it must be at least 1.");

    public static ArgumentException ScanCarries(int given, int returned) => new(
        $"Scan: {Count(given, "value is", "values are")} carried into a step and {returned} out of it. " +
        "A step returns as many carried values as it gets.");

    public static ArgumentException ScanCarry(Expr initial, Expr next, int index) => new(
        $"Scan: carried value {index + 1} begins as {initial.Kind} {initial.Shape} and a step makes it {next.Kind} {next.Shape}. " +
        "Every step gets and returns the same shape and kind; broadcast or convert the first value." + Where([initial, next]));
}
