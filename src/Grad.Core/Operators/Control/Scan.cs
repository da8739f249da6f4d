using System.Collections.Immutable;
using Grad.Products;
using Array = Grad.Interpreter.Array;

namespace Grad;

/// <summary>
/// A loop as one node: cₜ₊₁, yₜ = f(p, cₜ, xₜ) for t from 0 to n − 1, or from the last to the first. Its results are the
/// carried values in the end, the yₜ along a first axis and, where somebody asks for them, the carried values before each
/// step. A loop may end earlier: after a number of steps, or when none of some carried conditions holds; its results then
/// have zeros for the steps that were not taken.
/// </summary>
/// <remarks>
/// The reverse pass is a loop the other way round over the carried values before each step: it computes a step again and
/// pulls its cotangents back. So the memory of a gradient is that of the carried values; what a step computes on the way is
/// not kept. That of a loop with conditions takes the number of steps that it took.
/// </remarks>
public sealed class Scan : Control
{
    private readonly Layout layout;

    private Scan(ReadOnlySpan<Expr> operands, Layout layout)
        : base(operands, [.. layout.ResultOrder.Select(r => layout.Results[r])]) => this.layout = layout;

    /// <inheritdoc/>
    public override string Operator => layout.Going is null ? "scan" : "while";

    /// <summary>What each step computes, of the captured values, the carried values and the elements.</summary>
    public Function Step => layout.Step;

    /// <summary>The number of steps, or the most; <see langword="null"/> where there is no limit.</summary>
    public Dimension? Length => layout.Length;

    internal override object Attributes => layout;

    internal override IEnumerable<Function> Bodies => [Step];

    internal static Scan Of(ScanDraft draft) => new([.. draft.Operands], new Layout(draft));

    /// <summary>All that the loop gives.</summary>
    internal ScanResult All => new(
        [.. Enumerable.Range(0, layout.Carries).Select(Carried)],
        [.. Enumerable.Range(0, layout.Outputs).Select(Output)]);

    internal override bool IsOptional(int result) => layout.ResultOrder[result] >= layout.Carries + layout.Outputs;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        layout.Ordered(ScanTangent.Of(this, tangents));

    internal override ImmutableArray<Expr?> Cotangents(Expr?[] cotangents, bool[] wanted) =>
        ScanCotangent.Of(this, layout.Unordered(cotangents), wanted);

    internal override ImmutableArray<Expr> BatchedResults(Examples x)
    {
        var all = ScanBatch.Of(this, x);
        return [.. layout.ResultOrder.Select(r => all[r])];
    }

    internal override Routine<T> Routine<T>(CompilationOptions options, ProductBackend backend) =>
        new ScanRoutine<T>(layout, options);

    /// <summary>Step by step, with the interpreter inside.</summary>
    internal override Array[] Interpret(ReadOnlySpan<Array> operands, IReadOnlyDictionary<string, int> symbols)
    {
        int captured = layout.Captured, carries = layout.Carries;
        Array[] values = operands.ToArray();
        Array[] results = [.. layout.Results.Select(r => Array.Filled(r.Shape.Evaluate(symbols), 0))];
        var carried = values[captured..(captured + carries)];
        int n = layout.CountPlace is { } count ? (int)values[count].Numbers.DefaultIfEmpty().Max()
            : Length is { } length ? (int)length.Evaluate(symbols) : int.MaxValue;
        for (int step = 0; step < n && GoesOn(); step++)
        {
            int t = layout.IsReversed ? n - 1 - step : step;
            for (int i = 0; i < layout.Histories; i++) Put(carried[i], results[carries + layout.Outputs + i], t);
            Array[] now = [.. values[..captured], .. carried, .. values[(captured + carries)..].Select(x => Row(x, t))];
            var computed = Interpreter.Evaluate(
                Step.Results.AsSpan(), new Bindings(Step.Parameters.Zip(now), symbols));
            carried = computed[..carries];
            for (int j = 0; j < layout.Outputs; j++) Put(computed[carries + j], results[carries + j], t);
        }
        carried.CopyTo(results, 0);
        return [.. layout.ResultOrder.Select(r => results[r])];

        // Each condition that holds counts a step.
        bool GoesOn()
        {
            if (layout.GoingPlace is not { } place) return true;
            double[] going = carried[place].Numbers, steps = results[^1].Numbers;
            for (int i = 0; i < going.Length; i++) steps[i] += going[i];
            return going.Any(holds => holds != 0);
        }

        static Array Row(Array x, int t)
        {
            int length = Grad.Sizes.Length(x.Sizes[1..]);
            return new(x.Sizes[1..], x.Numbers[(t * length)..((t + 1) * length)]);
        }

        static void Put(Array row, Array into, int t) => row.Numbers.CopyTo(into.Numbers, t * row.Numbers.Length);
    }

    internal Layout Parts => layout;

    /// <summary>A carried value in the end.</summary>
    internal Expr Carried(int i) => Placed(i);

    /// <summary>What the steps put out, along a first axis.</summary>
    internal Expr Output(int j) => Placed(layout.Carries + j);

    /// <summary>A carried value before each step, along a first axis.</summary>
    internal Expr History(int i) => Placed(layout.Carries + layout.Outputs + i);

    /// <summary>How many steps were taken while each of the conditions held.</summary>
    internal Expr Steps => Placed(layout.Results.Length - 1);

    private Expr Placed(int result) => ResultAt(layout.ResultOrder.IndexOf(result));

    /// <summary>How operands, parameters and results are laid out.</summary>
    internal sealed class Layout
    {
        public Layout(ScanDraft draft)
        {
            (Length, IsReversed, Step, Count, Going) = (draft.Length, draft.IsReversed, draft.Function, draft.Count, draft.Going);
            (Captured, Carries) = (draft.Captured, draft.Carries);
            Outputs = Step.Results.Length - Carries;
            var carried = Step.Parameters.Skip(Captured).Take(Carries).ToArray();
            Histories = Length is null ? 0 : Carries;
            Results = [
                .. carried.Select(c => (c.Kind, c.Shape)),
                .. Step.Results.Skip(Carries).Select(Stacked),
                .. carried.Take(Histories).Select(Stacked),
                .. Going is null ? [] : new[] { (Kind.Integer, Going.Shape) }];
            ResultOrder = [.. RealFirst([.. Results.Select(r => r.Kind)])];

            (Kind, Shape) Stacked(Expr each) => (each.Kind, Shape.Of([Length!, .. each.Shape]));
        }

        public Dimension? Length { get; }

        /// <summary>The parameter whose largest element is the number of steps, where it is not the length.</summary>
        public Variable? Count { get; }

        /// <summary>The carried conditions of which one must hold for another step, where there are any.</summary>
        public Variable? Going { get; }

        /// <summary>Which operand <see cref="Count"/> is.</summary>
        public int? CountPlace => Count is null ? null : Step.Parameters.IndexOf(Count);

        /// <summary>Which carried value <see cref="Going"/> is.</summary>
        public int? GoingPlace => Going is null ? null : Step.Parameters.IndexOf(Going) - Captured;

        public bool IsReversed { get; }

        public Function Step { get; }

        public int Captured { get; }

        public int Carries { get; }

        public int Outputs { get; }

        /// <summary>How many carried values can be had as they were before each step: all, or none where there is no limit.</summary>
        public int Histories { get; }

        /// <summary>Carried values, outputs, histories, and the numbers of steps that conditions held.</summary>
        public ImmutableArray<(Kind Kind, Shape Shape)> Results { get; }

        /// <summary>For each result of the node which of <see cref="Results"/> it is.</summary>
        public ImmutableArray<int> ResultOrder { get; }

        /// <summary>What belongs to <see cref="Results"/>, in the order of the node's results.</summary>
        public ImmutableArray<Expr?> Ordered(IReadOnlyList<Expr?> given) => [.. ResultOrder.Select(r => given[r])];

        /// <summary>What belongs to the node's results, in the order of <see cref="Results"/>.</summary>
        public Expr?[] Unordered(Expr?[] given)
        {
            var result = new Expr?[given.Length];
            for (int i = 0; i < given.Length; i++) result[ResultOrder[i]] = given[i];
            return result;
        }
    }
}

/// <summary>What a loop gives.</summary>
/// <param name="Carried">The carried values in the end.</param>
/// <param name="Outputs">What the steps put out, each along a first axis.</param>
public sealed record ScanResult(ImmutableArray<Expr> Carried, ImmutableArray<Expr> Outputs);
