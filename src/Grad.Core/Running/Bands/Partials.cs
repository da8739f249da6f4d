using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Grad;

/// <summary>The partial results of a fold or of a sum of products, one for each piece, which are combined in the order of the pieces.</summary>
/// <typeparam name="T">The element type of the program.</typeparam>
internal sealed class Partials<T> where T : unmanaged, INumber<T>
{
    private readonly Arena memory;
    private readonly Fold fold;
    private readonly Kind kind;
    private readonly nint result;
    private readonly long bytes;
    private readonly int count, pieces;

    /// <summary>Memory for partial results, in cache lines of their own.</summary>
    /// <param name="fold">How they are combined.</param>
    /// <param name="kind">Real or whole numbers.</param>
    /// <param name="result">Where the result goes.</param>
    /// <param name="count">Its elements.</param>
    /// <param name="pieces">The number of pieces.</param>
    public Partials(Fold fold, Kind kind, nint result, long count, int pieces)
    {
        (this.fold, this.kind, this.result, this.count, this.pieces) = (fold, kind, result, checked((int)count), pieces);
        bytes = MemoryPlan.Aligned(count * (kind == Kind.Integer ? sizeof(int) : Unsafe.SizeOf<T>()));
        memory = new(bytes * pieces);
    }

    /// <summary>Where a piece leaves its result.</summary>
    public nint this[int piece] => memory[piece * bytes];

    /// <summary>Writes the result.</summary>
    public void Combine()
    {
        if (kind == Kind.Integer) Combine<int>();
        else Combine<T>();
        GC.KeepAlive(memory);
    }

    private void Combine<TElement>() where TElement : unmanaged, INumber<TElement>
    {
        var y = Arena.Span<TElement>(result, count);
        Arena.Span<TElement>(this[0], count).CopyTo(y);
        for (int p = 1; p < pieces; p++)
        {
            var x = Arena.Span<TElement>(this[p], count);
            switch (fold)
            {
                case Fold.Sum: TensorPrimitives.Add<TElement>(y, x, y); break;
                case Fold.Product: TensorPrimitives.Multiply<TElement>(y, x, y); break;
                case Fold.Max: TensorPrimitives.Max<TElement>(y, x, y); break;
                default: TensorPrimitives.Min<TElement>(y, x, y); break;
            }
        }
    }
}
