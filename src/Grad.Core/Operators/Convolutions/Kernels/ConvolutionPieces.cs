using System.Numerics;

namespace Grad;

/// <summary>
/// A convolution in pieces of some examples each. The gradient by the kernel, a sum over examples, is summed in each piece and
/// then over the pieces in their order; the cut depends on the sizes alone.
/// </summary>
internal static unsafe class ConvolutionPieces
{
    /// <summary>Multiply-adds in a piece, at least: some 50 µs.</summary>
    private const long Least = 2_000_000;

    /// <summary>Pieces, at most.</summary>
    private const int Most = 16;

    /// <summary>Elements of all partial sums together, at most.</summary>
    private const long MostPartial = 1 << 24;

    /// <summary>Computes a side of the convolution on the calling thread.</summary>
    public static void Run<T>(ConvolutionSide side, in ConvolutionSizes sizes, T* first, T* second, T* result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int pieces = side == ConvolutionSide.Kernel ? Count(side, sizes) : 1;
        if (pieces == 1)
        {
            ConvolutionRoutine.Compute(side, sizes, first, second, result);
            return;
        }
        using var partials = new Scratch<T>((long)pieces * sizes.KernelLength);
        for (int piece = 0; piece < pieces; piece++) Compute(side, sizes, piece, pieces, first, second, partials.Address);
        AddUp(sizes, pieces, partials.Address, result);
    }

    /// <summary>
    /// How many pieces there are. Partial sums of the kernel's size are written and read again: they must be few against what is
    /// computed.
    /// </summary>
    public static int Count(ConvolutionSide side, in ConvolutionSizes sizes)
    {
        long pieces = Math.Min(Math.Min(sizes.Work / Least, sizes.Batch), Most);
        if (side == ConvolutionSide.Kernel && sizes.KernelLength > 0)
            pieces = Math.Min(pieces, Math.Min((long)sizes.Batch * sizes.OutputArea / 16, MostPartial / sizes.KernelLength));
        return (int)Math.Max(1, pieces);
    }

    /// <summary>Computes one piece; of a gradient by the kernel a partial sum, behind those of the pieces before.</summary>
    public static void Compute<T>(
        ConvolutionSide side, in ConvolutionSizes sizes, int piece, int pieces, T* first, T* second, T* result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int from = Start(sizes, piece, pieces), to = Start(sizes, piece + 1, pieces);
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

    /// <summary>The partial sums of all pieces, added up in their order.</summary>
    public static void AddUp<T>(in ConvolutionSizes sizes, int pieces, T* partials, T* result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int length = sizes.KernelLength, i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var sum = Vector.Load(partials + i);
            for (int piece = 1; piece < pieces; piece++) sum += Vector.Load(partials + ((nint)piece * length) + i);
            sum.Store(result + i);
        }
        for (; i < length; i++)
        {
            var sum = partials[i];
            for (int piece = 1; piece < pieces; piece++) sum += partials[((nint)piece * length) + i];
            result[i] = sum;
        }
    }

    private static int Start(in ConvolutionSizes sizes, int piece, int pieces) => (int)((long)sizes.Batch * piece / pieces);
}
