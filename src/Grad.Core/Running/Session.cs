using System.Numerics;
using System.Numerics.Tensors;
using Grad.Products;

namespace Grad;

/// <summary>
/// A program with data: one arena, one thread, nothing allocated after it was made. A run computes the outputs and replaces
/// the updated variables.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Session<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CompiledFunction<T> function;
    private readonly Dictionary<Expr, (nint Address, int[] Sizes)> buffers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, Expr> roots = new(ReferenceEqualityComparer.Instance);
    private readonly Action[] steps;
    private readonly Arena arena;
    private readonly List<nint[]> frames = [];

    internal Session(CompiledFunction<T> function, Bindings bindings)
    {
        this.function = function;
        foreach (var node in function.Checked) node.CheckSizes(bindings.Symbols);
        for (int i = 0; i < function.Outputs.Length; i++) roots[function.Outputs[i]] = function.Roots[i];
        var plan = function.Plan(bindings.Symbols);
        arena = new(plan.Size);
        MemoryInBytes = plan.Size;
        foreach (var (node, offset) in plan.Offsets) buffers[node] = (arena[offset], node.Shape.Evaluate(bindings.Symbols));

        foreach (var variable in buffers.Keys.OfType<Variable>()) Fill(variable, bindings[variable].Numbers);
        foreach (var constant in buffers.Keys.OfType<Constant>()) Fill(constant, constant.Data.Numbers);
        foreach (var size in buffers.Keys.OfType<SizeOf>()) Fill(size, [size.Dimension.Evaluate(bindings.Symbols)]);
        foreach (var range in buffers.Keys.OfType<Arange>()) Fill(range, range.Numbers(bindings.Symbols));
        foreach (var key in buffers.Keys.OfType<KeyLiteral>()) Fill(key, [BitConverter.UInt64BitsToDouble(key.Value)]);
        steps = [.. function.ChecksFinite ? Watched(bindings) : function.Steps.Select((s, i) => Prepared(s, i, bindings)), .. Moves()];
    }

    /// <summary>The bytes of the session's memory: the most that a run needs at once.</summary>
    public long MemoryInBytes { get; }

    /// <summary>The steps of a run, in order: each can be timed alone.</summary>
    internal ReadOnlySpan<Action> Steps => steps;

    /// <summary>Runs the program once.</summary>
    public void Run()
    {
        foreach (var step in steps) step();
        KeepMemory();
    }

    /// <summary>Runs the program some times, one run after the other.</summary>
    public void Repeat(int times)
    {
        for (int i = 0; i < times; i++) Run();
    }

    /// <summary>The present value of an output or of a variable; a single number is a tensor of shape [1].</summary>
    /// <exception cref="ArgumentException">The expression is neither.</exception>
    public Tensor<T> Read(Expr expression)
    {
        var (node, (address, sizes)) = Find(expression);
        var data = new T[Sizes.Length(sizes)];
        for (int i = 0; i < data.Length; i++) data[i] = T.CreateTruncating(Element(node, address, i));
        KeepMemory();
        return Tensors.Of(data, sizes);
    }

    /// <summary>The present value of an output or of a variable of whole numbers or conditions, which are 0 and 1.</summary>
    /// <exception cref="ArgumentException">The expression is neither an output nor a variable, or it is real.</exception>
    public Tensor<int> ReadIntegers(Expr expression)
    {
        var (node, (address, sizes)) = Find(expression);
        if (node.Kind is not (Kind.Integer or Kind.Boolean)) throw Errors.NotWhole(expression);
        var data = new int[Sizes.Length(sizes)];
        for (int i = 0; i < data.Length; i++) data[i] = (int)Element(node, address, i);
        KeepMemory();
        return Tensors.Of(data, sizes);
    }

    /// <summary>The present value of a scalar output or variable; allocates nothing.</summary>
    /// <exception cref="ArgumentException">The expression is neither, or is not a scalar.</exception>
    public double Scalar(Expr expression)
    {
        var (node, (address, sizes)) = Find(expression);
        if (Sizes.Length(sizes) != 1) throw Errors.NotOneNumber(expression);
        double value = Element(node, address, 0);
        KeepMemory();
        return value;
    }

    /// <summary>Gives a variable new data of the shape it was bound to; allocates nothing.</summary>
    /// <exception cref="ArgumentException">It is not a variable of the program, or the number of elements differs.</exception>
    public void Write(Variable variable, ReadOnlySpan<T> data) => Write<T>(variable, data);

    /// <summary>Gives a variable new data of the shape it was bound to; allocates nothing.</summary>
    /// <exception cref="ArgumentException">It is not a variable of the program, or the number of elements differs.</exception>
    public void Write(Variable variable, ReadOnlySpan<int> data) => Write<int>(variable, data);

    private void Write<TData>(Variable variable, ReadOnlySpan<TData> data) where TData : unmanaged, INumber<TData>
    {
        if (!buffers.TryGetValue(variable, out var buffer)) throw Errors.NotInProgram(variable);
        var (address, sizes) = buffer;
        if (data.Length != Sizes.Length(sizes)) throw Errors.WrittenLength(variable, data.Length, Sizes.Length(sizes));
        Arena.Write<T, TData>(address, function.StorageOf(variable), data);
        KeepMemory();
    }

    /// <summary>The memory of a variable, to be written to directly: as long as the session is in use, and no longer.</summary>
    internal Span<TData> Memory<TData>(Variable variable) where TData : unmanaged
    {
        var (address, sizes) = buffers[variable];
        System.Diagnostics.Debug.Assert(function.ElementSize(variable) == System.Runtime.CompilerServices.Unsafe.SizeOf<TData>());
        return Arena.Span<TData>(address, Sizes.Length(sizes));
    }

    /// <summary>Gives another session of the same program the present values of the updated variables.</summary>
    internal void CopyUpdatedTo(Session<T> other)
    {
        foreach (var variable in function.UpdatedVariables)
        {
            var ((from, sizes), (to, _)) = (buffers[variable], other.buffers[variable]);
            int bytes = Sizes.Length(sizes) * function.ElementSize(variable);
            Arena.Span<byte>(from, bytes).CopyTo(Arena.Span<byte>(to, bytes));
        }
        KeepMemory();
        other.KeepMemory();
    }

    /// <summary>The steps and the spans know addresses alone: until here the collector must not free what they point to.</summary>
    private void KeepMemory() => GC.KeepAlive(this);

    /// <summary>One element as a number; a condition is 0 or 1.</summary>
    private double Element(Expr node, nint address, int index) => function.StorageOf(node) switch
    {
        Storage.Double => Arena.Span<double>(address, index + 1)[index],
        Storage.Int32 => Arena.Span<int>(address, index + 1)[index],
        Storage.Byte => Arena.Span<byte>(address, index + 1)[index],
        _ => double.CreateTruncating(Arena.Span<T>(address, index + 1)[index]),
    };

    /// <summary>Where an output or a variable lies; other arrays are gone when a run has ended.</summary>
    private (Expr Node, (nint Address, int[] Sizes) Buffer) Find(Expr expression) =>
        roots.TryGetValue(expression, out var root) ? (root, buffers[root])
        : expression is Variable && buffers.TryGetValue(expression, out var buffer) ? (expression, buffer)
        : throw Errors.NotInProgram(expression);

    /// <summary>Copies the updates that could not be written in place, after everything was computed.</summary>
    private IEnumerable<Action> Moves()
    {
        int first = function.Outputs.Length;
        for (int i = 0; i < function.UpdatedVariables.Length; i++)
        {
            var (variable, next) = (function.UpdatedVariables[i], function.Roots[first + i]);
            var ((from, sizes), (to, _)) = (buffers[next], buffers[variable]);
            if (from == to) continue;
            int bytes = Sizes.Length(sizes) * function.ElementSize(variable);
            // A scalar that is known exactly is kept in double, whatever its variable is kept in.
            if (function.ElementSize(next) != function.ElementSize(variable))
                yield return () => Fill(variable, [Element(next, from, 0)]);
            else
                yield return () => Arena.Span<byte>(from, bytes).CopyTo(Arena.Span<byte>(to, bytes));
        }
    }

    /// <summary>The steps, each followed by a look at what it wrote.</summary>
    private IEnumerable<Action> Watched(Bindings bindings)
    {
        var check = new FiniteCheck<T>(
            n => buffers.TryGetValue(n, out var b) ? new(b.Address, b.Sizes) : default, function.StorageOf);
        yield return check.Of(buffers.Keys.Where(n => n is Leaf));
        for (int i = 0; i < function.Steps.Length; i++)
        {
            yield return Prepared(function.Steps[i], i, bindings);
            yield return check.Of(function.Steps[i].Writes);
        }
    }

    private Action Prepared(Step step, int index, Bindings bindings) => step switch
    {
        Loop loop => Prepared(loop, function.Kernels[index]!.Value, bindings),
        ProductStep product => Prepared(product, bindings),
        ProcedureStep call => Prepared(call, bindings),
        _ => throw new System.Diagnostics.UnreachableException(step.GetType().Name),
    };

    private unsafe Action Prepared(Loop loop, (LoopShape Shape, Kernel Kernel) generated, Bindings bindings)
    {
        var (shape, kernel) = generated;
        Expr[] bases = [.. loop.Loads.Select(l => l.View.Base), .. loop.Stores, .. loop.Folds];
        int depth = shape.Sizes.Length;
        var frame = GC.AllocateArray<nint>(Frame.CountSlot(depth, bases.Length, loop.Folds.Length) + 1, pinned: true);
        for (int d = 0; d < depth; d++) frame[Frame.SizeSlot(d)] = (nint)shape.Sizes[d].Evaluate(bindings.Symbols);
        for (int a = 0; a < bases.Length; a++)
        {
            if (bases[a] is Literal) continue;
            frame[Frame.AddressSlot(depth, a)] =
                a < loop.Loads.Length ? First(loop.Loads[a].View, bindings) : buffers[bases[a]].Address;
            for (int d = 0; d < depth; d++)
            {
                frame[Frame.StrideSlot(depth, a, d)] =
                    (nint)shape.Strides[a][d].Evaluate(bindings.Symbols) * function.ElementSize(bases[a]);
            }
        }
        for (int f = 0; f < loop.Folds.Length; f++)
            frame[Frame.CountSlot(depth, bases.Length, f)] = Sizes.Length(buffers[loop.Folds[f]].Sizes);
        frames.Add(frame);
        nint address = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref frame[0]);
        return () => kernel(address);
    }

    private Action Prepared(ProductStep step, Bindings bindings)
    {
        var sizes = step.Node.Shape.Evaluate(bindings.Symbols);
        int m = sizes[^2], n = sizes[^1], k = step.Node.Left.Shape.Evaluate(bindings.Symbols)[^1];
        var left = Matrix(step.Left, m, k, bindings);
        var right = Matrix(step.Right, k, n, bindings);
        int batch = sizes.Take(sizes.Length - 2).Aggregate(1, (a, b) => a * b);
        var product = new Product(
            m, n, k, left.Transposed, left.Leading, right.Transposed, right.Leading, Math.Max(n, 1),
            Batch: batch, StrideA: left.Batch, StrideB: right.Batch, StrideC: (long)m * n);
        var (a, b, c) = (First(step.Left, bindings), First(step.Right, bindings), buffers[step.Node].Address);
        var backend = function.Backend;
        var strong = step.Node.Strong;
        return () => StrongProduct.Multiply<T>(backend, product, strong, a, b, c);
    }

    /// <summary>The address of a view's first element.</summary>
    private nint First(View view, Bindings bindings) =>
        buffers[view.Base].Address + (nint)(view.Offset.Evaluate(bindings.Symbols) * function.ElementSize(view.Base));

    private Action Prepared(ProcedureStep step, Bindings bindings)
    {
        var procedure = step.Node;
        // An operand may be another array's buffer reshaped: its sizes are its own.
        Block[] operands = [.. step.Arrays.Zip(procedure.Operands, Of)], results = [.. step.Results.Zip(step.Results, Of)];
        long[] sizes = [.. procedure.Sizes.Select(s => s.Evaluate(bindings.Symbols))];
        var backend = function.Backend;
        return () => procedure.Compute<T>(new(operands, results, sizes, backend));

        Block Of(Expr stored, Expr node) => new(buffers[stored].Address, node.Shape.Evaluate(bindings.Symbols));
    }

    private static (bool Transposed, int Leading, long Batch) Matrix(View view, int rows, int columns, Bindings bindings)
    {
        var strides = view.Strides.Select(s => s.Evaluate(bindings.Symbols)).ToArray();
        bool transposed = !view.Strides[^1].IsOne;
        int leading = Math.Max((int)(transposed ? strides[^1] : strides[^2]), Math.Max(transposed ? rows : columns, 1));
        return (transposed, leading, strides.Length > 2 ? strides[^3] : 0);
    }

    private void Fill(Expr node, ReadOnlySpan<double> numbers) =>
        Arena.Write<T, double>(buffers[node].Address, function.StorageOf(node), numbers);

}
