using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>The sum of 10⁷ terms and its gradient in one program: an array is read and one written, as by y = a·x.</summary>
internal static class LongSum
{
    private const int Count = 10_000_000;

    public static Findings Measure()
    {
        var details = new StringBuilder(
            "The bandwidth is that of y = a·x, the better of ordinary stores and of stores past the caches. Bytes are "
            + "those of x and y: ordinary stores also read y from memory, which is not counted on either side.");
        Row[] rows =
        [
            Of<float>("Σ x², float32", x => Square(x), details),
            Of<float>("Σ sin x, float32", x => Sin(x), details),
            Of<float>("Σ tanh x, float32", x => Tanh(x), details),
            Of<double>("Σ x², float64", x => Square(x), details),
        ];
        return new([.. rows], [], details.ToString());
    }

    private static Row Of<T>(string work, Func<Expr, Expr> term, StringBuilder details)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Progress.Show(work);
        var x = Variable("x", [Count]);
        var sum = Sum(term(x));
        var session = Compile<T>([x], [sum, Gradient(sum, x)]).Bind((x, Value.Of(Numbers.Normal(1, Count), Count)));
        using AlignedArray<T> from = new(Count), to = new(Count);
        from.Span.Fill(T.One);
        double[] seconds = Clock.Least(
            session.Run,
            () => Scale<T>(from.Address, to.Address),
            () => ScalePastCaches<T>(from.Address, to.Address));
        double bytes = 2.0 * Count * Unsafe.SizeOf<T>();
        details.Append(CultureInfo.InvariantCulture,
            $" Beside {work}: {bytes / seconds[1] / 1e9:F0} and {bytes / seconds[2] / 1e9:F0} GB/s.");
        return new(
            work, new(bytes / seconds[0] / 1e9, "GB/s"), "memory bandwidth",
            new(bytes / Math.Min(seconds[1], seconds[2]) / 1e9, "GB/s"),
            Math.Min(seconds[1], seconds[2]) / seconds[0], new(Sense.AtLeast, 0.8));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Scale<T>(nint x, nint y) where T : unmanaged, INumberBase<T>
    {
        T* from = (T*)x, to = (T*)y;
        var factor = Vector512.Create(T.CreateTruncating(3));
        for (nint i = 0; i < Count; i += Vector512<T>.Count) (Vector512.LoadAligned(from + i) * factor).StoreAligned(to + i);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe void ScalePastCaches<T>(nint x, nint y) where T : unmanaged, INumberBase<T>
    {
        T* from = (T*)x, to = (T*)y;
        var factor = Vector512.Create(T.CreateTruncating(3));
        for (nint i = 0; i < Count; i += Vector512<T>.Count)
            (Vector512.LoadAligned(from + i) * factor).StoreAlignedNonTemporal(to + i);
    }
}
