using System.Buffers;
using System.Numerics;
using Grad.Factorizations;
using Grad.Products;

namespace Grad;

/// <summary>
/// e^A by scaling, a Padé approximant of degree 13, and squaring: the computation for one matrix, in scratch memory for seven.
/// </summary>
internal readonly unsafe ref struct MatrixExponential<T>(int n, T[] scratch, IProducts products, FactorizationBackend factorizations)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The coefficients of the approximant, and the norm up to which it is exact in double.
    private static readonly double[] Pade =
    [
        64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
        670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
    ];

    private const double Reach = 5.371920351148152;

    /// <summary>The exponentials of matrices [n, n] one behind the other.</summary>
    public static void Run(ReadOnlySpan<T> a, Span<T> y, int n, IProducts products, FactorizationBackend factorizations)
    {
        if (n == 0) return;
        var scratch = ArrayPool<T>.Shared.Rent(7 * n * n);
        var one = new MatrixExponential<T>(n, scratch, products, factorizations);
        for (int m = 0; m < a.Length; m += n * n) one.Run(a.Slice(m, n * n), y.Slice(m, n * n));
        ArrayPool<T>.Shared.Return(scratch);
    }

    private void Run(ReadOnlySpan<T> a, Span<T> y)
    {
        Span<T> x = Matrix(0), x2 = Matrix(1), x4 = Matrix(2), x6 = Matrix(3), u = Matrix(4), v = Matrix(5), t = Matrix(6);
        int squarings = Squarings(a);
        T scale = T.ScaleB(T.One, -squarings);
        for (int i = 0; i < a.Length; i++) x[i] = a[i] * scale;
        Multiply(x, x, x2);
        Multiply(x2, x2, x4);
        Multiply(x4, x2, x6);
        Combine(t, x2, x4, x6, null, 9, 11, 13);
        Multiply(x6, t, v);
        Combine(t, x2, x4, x6, 1, 3, 5, 7);
        Add(t, v);
        Multiply(x, t, u);                                   // u: the odd part
        Combine(t, x2, x4, x6, null, 8, 10, 12);
        Multiply(x6, t, v);
        Combine(t, x2, x4, x6, 0, 2, 4, 6);
        Add(v, t);                                           // v: the even part
        for (int i = 0; i < a.Length; i++) (x[i], t[i]) = (v[i] - u[i], v[i] + u[i]);
        Solve(x, t, y);
        for (int s = 0; s < squarings; s++)
        {
            y.CopyTo(t);
            Multiply(t, t, y);
        }
    }

    /// <summary>t = c₀·1 + c₁·x² + c₂·x⁴ + c₃·x⁶ for coefficients of these numbers; null for no constant term.</summary>
    private void Combine(Span<T> t, Span<T> x2, Span<T> x4, Span<T> x6, int? c0, int c1, int c2, int c3)
    {
        T a = T.CreateTruncating(Pade[c1]), b = T.CreateTruncating(Pade[c2]), c = T.CreateTruncating(Pade[c3]);
        for (int i = 0; i < t.Length; i++) t[i] = (a * x2[i]) + (b * x4[i]) + (c * x6[i]);
        if (c0 is not { } constant) return;
        T one = T.CreateTruncating(Pade[constant]);
        for (int i = 0; i < n; i++) t[(i * n) + i] += one;
    }

    private int Squarings(ReadOnlySpan<T> a)
    {
        double norm = 0;
        for (int j = 0; j < n; j++)
        {
            double sum = 0;
            for (int i = 0; i < n; i++) sum += Math.Abs(double.CreateTruncating(a[(i * n) + j]));
            norm = Math.Max(norm, sum);
        }
        return norm > Reach && double.IsFinite(norm) ? Math.ILogB(norm / Reach) + 1 : 0;
    }

    private void Multiply(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
    {
        fixed (T* pa = a, pb = b, pc = c)
            products.Multiply<T>(Product.Packed(n, n, n), (nint)pa, (nint)pb, (nint)pc);
    }

    private void Solve(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> x)
    {
        fixed (T* pa = a, pb = b, px = x) factorizations.Solve<T>(n, n, (nint)pa, (nint)pb, (nint)px);
    }

    private static void Add(Span<T> x, ReadOnlySpan<T> y)
    {
        for (int i = 0; i < x.Length; i++) x[i] += y[i];
    }

    private Span<T> Matrix(int k) => scratch.AsSpan(k * n * n, n * n);
}
