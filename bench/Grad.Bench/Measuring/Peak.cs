using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Grad.Products;

namespace Grad.Bench;

/// <summary>The most multiply-adds that one core computes: nothing is loaded or stored, and no sum waits for another.</summary>
internal static class Peak
{
    /// <summary>How many sums are independent: more than a multiply-add takes cycles times those begun in one cycle.</summary>
    public const int Chains = 12;

    private const int Steps = 2_000;

    private static double Sink;

    /// <summary>Operations per second, a multiply-add counted as two, in the widest vectors that are fastest.</summary>
    public static double OperationsPerSecond<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double best = 0;
        if (Vector512.IsHardwareAccelerated) best = Math.Max(best, Rate<Register512<T>, T>());
        if (Vector256.IsHardwareAccelerated) best = Math.Max(best, Rate<Register256<T>, T>());
        return Math.Max(best, Rate<Register128<T>, T>());
    }

    private static double Rate<V, T>()
        where V : unmanaged, IRegister<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T x = T.CreateTruncating(0.999), y = T.CreateTruncating(0.001);
        double seconds = Clock.Least(() => Sink += double.CreateTruncating(Run<V, T>(x, y)))[0];
        return 2.0 * V.Count * Chains * Steps / seconds;
    }

    // s ← s·x + y, which stays near 1.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T Run<V, T>(T factor, T summand)
        where V : unmanaged, IRegister<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V x = V.Broadcast(factor), y = V.Broadcast(summand);
        V a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int step = 0; step < Steps; step++)
        {
            a = V.MultiplyAdd(a, x, y);
            b = V.MultiplyAdd(b, x, y);
            c = V.MultiplyAdd(c, x, y);
            d = V.MultiplyAdd(d, x, y);
            e = V.MultiplyAdd(e, x, y);
            f = V.MultiplyAdd(f, x, y);
            g = V.MultiplyAdd(g, x, y);
            h = V.MultiplyAdd(h, x, y);
            i = V.MultiplyAdd(i, x, y);
            j = V.MultiplyAdd(j, x, y);
            k = V.MultiplyAdd(k, x, y);
            l = V.MultiplyAdd(l, x, y);
        }
        return V.Sum(V.Add(
            V.Add(V.Add(V.Add(a, b), V.Add(c, d)), V.Add(V.Add(e, f), V.Add(g, h))),
            V.Add(V.Add(i, j), V.Add(k, l))));
    }
}
