using System.Collections.Immutable;
using System.Numerics;
using Grad.Products;

namespace Grad;

/// <summary>
/// Expressions compiled to a program of fused loops and matrix products. It is immutable and safe from several threads; each
/// <see cref="Bind"/> gives a session with memory of its own. There is nothing to dispose.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>: what real numbers are computed in.</typeparam>
public sealed class CompiledFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly HashSet<Expr> exact = new(ReferenceEqualityComparer.Instance);
    private readonly Checking checking;
    private readonly CodeGeneration generation;
    private readonly LaneWidth width;

    internal CompiledFunction(
        ReadOnlySpan<Variable> inputs,
        ReadOnlySpan<Expr> outputs,
        ReadOnlySpan<(Variable Variable, Expr Next)> updates,
        CompilationOptions options,
        IReadOnlySet<Variable>? external = null)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) throw Errors.ElementType(typeof(T));
        checking = options.Checking;
        External = external ?? ImmutableHashSet<Variable>.Empty;
        Inputs = [.. inputs];
        Outputs = [.. outputs];
        UpdatedVariables = [.. updates.ToArray().Select(u => u.Variable)];
        Updates = [.. updates.ToArray().Select(u => u.Next)];
        foreach (var (variable, next) in updates)
        {
            if (variable.Shape != next.Shape) throw Errors.UpdateShape(variable, next);
            if (variable.Kind != next.Kind) throw Errors.KindsDiffer("Compile", variable, next);
        }
        Threads = ThreadCount.Of(options.Threads, Environment.GetEnvironmentVariable(ThreadCount.Variable));
        Backend = ProductBackends.Select(options.ProductBackend, out string reason).With(Threads);
        BackendReason = reason;

        ChecksFinite = options.CheckFinite;
        var optimizations = ChecksFinite ? Optimizations.None : options.Optimizations;
        UsesBands = optimizations.HasFlag(Optimizations.Bands);
        Grain = optimizations.HasFlag(Optimizations.Streaming) ? options.Grain : options.Grain with { Written = long.MaxValue };
        ImmutableArray<Expr> roots = [.. Outputs, .. updates.ToArray().Select(u => u.Next)];
        Require(roots);
        bool simplifies = optimizations.HasFlag(Optimizations.Simplification);
        var given = roots;
        if (simplifies) roots = Simplifier.Simplify(roots.AsSpan());
        roots = Expansion.Replace(roots.AsSpan());
        if (simplifies) roots = StackedProducts.Replace(roots.AsSpan());
        roots = ThinProducts.Replace(roots.AsSpan());
        if (simplifies)
        {
            roots = RectifierMasks.Replace(Simplifier.SimplifyExpanded(roots.AsSpan()).AsSpan());
            roots = SigmoidPairs.Replace(roots.AsSpan());
        }
        if (checking == Checking.On) RewriteInvariants.Check(given, roots);
        Checked = [.. Graph.TopologicalOrder(roots.AsSpan()).Where(n => n is Slice or Place)];
        // What a program inside another computes is stored as any array of its kind.
        var lowered = Lowering.Lower(
            roots.AsSpan(), UpdatedVariables.AsSpan(), optimizations, roundsRoots: external is not null);
        (Steps, Roots) = (lowered.Steps, lowered.Roots);
        if (checking == Checking.On) LoweringInvariants.Check(Steps, Roots);
        foreach (var node in Graph.TopologicalOrder(Roots.AsSpan()))
        {
            if (Lowering.IsExact(node, exact.Contains)) exact.Add(node);
        }
        Buffers = optimizations.HasFlag(Optimizations.MemoryReuse)
            ? Lives.Find(Steps, Roots, Inputs, UpdatedVariables, ElementSize)
            : Lives.Separate(Steps, Inputs, UpdatedVariables);
        foreach (var step in Steps.OfType<ProcedureStep>()) Routines[step.Node] = step.Node.Routine<T>(options, Backend);
        generation = options.CodeGeneration;
        width = options.LaneWidth;
        Kernels = [.. Steps.Select(s => s is Loop loop ? KernelOf(loop) : null)];
    }

    /// <summary>What has to be bound, besides the variables that are updated.</summary>
    public ImmutableArray<Variable> Inputs { get; }

    /// <summary>What a run computes.</summary>
    public ImmutableArray<Expr> Outputs { get; }

    /// <summary>The variables whose values a run replaces.</summary>
    public ImmutableArray<Variable> UpdatedVariables { get; }

    /// <summary>The variables whose memory belongs to somebody else.</summary>
    internal IReadOnlySet<Variable> External { get; }

    /// <summary>The next values of the updated variables, as they were given.</summary>
    internal ImmutableArray<Expr> Updates { get; }

    /// <summary>Whether a run looks for numbers that are not finite.</summary>
    internal bool ChecksFinite { get; }

    /// <summary>How its loops are run, in words.</summary>
    internal string Loops => LoopKernel.Described(width, generation);

    /// <summary>The most threads that a run uses.</summary>
    internal int Threads { get; }

    /// <summary>How small pieces are.</summary>
    internal Grain Grain { get; }

    /// <summary>Whether steps over the same rows run together.</summary>
    internal bool UsesBands { get; }

    internal ImmutableArray<Expr> Roots { get; }

    /// <summary>The nodes that ask something of the data's sizes.</summary>
    internal ImmutableArray<Expr> Checked { get; }

    internal ImmutableArray<Step> Steps { get; }

    internal ImmutableArray<Buffer> Buffers { get; }

    internal ImmutableArray<LoopKernel?> Kernels { get; }

    /// <summary>What the procedures run.</summary>
    internal Dictionary<Procedure, Routine<T>> Routines { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The program, and all that are inside it.</summary>
    internal IEnumerable<CompiledFunction<T>> AndInside =>
        Routines.Values.SelectMany(r => r.Inside).SelectMany(i => i.Program.AndInside).Prepend(this);

    internal ProductBackend Backend { get; }

    /// <summary>Why it is that backend.</summary>
    internal string BackendReason { get; }

    /// <summary>Memory for one thread, filled with values: each input and each updated variable gets one.</summary>
    /// <exception cref="ArgumentException">A variable is unbound, bound twice, or bound to data of another shape.</exception>
    public Session<T> Bind(params ReadOnlySpan<(Variable Variable, Value Value)> values) => new(this, new Bindings(values));

    /// <summary>
    /// The program in words: the backend of its products and why, its memory, each loop with its operators, each product, and
    /// how many operations on numbers and bytes loaded and stored each of them takes, as formulas of the symbolic sizes. An
    /// operator counts one operation for each element, a product 2·m·n·k. <see cref="Session{T}.Explain"/> knows the sizes.
    /// </summary>
    public string Explain() => new Explanation<T>(this, ImmutableDictionary<string, int>.Empty).Write();

    /// <summary>
    /// The program as one C# file that needs nothing but .NET 10: a class that holds the data, with a property for each variable
    /// and each output, and a method <c>Run</c>. Products, convolutions and other routines call Grad's own kernels, whose sources
    /// stand below. It computes the same numbers; with vectors of the same width, and the managed backend, the same bits, but for
    /// sums that a session cuts into pieces. It is compiled with <c>AllowUnsafeBlocks</c>.
    /// </summary>
    /// <param name="className">The name of the class, which is put into the namespace <c>Compiled</c>.</param>
    /// <param name="outputs">The names of the outputs, in their order; <c>Result</c> where there is none.</param>
    /// <exception cref="ArgumentException">The name is no name of a class.</exception>
    /// <exception cref="NotSupportedException">An operator's body cannot be written as C#, or a constant is too long for it.</exception>
    public string ToCSharp(string className, params ReadOnlySpan<string> outputs) => new Writing.CSharpFile<T>(
        this, className, outputs, LoopKernel.Bits(width)).Write();

    /// <summary>How a node's buffer is stored.</summary>
    internal Storage StorageOf(Expr node) => Grad.StorageOf.Node(node, exact.Contains(node));

    /// <summary>The bytes of one element of a node's buffer.</summary>
    internal int ElementSize(Expr node) => StorageOf(node).ElementSize<T>();

    /// <summary>Where each array lies for given sizes, and which steps run together.</summary>
    internal ProgramPlan Plan(IReadOnlyDictionary<string, int> symbols)
    {
        var sizes = Buffers.SelectMany(b => b.Nodes).ToDictionary(n => n, n => Bytes(n, symbols));
        var plan = new ProgramPlan(MemoryPlan.Of(Buffers, n => sizes[n]), Run.Each(Steps.Length));
        // What a band needs is needed during all of it: where that is too much, steps run one after the other.
        if (WithBands(symbols, sizes) is { } faster && faster.Memory.Size <= 2 * plan.Memory.Size) plan = faster;
        if (checking == Checking.On)
            MemoryInvariants.Check(Steps, plan.Runs, Roots, UpdatedVariables, plan.Memory, n => sizes[n]);
        return plan;
    }

    /// <summary>A plan in which steps over the same rows run together; nothing where no array is large enough for that.</summary>
    private ProgramPlan? WithBands(IReadOnlyDictionary<string, int> symbols, Dictionary<Expr, long> sizes)
    {
        if (!UsesBands || !sizes.Values.Any(size => size >= Grain.Bytes / 2)) return null;
        // What runs together is decided as if no array shared memory with another, and memory is shared as that allows.
        var apart = MemoryPlan.Apart(Buffers, n => sizes[n]);
        var blocks = apart.Offsets.ToDictionary(o => o.Key, o => new Block((nint)o.Value + MemoryPlan.Alignment, Sizes(o.Key)));
        nint end = (nint)apart.Size + MemoryPlan.Alignment;
        foreach (var variable in External)
        {
            blocks[variable] = new(end, Sizes(variable));
            end += (nint)MemoryPlan.Aligned((long)blocks[variable].Length * ElementSize(variable));
        }
        var runs = Bands.Of(new Binding<T>(this, symbols, blocks, scratch: 0).Steps(), Grain);
        return new(MemoryPlan.Of(Lives.InRuns(Buffers, Steps, runs), n => sizes[n]), runs);

        int[] Sizes(Expr node) => node is Workspace ? [] : node.Shape.Evaluate(symbols);
    }

    /// <summary>The bytes of an array for given sizes.</summary>
    internal long Bytes(Expr node, IReadOnlyDictionary<string, int> symbols) => node switch
    {
        Workspace workspace => Routines[workspace.Procedure].Workspace(symbols),
        Variable variable when External.Contains(variable) => 0,
        _ => (long)Grad.Sizes.Length(node.Shape.Evaluate(symbols)) * ElementSize(node),
    };

    private LoopKernel KernelOf(Loop loop) => loop.Exact
        ? LoopKernel.Of<double>(loop, width, generation, StorageOf)
        : LoopKernel.Of<T>(loop, width, generation, StorageOf);

    /// <summary>Every variable that the roots depend on must be an input or be updated.</summary>
    private void Require(ImmutableArray<Expr> roots)
    {
        var known = new HashSet<Expr>([.. Inputs, .. UpdatedVariables], ReferenceEqualityComparer.Instance);
        foreach (var variable in Graph.Variables(roots.AsSpan()))
        {
            if (!known.Contains(variable)) throw Errors.NotAnInput(variable);
        }
    }
}

public static partial class Functions
{
    /// <summary>Compiles expressions, and updates of variables, into one program.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="inputs">The variables that get data; those that are updated need not be named.</param>
    /// <param name="outputs">What is computed.</param>
    /// <param name="updates">For each variable that changes, its next value; all are computed from the old values.</param>
    /// <param name="options">How it is compiled.</param>
    /// <exception cref="ArgumentException">A variable is neither an input nor updated, or an update has another shape.</exception>
    public static CompiledFunction<T> Compile<T>(
        ReadOnlySpan<Variable> inputs,
        ReadOnlySpan<Expr> outputs,
        ReadOnlySpan<(Variable Variable, Expr Next)> updates = default,
        CompilationOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(inputs, outputs, updates, options ?? CompilationOptions.Default);
}
