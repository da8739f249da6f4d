using System.Numerics;

namespace Grad;

/// <summary>
/// The pieces of a convolution, done by several threads. Each calling thread has one such object, so that a call allocates
/// nothing.
/// </summary>
internal sealed unsafe class ConvolutionTeam<T> : IPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [ThreadStatic] private static ConvolutionTeam<T>? Own;

    private ConvolutionSide side;
    private ConvolutionSizes sizes;
    private int pieces;
    private T* first, second, result;

    /// <summary>Computes a side of the convolution on some threads.</summary>
    public static void Run(ConvolutionSide side, in ConvolutionSizes sizes, T* first, T* second, T* result, int threads)
    {
        int pieces = ConvolutionPieces.Count(side, sizes);
        if (pieces == 1)
        {
            ConvolutionRoutine.Compute(side, sizes, first, second, result);
            return;
        }
        using var partials = new Scratch<T>(side == ConvolutionSide.Kernel ? (long)pieces * sizes.KernelLength : 0);
        var work = Own ??= new();
        (work.side, work.sizes, work.pieces) = (side, sizes, pieces);
        work.first = first;
        work.second = second;
        work.result = side == ConvolutionSide.Kernel ? partials.Address : result;
        Team.Run(work, pieces, threads);
        if (side == ConvolutionSide.Kernel) ConvolutionPieces.AddUp(sizes, pieces, partials.Address, result);
    }

    /// <inheritdoc/>
    public void Do(int piece) => ConvolutionPieces.Compute(side, sizes, piece, pieces, first, second, result);
}
