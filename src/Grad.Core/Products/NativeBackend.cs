using Grad.Factorizations;

namespace Grad.Products;

/// <summary>A native library with a CBLAS interface: MKL, OpenBLAS, Accelerate, or one that the user names.</summary>
public sealed class NativeBackend : ProductBackend
{
    private const int RowMajor = 101, Plain = 111, Transposed = 112;

    private readonly BlasLibrary library;

    internal NativeBackend(BlasLibrary library, int threads) : base(threads)
    {
        this.library = library;
        Factorizations = LapackFactorizations.TryOpen(library, this) ?? new ManagedFactorizations(this);
    }

    private NativeBackend(BlasLibrary library, int threads, FactorizationBackend factorizations) : base(threads) =>
        (this.library, Factorizations) = (library, factorizations);

    /// <inheritdoc/>
    public override string Name => library.Name;

    /// <inheritdoc/>
    public override string Description => library.Version.Length == 0
        ? library.Path
        : $"{library.Version}, {library.Path}";

    internal override FactorizationBackend Factorizations { get; }

    // A library may sum an element of a part in another order than in the whole: for the same bits on any number of threads
    // the cut depends on the sizes alone, and parts are large enough for the library to be fast.
    private protected override int Shares => 2;

    private protected override long LeastPiece => 32_000_000;

    internal override ProductBackend With(int threads) =>
        threads == Threads ? this : new NativeBackend(library, threads, Factorizations);

    internal override unsafe void RunAlone<T>(in Product product, nint a, nint b, nint c)
    {
        for (var i = 0; i < product.Batch; i++)
            Multiply<T>(product,
                (nint)((T*)a + i * product.StrideA),
                (nint)((T*)b + i * product.StrideB),
                (nint)((T*)c + i * product.StrideC),
                product.Accumulate || (i > 0 && product.StrideC == 0));
    }

    private unsafe void Multiply<T>(in Product p, nint a, nint b, nint c, bool accumulate)
    {
        var (opA, opB) = (p.TransposeA ? Transposed : Plain, p.TransposeB ? Transposed : Plain);
        if (typeof(T) == typeof(float))
            library.Sgemm(RowMajor, opA, opB, p.M, p.N, p.K,
                1, a, p.LeadingA, b, p.LeadingB, accumulate ? 1 : 0, c, p.LeadingC);
        else
            library.Dgemm(RowMajor, opA, opB, p.M, p.N, p.K,
                1, a, p.LeadingA, b, p.LeadingB, accumulate ? 1 : 0, c, p.LeadingC);
    }
}
