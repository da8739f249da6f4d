namespace Grad;

/// <summary>
/// Which elements of x each element of an expression may depend on, found by sending sets of places through the graph.
/// An operator without a rule of its own depends on all of its operands: the sets may be too large, never too small.
/// </summary>
/// <remarks>A. Griewank, A. Walther: "Evaluating Derivatives", 2nd edition, SIAM (2008), §7.1.</remarks>
internal sealed class SparsityPattern
{
    private static readonly int[] None = [];

    private readonly Dictionary<Expr, int[][]> sets = new(ReferenceEqualityComparer.Instance);
    private readonly Bindings known;

    private SparsityPattern(ReadOnlySpan<(Variable, Value)> known) => this.known = new(known);

    /// <summary>For each element of y the places of x that it may depend on, in ascending order.</summary>
    /// <param name="y">The expression, its sizes being known.</param>
    /// <param name="x">What is differentiated by.</param>
    /// <param name="known">The values of variables that indices depend on.</param>
    public static int[][] Of(Expr y, Expr x, ReadOnlySpan<(Variable Variable, Value Value)> known)
    {
        var pattern = new SparsityPattern(known);
        pattern.sets[x] = [.. Enumerable.Range(0, Count(x)).Select(i => new[] { i })];
        foreach (var node in Graph.TopologicalOrder(y))
        {
            if (node.Kind != Kind.Real || pattern.sets.ContainsKey(node)) continue;
            if (!node.Operands.Any(pattern.sets.ContainsKey)) continue;
            if (!node.Shape.IsFixed) throw Errors.UnknownSize("Sparsity", node);
            if (pattern.Rule(node) is { } found) pattern.sets[node] = found;
        }
        return pattern.sets.GetValueOrDefault(y) ?? [.. Enumerable.Repeat(None, Count(y))];
    }

    private int[][]? Rule(Expr node) => node switch
    {
        StopGradient => null,
        Elementwise e => Elements(e),
        Linear or Place or Concat or Gather or Take when AreKnown(node.Operands.Skip(node is Indexed ? 1 : 0), node) =>
            Moved(node),
        ScatterAdd or TakeTranspose when AreKnown(node.Operands.Skip(1), node) => Added((Indexed)node),
        Reduction r => Folded(r, r.Axes),
        Softmax s => Along(s, s.Axes),
        LogSoftmax s => Along(s, s.Axes),
        CumulativeSum s => Along(s, s.Axis),
        LogCumulativeSum s => Along(s, s.Axis),
        Recurrence s => Along(s, s.Axis),
        MatMul p => Product(p),
        _ => [.. Enumerable.Repeat(Union(node.Operands.SelectMany(SetsOf)), Count(node))],
    };

    private int[][]? Elements(Elementwise node)
    {
        int[][]? union = null;
        var one = Functions.One(node);
        for (int k = 0; k < node.Operands.Length; k++)
        {
            if (!sets.TryGetValue(node.Operands[k], out var operand) || node.PullBack(one, k) is null) continue;
            union = union is null ? operand : [.. union.Zip(operand, Union)];
        }
        return union;
    }

    /// <summary>An operator that moves elements, told by what it does with their numbers, counted from 1.</summary>
    private int[][] Moved(Expr node)
    {
        var all = new List<int[]> { None };
        int numbered = node is Indexed ? 1 : node.Operands.Length;
        Expr[] operands = [.. node.Operands.Select((o, i) =>
        {
            if (i >= numbered) return o;
            int first = all.Count;
            all.AddRange(SetsOf(o));
            return Numbers(o.Shape, first);
        })];
        var sources = node is Place p ? new Place(p.Shape, operands[0], p.Ranges) : node.With(operands);
        return [.. Evaluated(sources).Select(s => all[(int)s])];
    }

    /// <summary>The transpose of moving: each element is added to a place, which the transpose reads there.</summary>
    private int[][] Added(Indexed node) =>
        Gathered(node, Evaluated(node.Cotangent([Numbers(node.Shape, 0)], 0)!), Count(node));

    private int[][] Folded(Expr node, Axes axes)
    {
        var operand = node.Operands[0];
        var targets = new Broadcast(Numbers(operand.Shape.Without(axes), 0), operand.Shape, axes);
        return Gathered(node, axes.Count == 0 ? Evaluated(targets.Operand) : Evaluated(targets), Count(targets.Operand));
    }

    /// <summary>Each element depends on all along some axes.</summary>
    private int[][] Along(Expr node, Axes axes)
    {
        var rows = node.Operands.Where(sets.ContainsKey)
            .Select(o => Folded(new Sum(o, axes), axes)).Aggregate((a, b) => [.. a.Zip(b, Union)]);
        return Spread(rows, node.Shape, axes);
    }

    private int[][] Product(MatMul node)
    {
        int row = node.Rank - 2, column = node.Rank - 1;
        var left = sets.ContainsKey(node.Left)
            ? Spread(Folded(new Sum(node.Left, column), column), node.Shape, column) : null;
        var right = sets.ContainsKey(node.Right)
            ? Spread(Folded(new Sum(node.Right, row), row), node.Shape, row) : null;
        return left is null ? right! : right is null ? left : [.. left.Zip(right, Union)];
    }

    private int[][] Spread(int[][] rows, Shape shape, Axes axes) =>
        [.. Evaluated(new Broadcast(Numbers(shape.Without(axes), 0), shape, axes)).Select(i => rows[(int)i])];

    /// <summary>The union of what goes to each target.</summary>
    private int[][] Gathered(Expr node, double[] targets, int count)
    {
        var gathered = new List<int[]>[count];
        var from = SetsOf(node.Operands[0]);
        for (int i = 0; i < targets.Length; i++)
            if (from[i].Length > 0) (gathered[(int)targets[i]] ??= []).Add(from[i]);
        return [.. gathered.Select(g => g is null ? None : Union(g))];
    }

    private int[][] SetsOf(Expr node) => sets.GetValueOrDefault(node) ?? [.. Enumerable.Repeat(None, Count(node))];

    private double[] Evaluated(Expr node) => Interpreter.Evaluate([node], known)[0].Numbers;

    /// <summary>Whether indices can be computed before the variables have values.</summary>
    private bool AreKnown(IEnumerable<Expr> indices, Expr node) => node is not Indexed
        || Graph.Variables([.. indices]).All(v => known.Contains(v));

    private static Expr Numbers(Shape shape, int first)
    {
        int[] sizes = [.. shape.Select(d => d.Value)];
        double[] numbers = [.. Enumerable.Range(first, Sizes.Length(sizes))];
        return new Constant(Value.Of(numbers, sizes));
    }

    private static int Count(Expr node) => node.Shape.Size.Value;

    private static int[] Union(int[] a, int[] b) =>
        ReferenceEquals(a, b) || b.Length == 0 ? a : a.Length == 0 ? b : Union([a, b]);

    private static int[] Union(IEnumerable<int[]> parts)
    {
        int[][] distinct = [.. parts.Where(p => p.Length > 0).Distinct()];
        return distinct.Length switch
        {
            0 => None,
            1 => distinct[0],
            _ => [.. distinct.SelectMany(p => p).Distinct().Order()],
        };
    }
}
