using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Cuts a graph into steps. Nodes that only move elements become views; elementwise nodes of one shape that are ready at
/// the same level are fused into one loop together with the reductions over them:
/// <code>
/// level 0:  loop [n, 1]: r = w·X + b − t; Σ r², Σ r·X, Σ r
/// level 1:  loop []:     w − 0.01·2/n·Σ r·X, …
/// </code>
/// </summary>
internal sealed partial class Lowering
{
    private readonly IReadOnlyList<Expr> order;
    private readonly Dictionary<Expr, View> views = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, int> levels = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expr> exact = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expr> stored = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Expr, bool Rounds), Expr> copies = [];
    private readonly List<(Expr Node, Shape Space, int Order)> looped = [];
    private readonly List<(Elementwise Node, int Level, int Order)> repeated = [];
    private readonly SortedDictionary<(int Level, int Order), Group> groups = [];
    private readonly Dictionary<(Shape Space, int Level, bool Exact), Group> open = [];
    private readonly List<(int Level, int Order, Step Step)> calls = [];
    private readonly Dictionary<Expr, ImmutableArray<Expr?>> results = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<(Procedure, int)> read;
    private readonly HashSet<Expr> byColumns = new(ReferenceEqualityComparer.Instance);
    private readonly bool fuses;

    private Lowering(IReadOnlyList<Expr> order, Optimizations optimizations)
    {
        (this.order, fuses) = (order, optimizations.HasFlag(Optimizations.Fusion));
        read = [.. order.OfType<Result>().Select(r => (r.Procedure, r.Index))];
    }

    /// <summary>The steps that compute the roots, in an order in which what is read was written before.</summary>
    public static (ImmutableArray<Step> Steps, ImmutableArray<Expr> Roots) Lower(
        ReadOnlySpan<Expr> roots,
        ReadOnlySpan<Variable> updated = default,
        Optimizations optimizations = Optimizations.All,
        bool roundsRoots = false)
    {
        var lowering = new Lowering(Graph.TopologicalOrder(roots), optimizations);
        if (optimizations.HasFlag(Optimizations.Layout)) lowering.byColumns.UnionWith(StorageOrder.ByColumns(lowering.order, roots));
        for (int i = 0; i < lowering.order.Count; i++) lowering.Place(lowering.order[i], i);
        ImmutableArray<Expr> kept = [.. roots.ToArray().Select(r => lowering.Keep(r, roundsRoots))];
        if (lowering.fuses) lowering.Recompute(optimizations, lowering.LevelsOfUpdates(kept.AsSpan(), updated));
        return (lowering.Steps(), kept);
    }

    /// <summary>
    /// Whether a node is computed in <see cref="double"/> whatever the element type: whole numbers, conditions on nothing
    /// else, and scalars that depend on nothing but literals, sizes and whole numbers.
    /// </summary>
    public static bool IsExact(Expr node, Func<Expr, bool> operandIsExact) => node switch
    {
        Literal => true,
        SizeOf => true,
        Copy { Rounds: true } => false,
        Linear => node.Kind != Kind.Real && node.Operands.All(operandIsExact),
        _ when node.Kind is Kind.Integer or Kind.Key => true,
        Elementwise => (node.Shape.IsScalar || node.Kind == Kind.Boolean) && node.Operands.All(operandIsExact),
        _ => false,
    };

    private void Place(Expr node, int at)
    {
        if (IsExact(node, exact.Contains)) exact.Add(node);
        switch (node)
        {
            case Leaf:
                levels[node] = 0;
                views[node] = View.Of(node);
                break;
            case Linear linear:
                var through = View.Through(linear, ViewOf(linear.Operand));
                if (through is null)
                {
                    through = View.Through(linear, View.Of(Copied(linear.Operand)))!;
                    stored.Add(through.Base);
                }
                views[node] = through;
                levels[node] = Ready(node);
                break;
            case Elementwise e:
                int level = 0;
                foreach (var operand in e.Operands) level = Math.Max(level, Fuses(e, operand) ? levels[operand] : Ready(operand));
                levels[node] = level;
                looped.Add((e, e.Shape, at));
                break;
            case FoldReduction r:
                int fold = fuses && r.Operand is Elementwise ? levels[r.Operand] : Ready(r.Operand);
                levels[node] = fold;
                looped.Add((r, r.Operand.Shape, at));
                break;
            case MatMul p:
                var (left, right) = (Operand(p.Left), Operand(p.Right));
                levels[node] = Math.Max(ReadyBase(left.Base), ReadyBase(right.Base));
                stored.Add(left.Base);
                stored.Add(right.Base);
                calls.Add((levels[node], at, new ProductStep(p, left, right, ViewOf(p))));
                break;
            case Procedure p:
                Place(p, at);
                break;
            case Result r:
                views[node] = View.Of(results[r.Procedure][r.Index]!);
                levels[node] = levels[r.Procedure];
                break;
            default:
                throw new System.Diagnostics.UnreachableException(node.GetType().Name);
        }
    }

    private void Place(Procedure procedure, int at)
    {
        ImmutableArray<Expr> operands = [.. procedure.Operands.Select(Packed)];
        results[procedure] = [.. Enumerable.Range(0, procedure.Results.Length).Select(i => ResultOf(procedure, i))];
        int level = operands.Aggregate(0, (l, o) => Math.Max(l, ReadyBase(o)));
        foreach (var result in results[procedure].OfType<Expr>()) levels[result] = level;
        foreach (var operand in operands) stored.Add(operand);
        var workspace = procedure is Control ? new Workspace(procedure) : null;
        calls.Add((level, at, new ProcedureStep(procedure, operands, results[procedure], workspace)));
    }

    /// <summary>The node that stands for a result; none for what may be left out and nobody reads.</summary>
    private Expr? ResultOf(Procedure procedure, int index) =>
        index == 0 ? procedure
        : !procedure.IsOptional(index) || read.Contains((procedure, index)) ? new Result(procedure, index)
        : null;

    /// <summary>An array in row-major order, of its kind's own storage.</summary>
    private Expr Packed(Expr node)
    {
        var view = ViewOf(node);
        bool packed = view.Base is not Literal && view.Base.Shape.Size == node.Shape.Size
            && view.IsPacked(node.Shape);
        return packed && !(node.Kind == Kind.Real && exact.Contains(view.Base)) ? view.Base : Copied(node, rounds: true);
    }

    /// <summary>Whether an operand is computed in the same loop: the same shape, nothing moved in between.</summary>
    private bool Fuses(Elementwise e, Expr operand) =>
        fuses && operand is Elementwise && operand.Shape == e.Shape && exact.Contains(operand) == exact.Contains(e);

    /// <summary>The level from which a node's buffer can be read.</summary>
    private int Ready(Expr node) => ReadyBase(ViewOf(node).Base);

    private int ReadyBase(Expr node) => node is Leaf ? 0 : levels[node] + 1;

    private View ViewOf(Expr node) => views.TryGetValue(node, out var view) ? view : byColumns.Contains(node) ? View.ByColumns(node) : View.Of(node);

    /// <summary>A matrix as a library can read it: one of its last two strides is 1, the other steps over rows.</summary>
    private View Operand(Expr matrix)
    {
        var view = ViewOf(matrix);
        var (row, column) = (view.Strides[^2], view.Strides[^1]);
        bool readable = (column.IsOne || row.IsOne) && !view.IsReversed && !IsRepeated(matrix, view) && OneBatchStride(matrix.Shape, view.Strides);
        if (readable && exact.Contains(view.Base) == false && view.Base is not Literal) return view;
        return View.Of(Copied(matrix));
    }

    /// <summary>Whether rows or columns are one and the same, read again and again: no library has a stride of 0.</summary>
    private static bool IsRepeated(Expr matrix, View view) =>
        Enumerable.Range(matrix.Rank - 2, 2).Any(i => view.Strides[i].FixedValue == 0 && !matrix.Shape[i].IsOne);

    /// <summary>Whether the matrices of a batch lie one after the other, or are all the same one.</summary>
    private static bool OneBatchStride(Shape shape, ImmutableArray<Dimension> strides)
    {
        var packed = View.RowMajor(shape);
        var batch = Enumerable.Range(0, shape.Rank - 2);
        return batch.All(i => strides[i].FixedValue == 0) || batch.All(i => strides[i] == packed[i]);
    }

    /// <summary>A node that moves elements, with a buffer of its own; of the program's element type where it is to be rounded.</summary>
    private Expr Copied(Expr node, bool rounds = false)
    {
        rounds &= node.Kind == Kind.Real && exact.Contains(node);
        if (node is not (Linear or Leaf) && !rounds && !byColumns.Contains(node)) return node;
        if (copies.TryGetValue((node, rounds), out var copy)) return copy;
        copies[(node, rounds)] = copy = new Copy(node, rounds);
        levels[copy] = Ready(node);
        if (IsExact(copy, exact.Contains)) exact.Add(copy);
        looped.Add((copy, copy.Shape, order.Count + copies.Count));
        stored.Add(copy);
        return copy;
    }

    /// <summary>The node whose buffer will hold a root.</summary>
    private Expr Keep(Expr root, bool rounds)
    {
        var kept = root is Linear or Leaf || rounds ? Copied(root, rounds) : root;
        if (kept is Result) kept = ViewOf(root).Base;
        stored.Add(kept);
        return kept;
    }

    /// <summary>The level at which each updated variable gets its new value, perhaps in the memory of the old one.</summary>
    private Dictionary<Expr, int> LevelsOfUpdates(ReadOnlySpan<Expr> roots, ReadOnlySpan<Variable> updated)
    {
        var written = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < updated.Length; i++) written[updated[i]] = levels[roots[roots.Length - updated.Length + i]];
        return written;
    }

    /// <summary>Chooses nodes that are computed in the loops that use them.</summary>
    private void Recompute(Optimizations optimizations, IReadOnlyDictionary<Expr, int> overwritten)
    {
        var again = new Recomputation(this, optimizations.HasFlag(Optimizations.Recomputation), overwritten).Find();
        var orders = looped.ToDictionary(l => l.Node, l => l.Order);
        foreach (var (node, level) in again) repeated.Add((node, level, orders[node]));
    }

    private Group GroupOf(Shape space, int level, bool isExact, int at)
    {
        if (fuses && open.TryGetValue((space, level, isExact), out var group)) return group;
        group = open[(space, level, isExact)] = new(space, level, isExact);
        while (!groups.TryAdd((level, at), group)) at++;
        return group;
    }

    private ImmutableArray<Step> Steps()
    {
        // A loop's place is that of the first node that belongs to its level, whatever is computed there again.
        if (fuses) foreach (var (node, space, at) in looped) GroupOf(space, levels[node], exact.Contains(node), at);
        var nodes = looped.Select(l => (l.Node, l.Space, Level: levels[l.Node], l.Order))
            .Concat(repeated.Select(r => ((Expr)r.Node, r.Node.Shape, r.Level, r.Order)))
            .OrderBy(n => n.Order);
        foreach (var (node, space, level, at) in nodes) GroupOf(space, level, exact.Contains(node), at).Add(node);
        // Later loops say what earlier ones have to store.
        foreach (var group in groups.Values.Reverse()) group.Require(this);
        var loops = groups.SelectMany(g => g.Value.Close(this).Select(l => (g.Key.Level, g.Key.Order, Step: (Step)l)));
        return [.. loops.Concat(calls)
            .OrderBy(s => s.Level).ThenBy(s => s.Order).Select(s => s.Item3)];
    }

    /// <summary>Nodes that one loop could compute, cut into pieces that the just-in-time compiler optimises.</summary>
    private sealed class Group(Shape space, int level, bool isExact)
    {
        private readonly List<Piece> pieces = [new()];

        public void Add(Expr node)
        {
            if (node is FoldReduction fold) Add(fold);
            else Add((Elementwise)node);
        }

        private void Add(Elementwise node)
        {
            if (!pieces[^1].HasRoomFor(node)) pieces.Add(new());
            pieces[^1].Add(node);
        }

        private void Add(FoldReduction fold) => (pieces.FindLast(p => p.Inside.Contains(fold.Operand)) ?? pieces[^1]).Folds.Add(fold);

        /// <summary>Leaves out what nobody needs, and has stored what the rest reads.</summary>
        public void Require(Lowering lowering)
        {
            for (int p = pieces.Count - 1; p >= 0; p--)
            {
                pieces[p].Leave(node => IsStored(lowering, node));
                foreach (var operand in pieces[p].Outside()) lowering.stored.Add(lowering.ViewOf(operand).Base);
            }
        }

        public IEnumerable<Loop> Close(Lowering lowering) => pieces.Where(p => p.Body.Count + p.Folds.Count > 0).Select(p => new Loop(
            space,
            isExact,
            [.. p.Outside().Select(o => (o, lowering.ViewOf(o)))],
            [.. p.Body],
            [.. p.Body.Where(n => IsStored(lowering, n)).Select(lowering.ViewOf)],
            [.. p.Folds]));

        /// <summary>A node that is computed in several loops is stored by the first.</summary>
        private bool IsStored(Lowering lowering, Expr node) => lowering.stored.Contains(node) && lowering.levels[node] == level;
    }

    private sealed class Piece
    {
        // Below the 512 local variables from which on the just-in-time compiler stops inlining, with room for stores.
        private const int MostLocals = 320;

        private readonly HashSet<Expr> loaded = new(ReferenceEqualityComparer.Instance);
        private int locals;

        public List<Elementwise> Body { get; private set; } = [];

        public List<FoldReduction> Folds { get; } = [];

        public HashSet<Expr> Inside { get; } = new(ReferenceEqualityComparer.Instance);

        public bool HasRoomFor(Elementwise node) => locals + LocalsOf(node) <= MostLocals;

        public void Add(Elementwise node)
        {
            locals += LocalsOf(node);
            loaded.UnionWith(node.Operands.Where(o => !Inside.Contains(o)));
            Body.Add(node);
            Inside.Add(node);
        }

        /// <summary>Leaves the nodes that are stored or folded and what these are made of.</summary>
        public void Leave(Func<Expr, bool> isStored)
        {
            var needed = new HashSet<Expr>(Folds.Select(f => f.Operand), ReferenceEqualityComparer.Instance);
            for (int i = Body.Count - 1; i >= 0; i--)
            {
                if (needed.Contains(Body[i]) || isStored(Body[i])) needed.UnionWith(Body[i].Operands.Append(Body[i]));
            }
            Body = [.. Body.Where(needed.Contains)];
            Inside.IntersectWith(Body);
        }

        /// <summary>
        /// About how many local variables a node adds: what its body and the loads of its operands leave behind, twice
        /// where a body stands there for whole vectors and for the rest. Fitted to where loops of loads and additions become slow.
        /// </summary>
        private int LocalsOf(Elementwise node) =>
            1 + (2 * Math.Min(LaneCall.Instructions(node), LaneCall.Long))
            + (8 * node.Operands.Count(o => !Inside.Contains(o) && !loaded.Contains(o)));

        public IEnumerable<Expr> Outside() => Body.SelectMany(b => b.Operands).Concat(Folds.Select(f => f.Operand))
            .Where(o => !Inside.Contains(o)).Distinct<Expr>(ReferenceEqualityComparer.Instance);
    }
}
