using System.Numerics;

namespace Grad;

/// <summary>The partial results of a fold or of a sum of products, one for each piece, which are combined in the order of the pieces.</summary>
/// <typeparam name="T">The element type of the program.</typeparam>
internal sealed unsafe class Partials<T> where T : unmanaged, INumber<T>
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
        bytes = MemoryPlan.Aligned(count * (kind == Kind.Integer ? sizeof(int) : sizeof(T)));
        memory = new(bytes * pieces);
    }

    /// <summary>Where a piece leaves its result.</summary>
    public nint this[int piece] => memory[piece * bytes];

    /// <summary>Writes the result.</summary>
    public void Combine()
    {
        if (kind == Kind.Integer) Combine<int, long>((int*)result);
        else Combine<T, T>((T*)result);
        GC.KeepAlive(memory);
    }

    private void Combine<TElement, TWide>(TElement* y) where TElement : unmanaged, INumber<TElement> where TWide : INumber<TWide>
    {
        for (int i = 0; i < count; i++) y[i] = ((TElement*)this[0])[i];
        for (int p = 1; p < pieces; p++)
        {
            var partial = (TElement*)this[p];
            for (int i = 0; i < count; i++)
            {
                TWide sum = TWide.CreateTruncating(y[i]), x = TWide.CreateTruncating(partial[i]);
                y[i] = TElement.CreateSaturating(fold switch
                {
                    Fold.Sum => sum + x,
                    Fold.Product => sum * x,
                    Fold.Max => TWide.Max(sum, x),
                    _ => TWide.Min(sum, x),
                });
            }
        }
    }
}
