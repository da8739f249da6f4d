using System.Collections.Immutable;
using CsCheck;

namespace Grad.Testing;

/// <summary>
/// A random case while it grows. Every node is evaluated as it is added, so that operands are mapped into the domains
/// of operators and what would lie at a kink, overflow or be ill-conditioned is left out.
/// </summary>
internal sealed class Draft
{
    /// <summary>The largest number of axes.</summary>
    public const int MostAxes = 3;

    private const int MostElements = 400;
    private const double Largest = 1e3;

    // How far data may be moved without meeting a kink, and how much a value may move then.
    private const double Room = 2e-4, MostMoved = 0.05;

    private static readonly int[] FixedSizes = [1, 2, 3, 5, 17];
    private static readonly double[] Literals = [0, 1, -1, 2, 0.5, -3, 10];

    private readonly PCG random;
    private readonly Dictionary<string, int> symbols;
    private readonly Dimension[] palette;
    private readonly List<Expr> pool = [];
    private readonly List<(Variable Variable, Value Value)> bindings = [];
    private readonly Dictionary<Variable, double[]> moves = new(ReferenceEqualityComparer.Instance);
    private readonly BoundedEvaluation evaluation;
    private readonly bool takesEmpty;

    public Draft(PCG random)
    {
        this.random = random;
        evaluation = new(new Bindings([]), Precision.Double, moves);
        symbols = new() { ["n"] = AnySize(), ["m"] = AnySize() };
        palette = [Size(), Size(), "n", Coin ? "m" : Size()];
        Begin();
    }

    /// <summary>A draft of given sizes, in which empty arrays are as welcome as others.</summary>
    /// <param name="random">The source of choices.</param>
    /// <param name="palette">The sizes that occur.</param>
    /// <param name="symbol">What the symbols n and m are.</param>
    public Draft(PCG random, Dimension[] palette, int symbol)
    {
        this.random = random;
        this.palette = palette;
        evaluation = new(new Bindings([]), Precision.Double, moves);
        symbols = new() { ["n"] = symbol, ["m"] = symbol };
        takesEmpty = true;
        Begin();
    }

    private void Begin()
    {
        // Every symbol gets its size from some variable, used or not.
        Variable(["n"]);
        Variable(["m", 2]);
        for (int i = Number(3); i >= 0; i--)
        {
            int rank = Number(MostAxes + 1);
            Variable(Shape.Of([.. Enumerable.Range(0, rank).Select(_ => Dimension())]));
        }
    }

    /// <summary>True or false.</summary>
    public bool Coin => Number(2) == 0;

    /// <summary>A whole number from 0 to below a bound.</summary>
    public int Number(int below) => (int)random.Next((uint)below);

    /// <summary>A size that occurs in this case.</summary>
    public Dimension Dimension() => palette[Number(palette.Length)];

    /// <summary>Some operand of at least so many axes, a later one rather than an earlier.</summary>
    public Expr? Real(int leastRank = 0) => Find(e => e.Rank >= leastRank);

    /// <summary>Some operand with axes none of which is empty, unless empty ones are welcome.</summary>
    public Expr? NonEmpty() => Find(e => e.Rank > 0 && (takesEmpty || evaluation.Values(e).Length > 0));

    /// <summary>Some operand that fits, a later one rather than an earlier.</summary>
    public Expr? Find(Func<Expr, bool> fits)
    {
        Expr[] fitting = [.. pool.Where(fits)];
        if (fitting.Length == 0) return null;
        int Any() => Number(fitting.Length);
        return fitting[Math.Max(Any(), Math.Max(Any(), Any()))];
    }

    /// <summary>A new variable with data in [−2, 2], rounded to <see cref="float"/> for short reports.</summary>
    public Variable Variable(Shape shape)
    {
        var variable = Functions.Variable($"x{bindings.Count}", shape);
        int[] sizes = shape.Evaluate(symbols);
        int count = sizes.Aggregate(1, (a, b) => a * b);
        double[] numbers = [.. Enumerable.Range(0, count).Select(_ => (double)(float)Unit())];
        moves[variable] = [.. numbers.Select(_ => Room)];
        bindings.Add((variable, Grad.Value.Of(numbers, sizes)));
        evaluation.Bindings = new Bindings([.. bindings]);
        Add(variable);
        return variable;
    }

    /// <summary>A whole number of its own.</summary>
    public Expr Integer()
    {
        var variable = IntegerVariable($"k{bindings.Count}", Shape.Scalar);
        bindings.Add((variable, Number(7) - 3));
        evaluation.Bindings = new Bindings([.. bindings]);
        return variable;
    }

    /// <summary>Whole numbers from 0 to below a bound.</summary>
    public Expr Indices(Shape shape, int below)
    {
        var variable = IntegerVariable($"k{bindings.Count}", shape);
        int[] sizes = shape.Evaluate(symbols);
        int[] numbers = [.. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(_ => Number(Math.Max(below, 1)))];
        bindings.Add((variable, Grad.Value.Of(numbers, sizes)));
        evaluation.Bindings = new Bindings([.. bindings]);
        return variable;
    }

    /// <summary>What a size is in this case.</summary>
    public int Value(Dimension size) => (int)size.Evaluate(symbols);

    /// <summary>A literal of another expression's shape.</summary>
    public Expr Literal(Expr x, double value) => new Literal(value, x.Shape);

    /// <summary>Some axes, at least one, in any order.</summary>
    public Axes AxesOf(Expr x) => Axes.Of([.. Order(x.Rank).Take(1 + Number(x.Rank))]);

    /// <summary>The axes 0 … rank − 1 in a random order.</summary>
    public Axes Order(int rank)
    {
        var order = Enumerable.Range(0, rank).ToList();
        var shuffled = new List<int>();
        for (; order.Count > 0; order.RemoveAt(0))
        {
            int next = Number(order.Count);
            (order[0], order[next]) = (order[next], order[0]);
            shuffled.Add(order[0]);
        }
        return Axes.Of([.. shuffled]);
    }

    /// <summary>An operand of another's shape: of that shape, stretched to it, a literal, or a new variable.</summary>
    public Expr Like(Expr x)
    {
        if (Number(6) == 0) return new Literal(Literals[Number(Literals.Length)], x.Shape);
        if (Number(10) == 0) return x;
        var found = Coin ? Find(e => e.Shape == x.Shape && e != x) : Find(e => e != x && Fits(e.Shape, x.Shape));
        return found is not null ? Broadcasting.To(found, x.Shape) : Variable(x.Shape);
    }

    /// <summary>A condition on each element of an expression.</summary>
    public Expr Condition(Expr x) => Coin ? x < Like(x) : Number(4) == 0 ? (x >= Like(x)) & !(Like(x) <= 0.5) : 0 < x;

    /// <summary>An expression mapped into an interval where it could leave it.</summary>
    public Expr Into(Interval domain, Expr x)
    {
        const double Margin = 0.1;
        double low = domain.Low + Margin, high = domain.High - Margin;
        var values = Evaluated(x) ? evaluation.Values(x) : [];
        bool inside = true;
        foreach (double value in values) inside &= value >= low && value <= high;
        if (inside && values.Length > 0) return x;
        return (double.IsFinite(low), double.IsFinite(high)) switch
        {
            (true, true) => (low + high) / 2 + (high - low) / 2 * Tanh(x),
            (true, _) => low + (Coin ? Softplus(x) : Exp(Tanh(x))),
            (_, true) => high - (Coin ? Softplus(x) : Exp(Tanh(x))),
            _ => x,
        };
    }

    /// <summary>Adds an expression to the operands at hand, unless it is one that cannot be judged.</summary>
    public bool Add(Expr? expression)
    {
        if (expression is null || expression.Kind != Kind.Real || expression.Rank > MostAxes) return false;
        if (!Evaluated(expression)) return false;
        if (!pool.Contains(expression)) pool.Add(expression);
        return true;
    }

    /// <summary>The case: what nothing else uses, three outputs at the most.</summary>
    public Case Finished()
    {
        var used = pool.SelectMany(e => e is Leaf ? [e] : Graph.TopologicalOrder([.. e.Operands])).ToHashSet();
        ImmutableArray<Expr> outputs = [.. pool.Where(e => !used.Contains(e)).TakeLast(3)];
        return new(outputs.IsEmpty ? [pool[^1] * 2] : outputs, [.. bindings]);
    }

    private bool Evaluated(Expr expression)
    {
        if (evaluation.Contains(expression)) return true;
        var added = new List<Expr>();
        foreach (var node in Graph.TopologicalOrder(expression))
        {
            if (evaluation.Contains(node)) continue;
            if (node.Shape.Evaluate(symbols).Aggregate(1L, (a, b) => a * b) <= MostElements)
            {
                evaluation.Add(node);
                added.Add(node);
                if (IsGood(node)) continue;
            }
            foreach (var bad in added) evaluation.Remove(bad);
            return false;
        }
        return true;
    }

    private bool IsGood(Expr node)
    {
        if (evaluation.Kink is not null) return false;
        foreach (double value in evaluation.Values(node)) if (!(Math.Abs(value) <= Largest)) return false;
        foreach (double error in evaluation.Errors(node)) if (!(error <= MostMoved)) return false;
        return true;
    }

    private static bool Fits(Shape from, Shape to)
    {
        int added = to.Rank - from.Rank;
        return added >= 0 && Enumerable.Range(0, from.Rank).All(i => from[i].IsOne || from[i] == to[i + added]);
    }

    // Mostly not empty: an empty array leaves little to compare.
    private int AnySize() => Number(40) == 0 ? 0 : FixedSizes[Number(FixedSizes.Length)];

    private Dimension Size() => AnySize();

    private double Unit() => 4.0 * random.Next() / uint.MaxValue - 2;
}
