using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad;

/// <summary>A loop whose sizes and places in memory are known.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Made">What runs it.</param>
/// <param name="Sizes">The sizes of the nest's loops.</param>
/// <param name="Rows">The size of <see cref="LoopShape.Rows"/>; 0 where there is none.</param>
/// <param name="Accesses">Loads, stores, folds.</param>
/// <param name="Counts">For each fold, the elements of its result.</param>
/// <param name="Scratch">Memory that the whole loop may use while it runs.</param>
internal sealed record BoundLoop<T>(
    Loop Loop, LoopKernel Made, long[] Sizes, long Rows, BoundAccess[] Accesses, long[] Counts, nint Scratch) : BoundStep
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The instructions of a body, at most, that is bound by memory, so that stores past the caches pay: with 16 for each element
    /// they make a loop over x and y a quarter faster, with 24 nothing, with those of an exponential it takes 7 % longer.
    /// </summary>
    private const int MostInstructions = 20;

    // They are not moved; who runs the loop keeps it alive.
    private readonly List<nint[]> frames = [];

    public override IReadOnlyList<RowForm> Forms
    {
        get
        {
            // A loop over nothing is where its order has it: its addresses mean nothing.
            if (Elements == 0) return [];
            bool isRegular = Rows > 1 && Divides(Shape.RowLoop) && (Shape.Order == RowOrder.Slowest || Counts.Length == 0);
            long partial = isRegular ? Counts.Where((_, f) => IsAlong(f, Shape.RowLoop)).Sum() * sizeof(double) : 0;
            return [new(isRegular ? Rows : 1, RowAccess.Of(this), partial, InPieces)];
        }
    }

    /// <summary>Its nest.</summary>
    public LoopShape Shape => Made.Shape;

    /// <summary>Where the folds begin among the accesses.</summary>
    public int FirstFold => Accesses.Length - Counts.Length;

    /// <summary>How often the innermost loop turns in all.</summary>
    public long Elements => Sizes.Aggregate(1L, (n, size) => checked(n * size));

    /// <summary>The operators on single elements and the accesses to them.</summary>
    public long Work => Elements * (Accesses.Length + Instructions);

    private long Instructions => Loop.Body.Sum(n => (long)LaneCall.Instructions(n));

    /// <summary>Whether a fold goes along one of the nest's loops.</summary>
    public bool IsAlong(int fold, int axis) => Shape.Folded[fold][axis];

    /// <summary>
    /// Whether parts of an axis give what the whole does: each fold that is not along the axis gets from each part a part of its
    /// result, in one piece of memory, and no whole numbers are added up along it, which could overflow in a part alone.
    /// </summary>
    public bool Divides(int axis)
    {
        for (int f = 0; f < Counts.Length; f++)
        {
            var access = Accesses[FirstFold + f];
            bool overflows = Loop.Folds[f] is { Kind: Kind.Integer, Fold: Fold.Sum or Fold.Product };
            if (IsAlong(f, axis) && overflows) return false;
            if (!IsAlong(f, axis) && access.Strides[axis] * Sizes[axis] != Counts[f] * access.ElementSize) return false;
        }
        return true;
    }

    /// <summary>The loop at once, or in pieces where the work is worth it or partial results are.</summary>
    public override Action Whole(Grain grain, int threads)
    {
        var cut = LoopCut.Of(this, grain);
        var kernel = KernelFor(grain);
        // With folds along the cut the partial results are part of what is computed, on one thread as on many.
        bool isFolded = cut.Pieces > 1 && Enumerable.Range(0, Counts.Length).Any(f => IsAlong(f, cut.Axis));
        if (cut.Pieces > 1 && (threads > 1 || isFolded))
        {
            var pieces = new LoopInPieces<T>(this, kernel, cut.Axis, cut.Pieces, 1, (piece, _) => cut.Start(piece));
            return new Band([pieces], cut.Pieces, threads).Run;
        }
        nint frame = Frame([.. Accesses.Select(a => a.Address)], Sizes, Counts);
        return () => Run(kernel, frame);
    }

    /// <summary>
    /// The accesses whose stores go past the caches: of a loop that writes much and computes little, arrays of real numbers that
    /// begin with a line, as does each turn of the outer loops, and that the loop does not read, which brings the lines anyway.
    /// </summary>
    public IReadOnlySet<int> Streamed(Grain grain)
    {
        long written = Elements * Accesses[Loop.Loads.Length..FirstFold].Sum(a => (long)a.ElementSize);
        bool pays = written >= grain.Written && Instructions <= MostInstructions;
        if (Made.Streaming is null || !pays) return ImmutableHashSet<int>.Empty;
        var rows = RowAccess.Of(this);
        return Enumerable.Range(Loop.Loads.Length, Loop.Stores.Length).Where(IsStreamed).ToHashSet();

        bool IsStreamed(int a)
        {
            var store = rows[^(Accesses.Length - a)];
            return Shape.Inner(a) == 1 && Loop.Stores[a - Loop.Loads.Length].Base.Kind == Kind.Real
                && Accesses[a].Address % PastCaches.Line == 0 && Accesses[a].Strides[..^1].All(s => s % PastCaches.Line == 0)
                && !rows.Any(r => r.Use == RowUse.Read && r.Meets(store));
        }
    }

    private Kernel KernelFor(Grain grain) => Streamed(grain) is { Count: > 0 } streamed ? Made.Streaming!(streamed) : Made.Kernel;

    /// <summary>How often the loop through the rows turns for each: for each row at once, or for all rows once for each column.</summary>
    public long TurnsOfRow => Sizes[Shape.RowLoop] / Rows;

    // The rows of a piece are neighbouring turns, or some turns of each column.
    private LoopInPieces<T> InPieces(int pieces, Func<int, long> start) => Shape.Order == RowOrder.Slowest
        ? new(this, Made.Kernel, Shape.RowLoop, pieces, 1, (piece, _) => start(piece) * TurnsOfRow)
        : new(this, Made.Kernel, Shape.RowLoop, pieces, (int)TurnsOfRow, (piece, column) => (column * Rows) + start(piece));

    /// <summary>Runs the part of the loop that a frame describes, with scratch memory of the calling thread.</summary>
    public unsafe void RunPart(Kernel kernel, nint frame)
    {
        ((nint*)frame)[ScratchSlot] = ThreadScratch.Of(Made.Scratch);
        Run(kernel, frame);
    }

    private int ScratchSlot => Grad.Frame.ScratchSlot(Sizes.Length, Accesses.Length, Counts.Length);

    private void Run(Kernel kernel, nint frame)
    {
        kernel(frame);
        GC.KeepAlive(frames);
    }

    /// <summary>The frame of a part of the loop along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="from">The first turn.</param>
    /// <param name="to">The turn after the last.</param>
    /// <param name="partials">For each fold the address of this part's result, where the fold goes along the axis.</param>
    public nint Frame(int axis, long from, long to, nint?[] partials)
    {
        long[] sizes = [.. Sizes];
        sizes[axis] = to - from;
        return Frame(
            [.. Accesses.Select((a, i) => partials.ElementAtOrDefault(i - FirstFold) ?? a.Address + (nint)(from * a.Strides[axis]))],
            sizes,
            [.. Counts.Select((count, f) => partials[f] is null ? count / Sizes[axis] * (to - from) : count)]);
    }

    /// <summary>The partial results of a fold, one for each piece.</summary>
    public Partials<T> Partials(int fold, int pieces) =>
        new(Loop.Folds[fold].Fold, Loop.Folds[fold].Kind, Accesses[FirstFold + fold].Address, Counts[fold], pieces);

    private unsafe nint Frame(nint[] addresses, long[] sizes, long[] counts)
    {
        int depth = sizes.Length;
        var frame = Grad.Frame.Allocate(depth, addresses.Length, counts.Length);
        for (int d = 0; d < depth; d++) frame[Grad.Frame.SizeSlot(d)] = (nint)sizes[d];
        for (int a = 0; a < addresses.Length; a++)
        {
            frame[Grad.Frame.AddressSlot(depth, a)] = addresses[a];
            for (int d = 0; d < depth; d++) frame[Grad.Frame.StrideSlot(depth, a, d)] = (nint)Accesses[a].Strides[d];
        }
        for (int f = 0; f < counts.Length; f++) frame[Grad.Frame.CountSlot(depth, addresses.Length, f)] = (nint)counts[f];
        frame[ScratchSlot] = Scratch;
        frames.Add(frame);
        return (nint)Unsafe.AsPointer(ref frame[0]);
    }
}

/// <summary>How a loop goes through an array: where it begins, and its strides in bytes along the nest's loops.</summary>
/// <param name="Address">The address of the first element; 0 for a literal, which is part of the code.</param>
/// <param name="Strides">The strides in bytes.</param>
/// <param name="ElementSize">The bytes of an element.</param>
internal readonly record struct BoundAccess(nint Address, long[] Strides, int ElementSize);
