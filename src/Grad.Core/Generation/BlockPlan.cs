using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad;

/// <summary>
/// What the plan runner does for a loop, and where the values of its body lie. What does not vary along the innermost loop is
/// computed once in a single vector; arrays that hold vectors are read in place; every other value gets a block, whose memory
/// the next value takes when nothing reads it any more. All stores come last, since they may take the memory of what is read.
/// </summary>
internal sealed class BlockPlan<V> where V : struct, ILanes<V>
{
    // About half of a first-level cache for the blocks of one loop; more vectors than this cost nothing less per vector.
    private const int CacheBytes = 24 * 1024, MostVectors = 64, LeastVectors = 4;

    private readonly Loop loop;
    private readonly LoopShape shape;
    private readonly Storage[] storages;
    private readonly Dictionary<Expr, ValuePlace> places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, LaneAccess> loads = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, int> lastUses = new(ReferenceEqualityComparer.Instance);
    private readonly SinePairs pairs;
    private readonly Stack<int> free = [];
    private readonly HashSet<Expr> copied = new(ReferenceEqualityComparer.Instance);
    private readonly List<Func<Layout, Instruction<V>>> once = [], each = [], stores = [];
    private readonly List<Func<Layout, BlockFold<V>>> folds = [];
    private readonly List<(ValuePlace Place, V Value)> literals = [];
    private int singles;
    private int blocks;

    public BlockPlan(Loop loop, LoopShape shape, Func<Expr, Storage> storageOf)
    {
        (this.loop, this.shape) = (loop, shape);
        storages = [.. loop.Loads.Select(l => l.View.Base).Concat(loop.Writes).Select(storageOf)];
        pairs = new(loop.Body);
        singles = loop.Folds.Length;
        // What is folded in memory is written after other stores, which may have taken the memory of what it reads.
        copied.UnionWith(loop.Folds.Where((_, f) => shape.FoldsFrom(f) < 0).Select(f => f.Operand));
        FindLastUses();
        for (int a = 0; a < loop.Loads.Length; a++) Place(loop.Loads[a].Node, loop.Loads[a].View, Access(a));
        for (int i = 0; i < loop.Body.Length; i++) Place(loop.Body[i], i);
        PlaceWritten();

        int vectors = blocks == 0 ? MostVectors : Math.Clamp(CacheBytes / (blocks * Unsafe.SizeOf<V>()), LeastVectors, MostVectors);
        var layout = new Layout(singles, vectors);
        BlockElements = vectors * V.Count;
        Scratch = (singles + (blocks * layout.VectorsOfBlock)) * Unsafe.SizeOf<V>();
        Literals = [.. literals.Select(l => (layout.Of(l.Place).Offset, l.Value))];
        Folds = [.. folds.Select(f => f(layout))];
        Once = [.. once.Select(i => i(layout))];
        Each =
        [
            .. each.Select(i => i(layout)), .. Folds.Where(f => f.From >= 0),
            .. stores.Select(i => i(layout)), .. Folds.Where(f => f.From < 0),
        ];
    }

    /// <summary>What is done at the beginning of each turn of the innermost loop.</summary>
    public Instruction<V>[] Once { get; }

    /// <summary>What is done for each block.</summary>
    public Instruction<V>[] Each { get; }

    /// <summary>The folds that need more than their part in each block.</summary>
    public BlockFold<V>[] Folds { get; }

    /// <summary>The literals, and the bytes of the runner's memory where they lie.</summary>
    public (int Offset, V Value)[] Literals { get; }

    /// <summary>The elements of a block.</summary>
    public int BlockElements { get; }

    /// <summary>The bytes of all vectors and blocks.</summary>
    public int Scratch { get; }

    private LaneAccess Access(int a) =>
        new(a, storages[a], shape.Inner(a), shape.Depth == 0 ? 0 : Frame.StrideSlot(shape.Depth, a, shape.Depth - 1));

    private void FindLastUses()
    {
        for (int i = 0; i < loop.Body.Length; i++)
        {
            foreach (var operand in loop.Body[i].Operands) lastUses[operand] = i;
        }
        foreach (var store in loop.Stores) lastUses[store.Base] = int.MaxValue;
        foreach (var fold in loop.Folds) lastUses[fold.Operand] = int.MaxValue;
    }

    private void Place(Expr node, View view, LaneAccess access)
    {
        if (view.Base is Literal l)
        {
            places[node] = Single();
            literals.Add((places[node], l.Kind == Kind.Boolean ? V.ConstantBits(l.Value != 0 ? -1 : 0) : V.Constant(l.Value)));
        }
        else if (access.Inner == 0)
        {
            var place = places[node] = Single();
            once.Add(at => new LoadScalar<V>(access, at.Of(place)));
        }
        else if (access.IsPlain && !copied.Contains(node)) places[node] = new(PlaceKind.Array, access.Index);
        else loads[node] = access;
    }

    private void Place(Elementwise node, int at)
    {
        ValuePlace[] operands = [.. node.Operands.Select(Loaded)];
        bool varies = operands.Any(o => o.Kind != PlaceKind.Single);
        foreach (var operand in node.Operands.Distinct<Expr>(ReferenceEqualityComparer.Instance))
        {
            if (places[operand] is { Kind: PlaceKind.Block } freed && lastUses[operand] == at) free.Push(freed.Index);
        }
        if (pairs.IsComputedBefore(node)) return;
        var instructions = varies ? each : once;
        if (pairs.At(node) is { } pair)
        {
            var (sine, cosine) = (places[pair.Sine], places[pair.Cosine]) = (Result(), Result());
            instructions.Add(at => new SinePairInstruction<V>(at.Of(operands[0]), at.Of(sine), at.Of(cosine)));
        }
        else
        {
            var (body, place) = (node.Body<V>(), places[node] = Result());
            instructions.Add(at => new Application<V>(body, [.. operands.Select(at.Of)], at.Of(place)));
        }

        ValuePlace Result() => varies ? Block() : Single();
    }

    private void PlaceWritten()
    {
        ValuePlace[] values = [.. loop.Stores.Select(s => Loaded(s.Base)), .. loop.Folds.Select(f => Loaded(f.Operand))];
        for (int w = 0; w < values.Length; w++)
        {
            var (place, access, f) = (values[w], Access(loop.Loads.Length + w), w - loop.Stores.Length);
            if (shape.Depth == 0) once.Add(at => new StoreScalar<V>(at.Of(place), access));
            else if (f < 0 || !shape.Folded[f].Contains(true)) stores.Add(at => new Store<V>(at.Of(place), access));
            else
            {
                int countSlot = Frame.CountSlot(shape.Depth, storages.Length, f);
                folds.Add(at => BlockFold<V>.Of(loop.Folds[f].Fold, at.Of(place), shape, f, access, countSlot));
            }
        }
    }

    /// <summary>Where a node lies, loaded now if it has not been.</summary>
    private ValuePlace Loaded(Expr node)
    {
        if (places.TryGetValue(node, out var known)) return known;
        var access = loads[node];
        var place = places[node] = Block();
        each.Add(at => new Load<V>(access, at.Of(place)));
        return place;
    }

    private ValuePlace Single() => new(PlaceKind.Single, singles++);

    private ValuePlace Block() => new(PlaceKind.Block, free.TryPop(out int freed) ? freed : blocks++);

    /// <summary>Where vectors lie in the runner's memory: single ones first, then the blocks.</summary>
    private readonly record struct Layout(int Singles, int VectorsOfBlock)
    {
        public Operand<V> Of(ValuePlace place) => place.Kind switch
        {
            PlaceKind.Single => new(-1, place.Index * Unsafe.SizeOf<V>(), 0),
            PlaceKind.Block => new(-1, (Singles + (place.Index * VectorsOfBlock)) * Unsafe.SizeOf<V>(), Unsafe.SizeOf<V>()),
            _ => new(place.Index, 0, Unsafe.SizeOf<V>()),
        };
    }
}
