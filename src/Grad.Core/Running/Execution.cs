using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Grad.Products;

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
    private readonly List<nint[]> frames = [];
    private readonly Arena scratch;

    /// <summary>Makes a program ready.</summary>
    /// <param name="function">The program.</param>
    /// <param name="symbols">The values of the symbolic sizes.</param>
    /// <param name="plan">Where each array lies for these sizes.</param>
    /// <param name="start">The address of the plan's first byte.</param>
    /// <param name="external">Where variables lie whose memory belongs to somebody else.</param>
    public Execution(
        CompiledFunction<T> function,
        IReadOnlyDictionary<string, int> symbols,
        MemoryPlan plan,
        nint start,
        IReadOnlyDictionary<Variable, nint>? external = null)
    {
        (this.function, this.symbols) = (function, symbols);
        // Its loops run one after the other and leave nothing there.
        scratch = new(function.Kernels.Max(k => k?.Scratch) ?? 0);
        foreach (var node in function.Checked) node.CheckSizes(symbols);
        foreach (var (node, offset) in plan.Offsets) buffers[node] = new(start + (nint)offset, SizesOf(node));
        foreach (var (variable, address) in external ?? ImmutableDictionary<Variable, nint>.Empty) buffers[variable] = new(address, SizesOf(variable));
        constants = [.. buffers.Keys.Select(n => (n, Known(n)!)).Where(c => c.Item2 is not null)];
        steps = [.. function.ChecksFinite ? Watched() : function.Steps.Select(Prepared), .. Moves()];
    }

    /// <summary>The steps of a run, in order.</summary>
    public ReadOnlySpan<Action> Steps => steps;

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
    private IEnumerable<Action> Watched()
    {
        var check = new FiniteCheck<T>(n => buffers.GetValueOrDefault(n), function.StorageOf);
        yield return check.Of(buffers.Keys.Where(n => n is Leaf));
        for (int i = 0; i < function.Steps.Length; i++)
        {
            yield return Prepared(function.Steps[i], i);
            yield return check.Of(function.Steps[i].Writes.Where(n => n is not Workspace));
        }
    }

    private Action Prepared(Step step, int index) => step switch
    {
        Loop loop => Prepared(loop, function.Kernels[index]!),
        ProductStep product => Prepared(product),
        ProcedureStep call => Prepared(call),
        _ => throw new System.Diagnostics.UnreachableException(step.GetType().Name),
    };

    private unsafe Action Prepared(Loop loop, LoopKernel made)
    {
        var (shape, kernel, _) = made;
        Expr[] bases = [.. loop.Reads, .. loop.Writes];
        int depth = shape.Depth;
        var frame = Frame.Allocate(depth, bases.Length, loop.Folds.Length);
        for (int d = 0; d < depth; d++) frame[Frame.SizeSlot(d)] = (nint)shape.Sizes[d].Evaluate(symbols);
        for (int a = 0; a < bases.Length; a++)
        {
            if (bases[a] is Literal) continue;
            frame[Frame.AddressSlot(depth, a)] =
                a < loop.Loads.Length ? First(loop.Loads[a].View) : buffers[bases[a]].Address;
            for (int d = 0; d < depth; d++)
            {
                frame[Frame.StrideSlot(depth, a, d)] =
                    (nint)shape.Strides[a][d].Evaluate(symbols) * function.ElementSize(bases[a]);
            }
        }
        for (int f = 0; f < loop.Folds.Length; f++)
            frame[Frame.CountSlot(depth, bases.Length, f)] = buffers[loop.Folds[f]].Length;
        frame[Frame.ScratchSlot(depth, bases.Length, loop.Folds.Length)] = scratch[0];
        frames.Add(frame);
        nint address = (nint)Unsafe.AsPointer(ref frame[0]);
        return () => kernel(address);
    }

    private Action Prepared(ProductStep step)
    {
        var sizes = step.Node.Shape.Evaluate(symbols);
        int m = sizes[^2], n = sizes[^1], k = step.Node.Left.Shape.Evaluate(symbols)[^1];
        var left = Matrix(step.Left, m, k);
        var right = Matrix(step.Right, k, n);
        int batch = sizes.Take(sizes.Length - 2).Aggregate(1, (a, b) => a * b);
        var product = new Product(
            m, n, k, left.Transposed, left.Leading, right.Transposed, right.Leading, Math.Max(n, 1),
            Batch: batch, StrideA: left.Batch, StrideB: right.Batch, StrideC: (long)m * n);
        var (a, b, c) = (First(step.Left), First(step.Right), buffers[step.Node].Address);
        var backend = function.Backend;
        var strong = step.Node.Strong;
        if (!step.Target.IsPacked(step.Node.Shape)) (product, strong, a, b) = (product.Transpose(), strong.Exchanged(), b, a);
        return () => StrongProduct.Multiply<T>(backend, product, strong, a, b, c);
    }

    /// <summary>The address of a view's first element.</summary>
    private nint First(View view) =>
        buffers[view.Base].Address + (nint)(view.Offset.Evaluate(symbols) * function.ElementSize(view.Base));

    private Action Prepared(ProcedureStep step)
    {
        // An operand may be another array's buffer reshaped: its sizes are its own.
        Block[] operands = [.. step.Arrays.Zip(step.Node.Operands, Of)];
        Block[] results = [.. step.Results.Select(r => r is null ? default : Of(r, r))];
        nint workspace = step.Workspace is { } w ? buffers[w].Address : 0;
        return function.Routines[step.Node].Bind(operands, results, workspace, symbols);

        Block Of(Expr stored, Expr node) => new(buffers[stored].Address, node.Shape.Evaluate(symbols));
    }

    private (bool Transposed, int Leading, long Batch) Matrix(View view, int rows, int columns)
    {
        var strides = view.Strides.Select(s => s.Evaluate(symbols)).ToArray();
        bool transposed = !view.Strides[^1].IsOne;
        int leading = Math.Max((int)(transposed ? strides[^1] : strides[^2]), Math.Max(transposed ? rows : columns, 1));
        return (transposed, leading, strides.Length > 2 ? strides[^3] : 0);
    }
}
