namespace Grad.Products;

/// <summary>Every sentence that the folder can throw.</summary>
internal static class ProductErrors
{
    internal const string Names =
        "managed, mkl, openblas, accelerate, mathnet, or the path of a library with a CBLAS interface";

    /// <summary>Throws a sentence when a size is negative or a leading dimension is shorter than its rows.</summary>
    internal static void Check(in Product p)
    {
        if (p.M < 0 || p.N < 0 || p.K < 0 || p.Batch < 0) throw NegativeSize(p);
        if (p.StrideA < 0 || p.StrideB < 0 || p.StrideC < 0) throw NegativeStride(p);
        if (p.LeadingA < p.ColumnsOfA) throw ShortLeading("A", p.LeadingA, p.ColumnsOfA);
        if (p.LeadingB < p.ColumnsOfB) throw ShortLeading("B", p.LeadingB, p.ColumnsOfB);
        if (p.LeadingC < p.N) throw ShortLeading("C", p.LeadingC, p.N);
    }

    internal static Exception NegativeSize(in Product p) => new ArgumentOutOfRangeException(null,
        $"Product: the sizes m = {p.M}, n = {p.N}, k = {p.K}, batch = {p.Batch} must not be negative.");

    internal static Exception NegativeStride(in Product p) => new ArgumentOutOfRangeException(null,
        $"Product: the batch strides {p.StrideA}, {p.StrideB}, {p.StrideC} must not be negative. " +
        "Give 0 for an operand that the whole batch shares.");

    internal static Exception ShortLeading(string operand, int leading, int columns) => new ArgumentException(
        $"Product: the leading dimension of {operand} is {leading}, but its stored rows have {columns} elements. " +
        $"Give at least {columns}.");

    internal static Exception ElementType(Type type) => new NotSupportedException(
        $"Product: the element type {type.Name} has no matrix product. Use Single or Double.");

    internal static Exception UnknownBackend(string asker, string choice) => new ArgumentException(
        $"{asker} names the product backend '{choice}', which does not exist. Use {Names}.");

    internal static Exception CannotLoad(string asker, string choice, string reason, string remedy) =>
        new InvalidOperationException(
            $"{asker} names the product backend '{choice}', which cannot be used: {reason} {remedy}");
}
