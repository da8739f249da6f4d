using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Grad.Products;

/// <summary>
/// The sums of four registers' lanes, side by side: halves are added until 128 bits are left, then rows and columns exchanged.
/// On Zen 5 20×20×200 in float runs at 183 GFLOP/s, with sums one by one at 168.
/// </summary>
internal static unsafe class LaneSums
{
    /// <summary>to[i] = Σ xᵢ, or to[i] += Σ xᵢ, for the first <paramref name="count"/> of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Put<T, V>(V x0, V x1, V x2, V x3, T* to, int count, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        if (typeof(T) == typeof(float))
        {
            var sums = Of(V.Fold(x0).AsSingle(), V.Fold(x1).AsSingle(), V.Fold(x2).AsSingle(), V.Fold(x3).AsSingle());
            Put((float*)to, sums, count, accumulate);
        }
        else
        {
            Put((double*)to, Of(V.Fold(x0).AsDouble(), V.Fold(x1).AsDouble()), Math.Min(count, 2), accumulate);
            if (count > 2) Put((double*)to + 2, Of(V.Fold(x2).AsDouble(), V.Fold(x3).AsDouble()), count - 2, accumulate);
        }
    }

    // (x₀ + x₂) + (x₁ + x₃)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Of(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        var ab = (Transposition.Low(a, b) + Transposition.High(a, b)).AsDouble();
        var cd = (Transposition.Low(c, d) + Transposition.High(c, d)).AsDouble();
        return Transposition.Low(ab, cd).AsSingle() + Transposition.High(ab, cd).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Of(Vector128<double> a, Vector128<double> b) =>
        Transposition.Low(a, b) + Transposition.High(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(T* to, Vector128<T> sums, int count, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (count == Vector128<T>.Count) (accumulate ? Vector128.Load(to) + sums : sums).Store(to);
        else
            for (var i = 0; i < count; i++)
                to[i] = accumulate ? to[i] + sums[i] : sums[i];
    }
}
