using Grad.Factorizations;
using MathNet.Numerics.Providers.LinearAlgebra;
using Order = MathNet.Numerics.Providers.LinearAlgebra.Transpose;

namespace Grad.Products;

/// <summary>
/// The native provider that Math.NET Numerics has been given by its user. The provider takes whole packed column-major
/// arrays, so operands are copied, and the row-major product A·B is asked for as Bᵀ·Aᵀ.
/// </summary>
public sealed class MathNetBackend : ProductBackend
{
    internal MathNetBackend() : base(threads: 1) { }

    /// <inheritdoc/>
    public override string Name => "mathnet";

    /// <inheritdoc/>
    public override string Description => $"Math.NET Numerics provider {LinearAlgebraControl.Provider}";

    internal override FactorizationBackend Factorizations => ProductBackends.Managed.Factorizations;

    /// <summary>Whether Math.NET's provider is something other than its own managed code.</summary>
    internal static bool HasProvider => LinearAlgebraControl.Provider is not ManagedLinearAlgebraProvider;

    internal override bool HasThreadsOfItsOwn => true;

    private protected override int Shares => 1;

    internal override ProductBackend With(int threads) => this;

    internal override unsafe void RunAlone<T>(in Product product, nint a, nint b, nint c)
    {
        for (var i = 0; i < product.Batch; i++)
            Multiply(product,
                (T*)a + i * product.StrideA, (T*)b + i * product.StrideB, (T*)c + i * product.StrideC,
                product.Accumulate || (i > 0 && product.StrideC == 0));
    }

    private static unsafe void Multiply<T>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (rowsA, rowsB) = (p.TransposeA ? p.K : p.M, p.TransposeB ? p.N : p.K);
        var arrayA = ExactArrays<T>.Take(0, checked(rowsA * p.ColumnsOfA));
        var arrayB = ExactArrays<T>.Take(1, checked(rowsB * p.ColumnsOfB));
        var arrayC = ExactArrays<T>.Take(2, checked(p.M * p.N));
        Copy(a, p.LeadingA, arrayA, p.ColumnsOfA);
        Copy(b, p.LeadingB, arrayB, p.ColumnsOfB);
        if (accumulate) Copy(c, p.LeadingC, arrayC, p.N);
        else Array.Clear(arrayC);
        ((ILinearAlgebraProvider<T>)(object)LinearAlgebraControl.Provider).MatrixMultiplyWithUpdate(
            p.TransposeB ? Order.Transpose : Order.DontTranspose,
            p.TransposeA ? Order.Transpose : Order.DontTranspose,
            T.One, arrayB, p.ColumnsOfB, rowsB, arrayA, p.ColumnsOfA, rowsA, accumulate ? T.One : T.Zero, arrayC);
        for (var row = 0; row < p.M; row++)
            arrayC.AsSpan(row * p.N, p.N).CopyTo(new Span<T>(c + (long)row * p.LeadingC, p.N));
    }

    private static unsafe void Copy<T>(T* source, int leading, T[] target, int columns) where T : unmanaged
    {
        for (var row = 0; row * columns < target.Length; row++)
            new Span<T>(source + (long)row * leading, columns).CopyTo(target.AsSpan(row * columns, columns));
    }

    /// <summary>
    /// Arrays of exactly the asked length, three operands per thread, since providers may judge by the length. Those of
    /// the last shapes are kept, so that a training loop stops allocating after its first step.
    /// </summary>
    private static class ExactArrays<T>
    {
        private const int Kept = 64;

        [ThreadStatic] private static Dictionary<(int, int), T[]>? Arrays;

        internal static T[] Take(int operand, int length)
        {
            Arrays ??= [];
            if (Arrays.TryGetValue((operand, length), out var array)) return array;
            if (Arrays.Count >= Kept) Arrays.Clear();
            return Arrays[(operand, length)] = new T[length];
        }
    }
}
