namespace Grad.Factorizations;

/// <summary>Every sentence that the folder can throw.</summary>
internal static class FactorizationErrors
{
    internal static Exception ElementType(string operation, Type type) => new NotSupportedException(
        $"{operation}: the element type {type.Name} has no factorisations. Use Single or Double.");

    internal static Exception NegativeSize(string operation, int rows, int columns, int batch) =>
        new ArgumentOutOfRangeException(null,
            $"{operation}: the sizes [{rows}, {columns}] and the batch {batch} must not be negative.");

    internal static Exception Length(string operation, string operand, long length, long expected) =>
        new ArgumentException(
            $"{operation}: {operand} has {length} elements, but {expected} are needed for this shape and batch.");
}
