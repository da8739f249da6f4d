using System.Numerics;

namespace Grad.Factorizations;

/// <summary>
/// A = Q·R by reflections H = I − τ·v·vᵀ, k of them gathered as I − V·T·Vᵀ, by recursion over the columns. E. Elmroth
/// and F. G. Gustavson, "Applying recursion to serial and parallel QR factorization", IBM J. Res. Dev. 44 (2000).
/// </summary>
internal static unsafe class HouseholderQr
{
    /// <summary>Writes R[k, n] over the upper part of A[m, n] and Q[m, k] beside it, k = min(m, n).</summary>
    internal static void Factor<T>(IProducts products, int m, int n, T* a, T* q)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var k = Math.Min(m, n);
        using var reflectors = new Room<T>((long)m * k);
        using var triangle = new Room<T>((long)k * k);
        RowLoops.Fill(reflectors.Start, T.Zero, (long)m * k);
        RowLoops.Fill(triangle.Start, T.Zero, (long)k * k);
        Part<T> whole = new(a, n), v = new(reflectors.Start, k), t = new(triangle.Start, k);
        Reflect(products, m, k, whole, v, t);
        if (n > k) Apply(products, m, n - k, k, v, t, whole.At(0, k));
        // Q = (I − V·T·Vᵀ)·[I; 0] = [I; 0] − V·(T·V₁ᵀ), where V₁ are the first k rows of V.
        using var inner = new Room<T>((long)k * k);
        products.Multiply<T>(
            new(k, k, k, false, k, true, k, k), t.Address, v.Address, (nint)inner.Start);
        products.Multiply<T>(new(m, k, k, false, k, false, k, k), v.Address, (nint)inner.Start, (nint)q);
        RowLoops.Scale(q, -T.One, (long)m * k);
        for (var i = 0; i < k; i++) q[(long)i * k + i] += T.One;
    }

    /// <summary>Makes the columns of A upper triangular; V and T receive what did it.</summary>
    private static void Reflect<T>(IProducts products, int m, int columns, Part<T> a, Part<T> v, Part<T> t)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns == 0) return;
        if (columns == 1)
        {
            ReflectColumn(m, a, v, t);
            return;
        }
        int left = columns / 2, right = columns - left;
        var (t11, t22, v2) = (t, t.At(left, left), v.At(left, left));
        Reflect(products, m, left, a, v, t11);
        Apply(products, m, right, left, v, t11, a.At(0, left));
        Reflect(products, m - left, right, a.At(left, left), v2, t22);
        // T₁₂ = −T₁₁·(V₁ᵀ·V₂)·T₂₂; V₂ is zero above its own first row.
        using var overlap = new Room<T>((long)left * right);
        using var half = new Room<T>((long)left * right);
        products.Multiply<T>(new(left, right, m - left, true, v.Leading, false, v.Leading, right),
            v.At(left, 0).Address, v2.Address, (nint)overlap.Start);
        products.Multiply<T>(new(left, right, left, false, t.Leading, false, right, right),
            t11.Address, (nint)overlap.Start, (nint)half.Start);
        RowLoops.Scale(half.Start, -T.One, (long)left * right);
        products.Multiply<T>(new(left, right, right, false, right, false, t.Leading, t.Leading),
            (nint)half.Start, t22.Address, t.At(0, left).Address);
    }

    /// <summary>C −= V·(Tᵀ·(Vᵀ·C)): the transposed product of the reflections.</summary>
    private static void Apply<T>(IProducts products, int m, int columns, int k, Part<T> v, Part<T> t, Part<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var projected = new Room<T>((long)k * columns);
        using var weighted = new Room<T>((long)k * columns);
        products.Multiply<T>(new(k, columns, m, true, v.Leading, false, c.Leading, columns),
            v.Address, c.Address, (nint)projected.Start);
        products.Multiply<T>(new(k, columns, k, true, t.Leading, false, columns, columns),
            t.Address, (nint)projected.Start, (nint)weighted.Start);
        RowLoops.Scale(weighted.Start, -T.One, (long)k * columns);
        products.Multiply<T>(new(m, columns, k, false, v.Leading, false, columns, c.Leading, Accumulate: true),
            v.Address, (nint)weighted.Start, c.Address);
    }

    private static void ReflectColumn<T>(int m, Part<T> a, Part<T> v, Part<T> t)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var column = new Room<T>(m);
        for (var i = 0; i < m; i++) column.Start[i] = a.Start[(long)i * a.Leading];
        t.Start[0] = Reflector(column.Start, m, out a.Start[0]);
        for (var i = 0; i < m; i++) v.Start[(long)i * v.Leading] = column.Start[i];
    }

    /// <summary>
    /// Replaces x by v, v₀ = 1, and answers τ with (I − τ·v·vᵀ)·x = β·e₀, β = −sign(x₀)·‖x‖: no cancellation in v.
    /// </summary>
    internal static T Reflector<T>(T* x, int n, out T beta) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var first = x[0];
        x[0] = T.One;
        var tail = RowLoops.Norm(x + 1, n - 1);
        beta = first;
        if (tail == T.Zero) return T.Zero;
        beta = -T.CopySign(T.Hypot(first, tail), first);
        var scale = first - beta;
        for (var i = 1; i < n; i++) x[i] /= scale;
        return (beta - first) / beta;
    }
}
