using System.Collections.Immutable;
using System.Numerics;

namespace Grad;

/// <summary>
/// A program made ready for sizes and for a place in memory: its steps know the addresses that they read and write. Whoever
/// owns the memory keeps it alive.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>: what real numbers are computed in.</typeparam>
internal sealed class Execution<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CompiledFunction<T> function;
    private readonly IReadOnlyDictionary<string, int> symbols;
    private readonly Dictionary<Expr, Block> buffers = new(ReferenceEqualityComparer.Instance);
    private readonly (Expr Leaf, double[] Numbers)[] constants;
    private readonly Action[] steps;
    private readonly Arena scratch;

    /// <summary>Makes a program ready.</summary>
    /// <param name="function">The program.</param>
    /// <param name="symbols">The values of the symbolic sizes.</param>
    /// <param name="plan">Where each array lies for these sizes, and which steps run together.</param>
    /// <param name="start">The address of the plan's first byte.</param>
    /// <param name="external">Where variables lie whose memory belongs to somebody else.</param>
    public Execution(
        CompiledFunction<T> function,
        IReadOnlyDictionary<string, int> symbols,
        ProgramPlan plan,
        nint start,
        IReadOnlyDictionary<Variable, nint>? external = null)
    {
        (this.function, this.symbols) = (function, symbols);
        foreach (var node in function.Checked) node.CheckSizes(symbols);
        foreach (var (node, offset) in plan.Memory.Offsets) buffers[node] = new(start + (nint)offset, SizesOf(node));
        foreach (var (variable, address) in external ?? ImmutableDictionary<Variable, nint>.Empty)
            buffers[variable] = new(address, SizesOf(variable));
        constants = [.. buffers.Keys.Select(n => (n, Known(n)!)).Where(c => c.Item2 is not null)];
        StepsTogether = [.. plan.Runs.Select(run => run.Members.Select(m => m.Step).ToImmutableArray())];
        scratch = new(function.Kernels.Max(k => k?.Scratch) ?? 0);
        Bound = new Binding<T>(function, symbols, buffers, scratch[0]).Steps();
        var actions = plan.Runs.Select(run => Band.Of(run, Bound, function.Grain, function.Threads));
        steps = [.. function.ChecksFinite ? Watched([.. actions]) : actions, .. Moves()];
    }

    /// <summary>What a run calls, in order: a step, or some that run together.</summary>
    public ReadOnlySpan<Action> Steps => steps;

    /// <summary>Which of the program's steps each of the first <see cref="Steps"/> runs.</summary>
    public ImmutableArray<ImmutableArray<int>> StepsTogether { get; }

    /// <summary>The steps with their sizes and places.</summary>
    public BoundStep[] Bound { get; }

    /// <summary>Whether a step writes past the caches; no step does that runs together with others.</summary>
    public bool IsStreamed(Step step)
    {
        int index = function.Steps.IndexOf(step);
        return Bound[index] is BoundLoop<T> loop && loop.Streamed(function.Grain).Count > 0
            && StepsTogether.Any(run => run.Length == 1 && run[0] == index);
    }

    /// <summary>Runs the program once.</summary>
    public void Run()
    {
        foreach (var step in steps) step();
    }

    /// <summary>Whether a node has memory.</summary>
    public bool TryGet(Expr node, out Block block) => buffers.TryGetValue(node, out block);

    /// <summary>The memory of a node.</summary>
    public Block this[Expr node] => buffers[node];

    /// <summary>Writes the leaves that are known without data: constants, sizes, keys. It allocates nothing.</summary>
    public void FillConstants()
    {
        foreach (var (leaf, numbers) in constants) Fill(leaf, numbers);
    }

    /// <summary>Writes numbers into the memory of a node, each rounded once.</summary>
    public void Fill(Expr node, ReadOnlySpan<double> numbers) =>
        Arena.Write<T, double>(buffers[node].Address, function.StorageOf(node), numbers);

    /// <summary>One element as a number; a condition is 0 or 1.</summary>
    public double Element(Expr node, int index)
    {
        nint address = buffers[node].Address;
        return function.StorageOf(node) switch
        {
            Storage.Double => Arena.Span<double>(address, index + 1)[index],
            Storage.Int32 => Arena.Span<int>(address, index + 1)[index],
            Storage.Byte => Arena.Span<byte>(address, index + 1)[index],
            _ => double.CreateTruncating(Arena.Span<T>(address, index + 1)[index]),
        };
    }

    /// <summary>The numbers of a leaf that is known without data.</summary>
    private double[]? Known(Expr node) => node switch
    {
        Constant constant => constant.Data.Numbers,
        SizeOf size => [size.Dimension.Evaluate(symbols)],
        Arange range => range.Numbers(symbols),
        KeyLiteral key => [BitConverter.UInt64BitsToDouble(key.Value)],
        _ => null,
    };

    private int[] SizesOf(Expr node) => node is Workspace ? [] : node.Shape.Evaluate(symbols);

    /// <summary>Copies the updates that could not be written in place, after everything was computed.</summary>
    private IEnumerable<Action> Moves()
    {
        int first = function.Outputs.Length;
        for (int i = 0; i < function.UpdatedVariables.Length; i++)
        {
            var (variable, next) = (function.UpdatedVariables[i], function.Roots[first + i]);
            var (from, to) = (buffers[next], buffers[variable]);
            if (from.Address == to.Address) continue;
            int bytes = to.Length * function.ElementSize(variable);
            // A scalar that is known exactly is kept in double, whatever its variable is kept in.
            if (function.ElementSize(next) != function.ElementSize(variable))
                yield return () => Fill(variable, [Element(next, 0)]);
            else
                yield return () => Arena.Span<byte>(from.Address, bytes).CopyTo(Arena.Span<byte>(to.Address, bytes));
        }
    }

    /// <summary>The steps, each followed by a look at what it wrote.</summary>
    private IEnumerable<Action> Watched(Action[] actions)
    {
        var check = new FiniteCheck<T>(n => buffers.GetValueOrDefault(n), function.StorageOf);
        yield return check.Of(buffers.Keys.Where(n => n is Leaf));
        foreach (var (step, action) in function.Steps.Zip(actions))
        {
            yield return action;
            yield return check.Of(step.Writes.Where(n => n is not Workspace));
        }
    }
}
