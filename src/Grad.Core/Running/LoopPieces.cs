using System.Numerics;

namespace Grad;

/// <summary>
/// A loop in pieces, each a call of the kernel with a frame of its own. Folds along the cut leave partial results, which are
/// combined in the order of the pieces.
/// </summary>
/// <typeparam name="T">The element type of the program.</typeparam>
internal sealed unsafe class LoopPieces<T>(Kernel kernel, nint[] frames, int threads) : IPieces
    where T : unmanaged, INumber<T>
{
    private readonly List<(Fold Fold, Storage Storage, nint Result, nint[] Partials, int Count)> folds = [];

    /// <summary>Says that a fold has a partial result for each piece.</summary>
    public void Combine(Fold fold, Storage storage, nint result, nint[] partials, int count) =>
        folds.Add((fold, storage, result, partials, count));

    /// <summary>Runs the whole loop.</summary>
    public void Run()
    {
        Team.Run(this, frames.Length, threads);
        foreach (var (fold, storage, result, partials, count) in folds)
        {
            if (storage == Storage.Int32) Combine<int, long>(fold, (int*)result, partials, count);
            else Combine<T, T>(fold, (T*)result, partials, count);
        }
    }

    /// <inheritdoc/>
    public void Do(int piece) => kernel(frames[piece]);

    private static void Combine<TElement, TWide>(Fold fold, TElement* result, nint[] partials, int count)
        where TElement : unmanaged, INumber<TElement> where TWide : INumber<TWide>
    {
        for (int i = 0; i < count; i++) result[i] = ((TElement*)partials[0])[i];
        for (int p = 1; p < partials.Length; p++)
        {
            var partial = (TElement*)partials[p];
            for (int i = 0; i < count; i++)
            {
                TWide x = TWide.CreateTruncating(result[i]), y = TWide.CreateTruncating(partial[i]);
                result[i] = TElement.CreateSaturating(fold switch
                {
                    Fold.Sum => x + y,
                    Fold.Product => x * y,
                    Fold.Max => TWide.Max(x, y),
                    _ => TWide.Min(x, y),
                });
            }
        }
    }
}
