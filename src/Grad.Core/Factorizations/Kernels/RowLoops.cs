using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Grad.Products;

namespace Grad.Factorizations;

/// <summary>Loops along contiguous rows: what every factorisation here is made of, at the processor's width.</summary>
internal static unsafe class RowLoops
{
    /// <summary>The distance from 1 to the next number.</summary>
    internal static T Epsilon<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.BitIncrement(T.One) - T.One;

    /// <summary>Σ xᵢ·yᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Dot<T>(T* x, T* y, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated ? Dot<T, Register512<T>>(x, y, n)
        : Vector256.IsHardwareAccelerated ? Dot<T, Register256<T>>(x, y, n)
        : Dot<T, Register128<T>>(x, y, n);

    /// <summary>y += factor·x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddScaled<T>(T* y, T factor, T* x, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) AddScaled<T, Register512<T>>(y, factor, x, n);
        else if (Vector256.IsHardwareAccelerated) AddScaled<T, Register256<T>>(y, factor, x, n);
        else AddScaled<T, Register128<T>>(y, factor, x, n);
    }

    /// <summary>
    /// y += factor·x over every whole vector that holds one of the elements from … to − 1 of rows padded to
    /// <see cref="Padded{T}(int)"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddScaledPadded<T>(T* y, T factor, T* x, int from, int to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) AddScaledPadded<T, Register512<T>>(y, factor, x, from, to);
        else if (Vector256.IsHardwareAccelerated) AddScaledPadded<T, Register256<T>>(y, factor, x, from, to);
        else AddScaledPadded<T, Register128<T>>(y, factor, x, from, to);
    }

    /// <summary>The length of a row that whole vectors of any width fill.</summary>
    internal static int Padded<T>(int n) where T : unmanaged => (n + Vector512<T>.Count - 1) & -Vector512<T>.Count;

    /// <summary>The plane rotation (x, y) ← (c·x + s·y, c·y − s·x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Rotate<T>(T* x, T* y, T c, T s, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Rotate<T, Register512<T>>(x, y, c, s, n);
        else if (Vector256.IsHardwareAccelerated) Rotate<T, Register256<T>>(x, y, c, s, n);
        else Rotate<T, Register128<T>>(x, y, c, s, n);
    }

    internal static void Scale<T>(T* x, T factor, long n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0L; i < n; i++) x[i] *= factor;
    }

    internal static void Swap<T>(T* x, T* y, int n) where T : unmanaged
    {
        for (var i = 0; i < n; i++) (x[i], y[i]) = (y[i], x[i]);
    }

    internal static void Fill<T>(T* x, T value, long n) where T : unmanaged
    {
        for (var i = 0L; i < n; i++) x[i] = value;
    }

    /// <summary>Copies a block of rows between two distances of rows.</summary>
    internal static void Copy<T>(T* source, int leading, T* target, int targetLeading, int rows, int columns)
        where T : unmanaged
    {
        for (var i = 0; i < rows; i++)
            new ReadOnlySpan<T>(source + (long)i * leading, columns)
                .CopyTo(new Span<T>(target + (long)i * targetLeading, columns));
    }

    /// <summary>Largest |xᵢ|, or NaN where there is one.</summary>
    internal static T Largest<T>(T* x, long n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = T.Zero;
        for (var i = 0L; i < n; i++) largest = T.Max(largest, T.Abs(x[i]));
        return largest;
    }

    /// <summary>√Σ xᵢ², without overflow or underflow of the squares.</summary>
    internal static T Norm<T>(T* x, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (largest, sum) = (Largest(x, n), T.Zero);
        if (largest == T.Zero || !T.IsFinite(largest)) return largest;
        for (var i = 0; i < n; i++) sum += x[i] / largest * (x[i] / largest);
        return largest * T.Sqrt(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Dot<T, V>(T* x, T* y, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        V even = default, odd = default;
        var i = 0;
        for (; i <= n - 2 * V.Count; i += 2 * V.Count)
        {
            even = V.MultiplyAdd(V.Load(x + i), V.Load(y + i), even);
            odd = V.MultiplyAdd(V.Load(x + i + V.Count), V.Load(y + i + V.Count), odd);
        }
        if (i <= n - V.Count)
        {
            even = V.MultiplyAdd(V.Load(x + i), V.Load(y + i), even);
            i += V.Count;
        }
        if (i < n)
        {
            var mask = V.First(n - i);
            odd = V.MultiplyAdd(V.LoadFirst(x + i, mask), V.LoadFirst(y + i, mask), odd);
        }
        return V.Sum(V.Add(even, odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled<T, V>(T* y, T factor, T* x, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        var scale = V.Broadcast(factor);
        var i = 0;
        for (; i <= n - V.Count; i += V.Count) V.MultiplyAdd(scale, V.Load(x + i), V.Load(y + i)).Store(y + i);
        if (i == n) return;
        var mask = V.First(n - i);
        V.MultiplyAdd(scale, V.LoadFirst(x + i, mask), V.LoadFirst(y + i, mask)).StoreFirst(y + i, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaledPadded<T, V>(T* y, T factor, T* x, int from, int to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        var scale = V.Broadcast(factor);
        for (var i = from & -V.Count; i < to; i += V.Count)
            V.MultiplyAdd(scale, V.Load(x + i), V.Load(y + i)).Store(y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rotate<T, V>(T* x, T* y, T c, T s, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        V cosine = V.Broadcast(c), sine = V.Broadcast(s), minus = V.Broadcast(-s);
        var i = 0;
        for (; i <= n - V.Count; i += V.Count)
        {
            V u = V.Load(x + i), v = V.Load(y + i);
            V.MultiplyAdd(cosine, u, V.MultiplyAdd(sine, v, default)).Store(x + i);
            V.MultiplyAdd(cosine, v, V.MultiplyAdd(minus, u, default)).Store(y + i);
        }
        if (i == n) return;
        var mask = V.First(n - i);
        V left = V.LoadFirst(x + i, mask), right = V.LoadFirst(y + i, mask);
        V.MultiplyAdd(cosine, left, V.MultiplyAdd(sine, right, default)).StoreFirst(x + i, mask);
        V.MultiplyAdd(cosine, right, V.MultiplyAdd(minus, left, default)).StoreFirst(y + i, mask);
    }
}
