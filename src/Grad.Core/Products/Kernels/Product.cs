namespace Grad.Products;

/// <summary>
/// The row-major matrix product C[m, n] = op(A)[m, k] · op(B)[k, n] (+ C when <see cref="Accumulate"/>), repeated over
/// a batch. op is the identity or the transpose; leading dimensions and strides count elements.
/// </summary>
/// <param name="M">Rows of op(A) and of C.</param>
/// <param name="N">Columns of op(B) and of C.</param>
/// <param name="K">Columns of op(A), rows of op(B). Zero gives the empty sum: C is cleared, or kept.</param>
/// <param name="TransposeA">Whether A is stored as [k, m].</param>
/// <param name="LeadingA">Distance between the stored rows of A.</param>
/// <param name="TransposeB">Whether B is stored as [n, k].</param>
/// <param name="LeadingB">Distance between the stored rows of B.</param>
/// <param name="LeadingC">Distance between the rows of C.</param>
/// <param name="Accumulate">Whether the product is added to C; otherwise C is overwritten and never read.</param>
/// <param name="Batch">Number of products.</param>
/// <param name="StrideA">Distance from one A to the next; 0 when all products share one A.</param>
/// <param name="StrideB">Distance from one B to the next; 0 when all products share one B.</param>
/// <param name="StrideC">Distance from one C to the next; 0 when one C receives the sum over the batch.</param>
public readonly record struct Product(
    int M, int N, int K,
    bool TransposeA, int LeadingA, bool TransposeB, int LeadingB, int LeadingC,
    bool Accumulate = false, int Batch = 1, long StrideA = 0, long StrideB = 0, long StrideC = 0)
{
    /// <summary>C[m, n] = A[m, k] · B[k, n] of three packed matrices.</summary>
    /// <param name="m">Rows of op(A) and of C.</param>
    /// <param name="n">Columns of op(B) and of C.</param>
    /// <param name="k">Columns of op(A), rows of op(B).</param>
    /// <param name="transposeA">Whether A is stored as [k, m].</param>
    /// <param name="transposeB">Whether B is stored as [n, k].</param>
    public static Product Packed(int m, int n, int k, bool transposeA = false, bool transposeB = false) =>
        new(m, n, k, transposeA, transposeA ? m : k, transposeB, transposeB ? k : n, n);

    /// <summary>Multiply-adds counted as two operations each: 2·m·n·k·batch.</summary>
    public double Operations => 2.0 * M * N * K * Batch;

    /// <summary>The product of the operands exchanged, op(B)ᵀ·op(A)ᵀ, whose C has no gaps and is this one by columns.</summary>
    internal Product Transpose() => this with
    {
        M = N,
        N = M,
        TransposeA = !TransposeB,
        LeadingA = LeadingB,
        TransposeB = !TransposeA,
        LeadingB = LeadingA,
        LeadingC = Math.Max(M, 1),
        StrideA = StrideB,
        StrideB = StrideA,
    };

    internal int ColumnsOfA => TransposeA ? M : K;

    internal int ColumnsOfB => TransposeB ? K : N;
}
