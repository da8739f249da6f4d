using Grad.Products;

namespace Grad;

/// <summary>What a <see cref="Procedure"/> is run with.</summary>
/// <param name="operands">The operands, in row-major order.</param>
/// <param name="results">Where the results go.</param>
/// <param name="sizes">The values of <see cref="Procedure.Sizes"/>.</param>
/// <param name="backend">What multiplies matrices.</param>
internal readonly ref struct Call(
    ReadOnlySpan<Block> operands, ReadOnlySpan<Block> results, ReadOnlySpan<long> sizes, ProductBackend backend)
{
    private readonly ReadOnlySpan<Block> operands = operands;
    private readonly ReadOnlySpan<Block> results = results;

    /// <summary>The values of <see cref="Procedure.Sizes"/>.</summary>
    public ReadOnlySpan<long> Sizes { get; } = sizes;

    /// <summary>What multiplies matrices.</summary>
    public ProductBackend Backend { get; } = backend;

    /// <summary>The number of operands.</summary>
    public int OperandCount => operands.Length;

    /// <summary>The sizes of an operand's axes.</summary>
    public int[] OperandSizes(int operand) => operands[operand].Sizes;

    /// <summary>The sizes of a result's axes.</summary>
    public int[] ResultSizes(int result) => results[result].Sizes;

    /// <summary>The elements of an operand.</summary>
    public ReadOnlySpan<T> Operand<T>(int operand) where T : unmanaged => operands[operand].Span<T>();

    /// <summary>The elements of a result, to be filled.</summary>
    public Span<T> Result<T>(int result = 0) where T : unmanaged => results[result].Span<T>();

    /// <summary>The rows of the first result along an axis.</summary>
    public AxisRows Rows(int axis, bool reverse)
    {
        var (outer, size, inner) = Grad.Sizes.Around(ResultSizes(0), axis);
        return new(outer, size, inner, reverse);
    }
}
