using System.Numerics;
using Grad.Products;

namespace Grad.Tests.Unit.Products;

/// <summary>
/// A product with its operands. What must not be used is NaN: the gaps between stored rows, and C where it is
/// overwritten. Results are compared with the triple loop in double precision.
/// </summary>
internal sealed class ProductCase<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Guard = 67;

    private readonly Product product;
    private readonly T[] a, b, before;

    internal ProductCase(Product product, Random random)
    {
        this.product = product;
        var p = product;
        a = Filled(p.Batch, p.StrideA, p.TransposeA ? p.K : p.M, p.TransposeA ? p.M : p.K, p.LeadingA, true, random);
        b = Filled(p.Batch, p.StrideB, p.TransposeB ? p.N : p.K, p.TransposeB ? p.K : p.N, p.LeadingB, true, random);
        before = Filled(p.Batch, p.StrideC, p.M, p.N, p.LeadingC, p.Accumulate, random);
    }

    /// <summary>A random product: every transposition, gaps between rows, batches with shared operands.</summary>
    internal static ProductCase<T> Random(Random random, int largest)
    {
        var (m, n, k) = (Size(), Size(), Size());
        var (transposeA, transposeB) = (random.Next(2) == 1, random.Next(2) == 1);
        var p = Product.Packed(m, n, k, transposeA, transposeB);
        p = p with
        {
            LeadingA = Math.Max(1, p.LeadingA + Gap()),
            LeadingB = Math.Max(1, p.LeadingB + Gap()),
            LeadingC = p.LeadingC + Gap(),
            Accumulate = random.Next(2) == 1,
            Batch = random.Next(3) == 0 ? random.Next(4) : 1,
        };
        p = p with
        {
            StrideA = random.Next(4) == 0 ? 0 : (transposeA ? k : m) * p.LeadingA + Gap(),
            StrideB = random.Next(4) == 0 ? 0 : (transposeB ? n : k) * p.LeadingB + Gap(),
            StrideC = random.Next(4) == 0 ? 0 : m * p.LeadingC + Gap(),
        };
        return new(p, random);

        int Size() => random.Next(8) == 0 ? random.Next(2) : 1 + (int)(largest * Math.Pow(random.NextDouble(), 3));
        int Gap() => random.Next(2) * random.Next(20);
    }

    /// <summary>C after the call, guards included.</summary>
    internal unsafe T[] Run(ProductBackend backend)
    {
        var c = (T[])before.Clone();
        fixed (T* pa = a, pb = b, pc = c)
            backend.Multiply<T>(product, (nint)(pa + Guard), (nint)(pb + Guard), (nint)(pc + Guard));
        return c;
    }

    /// <summary>Checks the managed kernel at one register width, whatever this processor prefers.</summary>
    internal unsafe void CheckRegister<V, H, Q>()
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
        where Q : unmanaged, IRegister<Q, T>
    {
        var c = (T[])before.Clone();
        fixed (T* pa = a, pb = b, pc = c)
            for (var i = 0; i < product.Batch && product.K > 0; i++)
                ManagedProduct.Multiply<T, V, H, Q>(product,
                    pa + Guard + i * product.StrideA,
                    pb + Guard + i * product.StrideB,
                    pc + Guard + i * product.StrideC,
                    product.Accumulate || (i > 0 && product.StrideC == 0));
        if (product.K > 0 && product.Batch > 0) Compare(c, typeof(V).Name);
    }

    /// <summary>Fails when an element is further away than its rounding allows, or a gap was written.</summary>
    internal void Check(ProductBackend backend) => Compare(Run(backend), backend.Name);

    private void Compare(T[] got, string name)
    {
        var (sum, size) = TripleLoop();
        var p = product;
        var unit = double.CreateChecked(T.BitIncrement(T.One) - T.One);
        for (var i = 0; i < got.Length; i++)
        {
            var bound = ((long)p.K * Math.Max(1, p.Batch) + 2) * unit * size[i];
            var (expected, value) = (sum[i], double.CreateChecked(got[i]));
            var right = double.IsNaN(expected) ? double.IsNaN(value) : Math.Abs(value - expected) <= bound;
            if (!right) Assert.Fail($"{name}, {typeof(T).Name}, {p}: at {i - Guard} is {value}, not {expected}.");
        }
    }

    private (double[] Sum, double[] Size) TripleLoop()
    {
        var p = product;
        var sum = Array.ConvertAll(before, double.CreateChecked);
        for (var batch = 0; batch < p.Batch || (batch == 0 && p.StrideC == 0); batch++)
            for (var i = 0; i < p.M && !p.Accumulate; i++)
                Array.Clear(sum, (int)(Guard + batch * p.StrideC + i * p.LeadingC), p.N);
        var size = Array.ConvertAll(sum, Math.Abs);
        var (x, y) = (Array.ConvertAll(a, double.CreateChecked), Array.ConvertAll(b, double.CreateChecked));
        var (rowA, innerA) = p.TransposeA ? (1, p.LeadingA) : (p.LeadingA, 1);
        var (innerB, columnB) = p.TransposeB ? (1, p.LeadingB) : (p.LeadingB, 1);
        for (var batch = 0; batch < p.Batch; batch++)
            for (var i = 0; i < p.M; i++)
                for (var j = 0; j < p.N; j++)
                {
                    var atA = Guard + batch * p.StrideA + i * rowA;
                    var atB = Guard + batch * p.StrideB + j * columnB;
                    var atC = Guard + batch * p.StrideC + i * p.LeadingC + j;
                    for (var l = 0; l < p.K; l++)
                    {
                        var term = x[atA + l * innerA] * y[atB + l * innerB];
                        sum[atC] += term;
                        size[atC] += Math.Abs(term);
                    }
                }
        return (sum, size);
    }

    private static T[] Filled(
        int batch, long stride, int rows, int columns, int leading, bool used, Random random)
    {
        var values = new T[(int)(2 * Guard + Math.Max(1, batch) * stride + (long)rows * leading)];
        Array.Fill(values, T.NaN);
        for (var i = 0; i < Math.Max(1, batch) && used; i++)
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                    values[Guard + i * stride + row * leading + column] = T.CreateChecked(random.NextDouble() * 2 - 1);
        return values;
    }
}
