using System.Numerics;
using System.Numerics.Tensors;

namespace Grad;

/// <summary>
/// A convolution in pieces of some examples each. The gradient by the kernel, a sum over examples, is summed in each piece and
/// then over the pieces in their order; the cut depends on the sizes alone. Each calling thread has one such object, so that a
/// call allocates nothing.
/// </summary>
internal sealed unsafe class ConvolutionPieces<T> : IPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds in a piece, at least: some 50 µs.</summary>
    private const long Least = 2_000_000;

    /// <summary>Pieces, at most.</summary>
    private const int Most = 16;

    /// <summary>Elements of all partial sums together, at most.</summary>
    private const long MostPartial = 1 << 24;

    [ThreadStatic] private static ConvolutionPieces<T>? Own;

    private ConvolutionSide side;
    private ConvolutionSizes sizes;
    private int pieces;
    private T* first, second, result;

    /// <summary>Computes a side of the convolution on some threads.</summary>
    public static void Run(
        ConvolutionSide side, in ConvolutionSizes sizes, ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> result, int threads)
    {
        int pieces = Pieces(side, sizes);
        fixed (T* a = first, b = second, c = result)
        {
            if (pieces == 1 || (threads == 1 && side != ConvolutionSide.Kernel))
            {
                ConvolutionRoutine.Compute(side, sizes, a, b, c);
                return;
            }
            using var partials = new Scratch<T>(side == ConvolutionSide.Kernel ? (long)pieces * sizes.KernelLength : 0);
            var work = Own ??= new();
            (work.side, work.sizes, work.pieces) = (side, sizes, pieces);
            work.first = a;
            work.second = b;
            work.result = side == ConvolutionSide.Kernel ? partials.Address : c;
            Team.Run(work, pieces, threads);
            if (side != ConvolutionSide.Kernel) return;
            partials.Span[..sizes.KernelLength].CopyTo(result);
            for (int p = 1; p < pieces; p++)
                TensorPrimitives.Add(result, partials.Span.Slice(p * sizes.KernelLength, sizes.KernelLength), result);
        }
    }

    /// <summary>Partial sums of the kernel's size are written and read again: they must be few against what is computed.</summary>
    internal static int Pieces(ConvolutionSide side, in ConvolutionSizes sizes)
    {
        long pieces = Math.Min(Math.Min(sizes.Work / Least, sizes.Batch), Most);
        if (side == ConvolutionSide.Kernel && sizes.KernelLength > 0)
            pieces = Math.Min(pieces, Math.Min((long)sizes.Batch * sizes.OutputArea / 16, MostPartial / sizes.KernelLength));
        return (int)Math.Max(1, pieces);
    }

    /// <inheritdoc/>
    public void Do(int piece)
    {
        int from = Start(piece), to = Start(piece + 1);
        nint input = (nint)from * sizes.InputLength, output = (nint)from * sizes.OutputLength;
        var part = sizes with { Batch = to - from };
        switch (side)
        {
            case ConvolutionSide.Output:
                ConvolutionRoutine.Compute(side, part, first + input, second, result + output);
                break;
            case ConvolutionSide.Input:
                ConvolutionRoutine.Compute(side, part, first, second + output, result + input);
                break;
            default:
                nint partial = (nint)piece * sizes.KernelLength;
                ConvolutionRoutine.Compute(side, part, first + input, second + output, result + partial);
                break;
        }
    }

    private int Start(int piece) => (int)((long)sizes.Batch * piece / pieces);
}
