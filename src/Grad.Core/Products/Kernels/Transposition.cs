using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Grad.Products;

/// <summary>Four times four elements, rows to columns, in registers of 128 bits, which every processor has.</summary>
internal static unsafe class Transposition
{
    /// <summary>to[j, i] = from[i, j] for i, j below 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Of4By4<T>(T* from, nint fromRow, T* to, nint toRow) where T : unmanaged
    {
        if (sizeof(T) == 4) Words((float*)from, fromRow, (float*)to, toRow);
        else if (sizeof(T) == 8) LongWords((double*)from, fromRow, (double*)to, toRow);
        else
            for (var i = 0; i < 4; i++)
                for (var j = 0; j < 4; j++)
                    to[j * toRow + i] = from[i * fromRow + j];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Words(float* from, nint fromRow, float* to, nint toRow)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + fromRow);
        Vector128<float> c = Vector128.Load(from + 2 * fromRow), d = Vector128.Load(from + 3 * fromRow);
        // a0 b0 a1 b1 and so on; then pairs of pairs.
        Vector128<double> ab = Low(a, b).AsDouble(), cd = Low(c, d).AsDouble();
        Put(ab, cd, (double*)to, (double*)(to + toRow));
        (ab, cd) = (High(a, b).AsDouble(), High(c, d).AsDouble());
        Put(ab, cd, (double*)(to + 2 * toRow), (double*)(to + 3 * toRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LongWords(double* from, nint fromRow, double* to, nint toRow)
    {
        for (var i = 0; i < 4; i += 2, from += 2 * fromRow, to += 2)
        {
            Put(Vector128.Load(from), Vector128.Load(from + fromRow), to, to + toRow);
            Put(Vector128.Load(from + 2), Vector128.Load(from + 2 + fromRow), to + 2 * toRow, to + 3 * toRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector128<double> x, Vector128<double> y, double* first, double* second)
    {
        Low(x, y).Store(first);
        High(x, y).Store(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Low(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackLow(x, y)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(x, y)
        : Vector128.Create(x[0], y[0], x[1], y[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> High(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackHigh(x, y)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(x, y)
        : Vector128.Create(x[2], y[2], x[3], y[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<double> Low(Vector128<double> x, Vector128<double> y) =>
        Sse2.IsSupported ? Sse2.UnpackLow(x, y)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(x, y)
        : Vector128.Create(x[0], y[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<double> High(Vector128<double> x, Vector128<double> y) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(x, y)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(x, y)
        : Vector128.Create(x[1], y[1]);
}
