namespace Grad;

internal sealed partial class Lowering
{
    /// <summary>
    /// Computes nodes in the loops that use them instead of loading them there, where that is cheaper: x − mean from x again, in
    /// the loop that divides it by the deviation; Adam's β·m, which is ready at once, in the loop that updates m.
    /// <code>
    /// loop: d = x − mean; store d; Σ d²          becomes   loop: d = x − mean; Σ d²
    /// loop: load d; y = d·gain; store y                    loop: load x; d = x − mean; y = d·gain; store y
    /// </code>
    /// A node is not stored where every loop that would load it can compute it by few instructions from arrays that are stored
    /// anyway, of which it has to load no more than before.
    /// </summary>
    /// <param name="lowering">The nodes, each at the first level at which it can be computed.</param>
    /// <param name="twice">Whether nodes are computed in several loops; otherwise they only move to the one that uses them.</param>
    /// <param name="overwritten">For variables that are updated, the level that writes the new value.</param>
    private sealed class Recomputation(Lowering lowering, bool twice, IReadOnlyDictionary<Expr, int> overwritten)
    {
        /// <summary>
        /// The most multiplications and additions that take no longer than the load and the store of a vector which they save.
        /// Measured with 2 to 12 on normalisations, softmax, variances and correlations of 32 KiB to 32 MiB: with more some take
        /// longer.
        /// </summary>
        private const int Cheap = 4;

        /// <summary>The nodes of a cone, at most: the one that is wanted, and some that cost something each.</summary>
        private const int MostNodes = Cheap + 1;

        private readonly int mostCost = twice ? Cheap : 0;
        private readonly HashSet<Expr> stored = new(lowering.stored, ReferenceEqualityComparer.Instance);
        private readonly Dictionary<Expr, int> lastReads = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<Expr> usedAtOnce = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<Expr, SortedSet<int>> usedLater = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<(Expr Node, int Level)> computed = [];
        private readonly HashSet<(Expr Node, Shape Space, int Level)> loaded = [];

        /// <summary>The nodes that are computed at other levels than their own, with these levels.</summary>
        public List<(Elementwise Node, int Level)> Find()
        {
            foreach (var (level, _, step) in lowering.calls)
                foreach (var array in step.Reads) NoteRead(array, level);
            foreach (var (node, _, _) in lowering.looped) NoteUses(node);

            var again = new List<(Elementwise, int)>();
            foreach (var node in lowering.looped.Select(l => l.Node).OfType<Elementwise>())
            {
                if (stored.Contains(node) || !usedLater.TryGetValue(node, out var later)) continue;
                var cones = later.Select(level => ConeOf(node, level)).ToList();
                bool moves = cones.Count == 1 && !usedAtOnce.Contains(node);
                if (!cones.TrueForAll(c => c.Pays(moves, mostCost)))
                {
                    stored.Add(node);
                    continue;
                }
                foreach (var cone in cones)
                {
                    foreach (var inside in cone.Nodes)
                    {
                        computed.Add((inside, cone.Level));
                        again.Add((inside, cone.Level));
                    }
                    foreach (var load in cone.Loads) NoteLoad(load, node.Shape, cone.Level);
                }
            }
            return again;
        }

        private void NoteUses(Expr node)
        {
            int level = lowering.levels[node];
            computed.Add((node, level));
            foreach (var operand in node.Operands)
            {
                bool isTogether = node is FoldReduction ? operand is Elementwise : lowering.Fuses((Elementwise)node, operand);
                if (isTogether && lowering.levels[operand] == level)
                {
                    usedAtOnce.Add(operand);
                    continue;
                }
                if (!isTogether) stored.Add(lowering.ViewOf(operand).Base);
                else if (usedLater.TryGetValue(operand, out var later)) later.Add(level);
                else usedLater[operand] = [level];
                NoteLoad(operand, node is FoldReduction ? operand.Shape : node.Shape, level);
            }
        }

        private void NoteLoad(Expr operand, Shape space, int level)
        {
            loaded.Add((operand, space, level));
            NoteRead(lowering.ViewOf(operand).Base, level);
        }

        private void NoteRead(Expr array, int level) => lastReads[array] = Math.Max(lastReads.GetValueOrDefault(array), level);

        private Cone ConeOf(Elementwise node, int level)
        {
            var cone = new Cone(level);
            Add(node, cone);
            return cone;
        }

        private void Add(Elementwise node, Cone cone)
        {
            if (cone.IsImpossible || computed.Contains((node, cone.Level)) || cone.Nodes.Contains(node)) return;
            // Counted before the operands: however deep the graph is, this goes a few nodes down.
            cone.IsImpossible = ++cone.Entered > MostNodes;
            if (cone.IsImpossible) return;
            foreach (var operand in node.Operands)
            {
                if (lowering.Fuses(node, operand) && !stored.Contains(operand)) Add((Elementwise)operand, cone);
                else AddLoad(operand, node, cone);
            }
            cone.Nodes.Add(node);
        }

        private void AddLoad(Expr operand, Elementwise node, Cone cone)
        {
            var view = lowering.ViewOf(operand);
            if (view.Base is Literal || loaded.Contains((operand, node.Shape, cone.Level))) return;
            cone.IsImpossible |= overwritten.GetValueOrDefault(view.Base, int.MaxValue) < cone.Level;
            // A condition is a byte: numbers that are four are not kept much longer for it.
            bool isKept = view.Base is Leaf || lastReads.GetValueOrDefault(view.Base) >= cone.Level - 1;
            cone.IsImpossible |= !isKept && node.Kind == Kind.Boolean && operand.Kind != Kind.Boolean;
            // Vectors are loaded along the axis along which the node's own would be.
            int along = lowering.ViewOf(node).Strides.IndexOf(Dimension.One);
            if (along < 0 || view.Strides[along].FixedValue == 0) return;
            cone.IsImpossible |= !view.Strides[along].IsOne;
            bool repeats = Enumerable.Range(0, node.Rank).Any(i => view.Strides[i].FixedValue == 0 && !node.Shape[i].IsOne);
            if (!repeats) cone.Loads.Add(operand);
        }

        /// <summary>What has to be computed and loaded to have a node at another level.</summary>
        private sealed class Cone(int level)
        {
            public int Level => level;

            /// <summary>How many nodes were looked at.</summary>
            public int Entered { get; set; }

            /// <summary>The nodes to compute, operands first.</summary>
            public List<Elementwise> Nodes { get; } = [];

            /// <summary>The arrays of the loop's size to load that it does not load yet.</summary>
            public HashSet<Expr> Loads { get; } = new(ReferenceEqualityComparer.Instance);

            /// <summary>Whether it is too large, or something in it cannot be read there.</summary>
            public bool IsImpossible { get; set; }

            /// <summary>Whether it takes no longer than to load the node, and to store it where it is needed nowhere else.</summary>
            /// <param name="moves">Whether this is the only level at which the node is needed.</param>
            /// <param name="mostCost">The most multiplications that pay.</param>
            public bool Pays(bool moves, int mostCost)
            {
                if (IsImpossible) return false;
                var twice = moves ? Nodes.SkipLast(1) : Nodes;
                return twice.Sum(LaneCall.Cost) <= mostCost && Loads.Count <= (moves ? 2 : 1);
            }
        }
    }
}
