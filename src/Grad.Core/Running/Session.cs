using System.Numerics;
using System.Numerics.Tensors;

namespace Grad;

/// <summary>
/// A program with data: one arena, one thread, nothing allocated after it was made. A run computes the outputs and replaces
/// the updated variables.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Session<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CompiledFunction<T> function;
    private readonly Dictionary<Expr, Expr> roots = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyDictionary<string, int> symbols;
    private readonly Arena arena;
    private readonly Execution<T> execution;

    internal Session(CompiledFunction<T> function, Bindings bindings)
    {
        (this.function, symbols) = (function, bindings.Symbols);
        for (int i = 0; i < function.Outputs.Length; i++) roots[function.Outputs[i]] = function.Roots[i];
        var variables = function.Buffers.SelectMany(b => b.Nodes).OfType<Variable>().ToDictionary(v => v, v => bindings[v].Numbers);
        var plan = function.Plan(bindings.Symbols);
        if (plan.Memory.Size > Arena.Most)
            throw Errors.TooMuchMemory("Bind", plan.Memory.Size, Sizes.Largest(plan.Memory.Offsets.Keys.Select(n => n.Shape.Evaluate(bindings.Symbols))));
        arena = new(plan.Memory.Size);
        MemoryInBytes = plan.Memory.Size;
        execution = new(function, bindings.Symbols, plan, arena[0]);
        foreach (var (variable, numbers) in variables) execution.Fill(variable, numbers);
        execution.FillConstants();
    }

    /// <summary>The bytes of the session's arrays: the most that a run needs at once, but for partial sums of large arrays.</summary>
    public long MemoryInBytes { get; }

    /// <summary>What <see cref="CompiledFunction{T}.Explain"/> says, with the sizes of the session's data.</summary>
    public string Explain() => new Explanation<T>(function, symbols, execution.IsStreamed).Write();

    /// <summary>What a run calls, in order, a step or some that run together: each can be timed alone.</summary>
    internal ReadOnlySpan<Action> Steps => execution.Steps;

    /// <summary>Which of the program's steps each of the first <see cref="Steps"/> runs.</summary>
    internal System.Collections.Immutable.ImmutableArray<System.Collections.Immutable.ImmutableArray<int>> StepsTogether =>
        execution.StepsTogether;

    /// <summary>The steps with their sizes and places.</summary>
    internal BoundStep[] Bound => execution.Bound;

    /// <summary>Runs the program once.</summary>
    public void Run()
    {
        execution.Run();
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
        var (node, block) = Find(expression);
        var data = new T[block.Length];
        for (int i = 0; i < data.Length; i++) data[i] = T.CreateTruncating(execution.Element(node, i));
        KeepMemory();
        return Tensors.Of(data, block.Sizes);
    }

    /// <summary>The present value of an output or of a variable of whole numbers or conditions, which are 0 and 1.</summary>
    /// <exception cref="ArgumentException">The expression is neither an output nor a variable, or it is real.</exception>
    public Tensor<int> ReadIntegers(Expr expression)
    {
        var (node, block) = Find(expression);
        if (node.Kind is not (Kind.Integer or Kind.Boolean)) throw Errors.NotWhole(expression);
        var data = new int[block.Length];
        for (int i = 0; i < data.Length; i++) data[i] = (int)execution.Element(node, i);
        KeepMemory();
        return Tensors.Of(data, block.Sizes);
    }

    /// <summary>The present value of a scalar output or variable; allocates nothing.</summary>
    /// <exception cref="ArgumentException">The expression is neither, or is not a scalar.</exception>
    public double Scalar(Expr expression)
    {
        var (node, block) = Find(expression);
        if (block.Length != 1) throw Errors.NotOneNumber(expression);
        double value = execution.Element(node, 0);
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
        if (!execution.TryGet(variable, out var block)) throw Errors.NotInProgram(variable);
        if (data.Length != block.Length) throw Errors.WrittenLength(variable, data.Length, block.Length);
        Arena.Write<T, TData>(block.Address, function.StorageOf(variable), data);
        KeepMemory();
    }

    /// <summary>The memory of a variable, to be written to directly: as long as the session is in use, and no longer.</summary>
    internal Span<TData> Memory<TData>(Variable variable) where TData : unmanaged
    {
        System.Diagnostics.Debug.Assert(function.ElementSize(variable) == System.Runtime.CompilerServices.Unsafe.SizeOf<TData>());
        return execution[variable].Span<TData>();
    }

    /// <summary>Gives another session of the same program the present values of the updated variables.</summary>
    internal void CopyUpdatedTo(Session<T> other)
    {
        foreach (var variable in function.UpdatedVariables)
        {
            var (from, to) = (execution[variable], other.execution[variable]);
            int bytes = from.Length * function.ElementSize(variable);
            Arena.Span<byte>(from.Address, bytes).CopyTo(Arena.Span<byte>(to.Address, bytes));
        }
        KeepMemory();
        other.KeepMemory();
    }

    /// <summary>The steps and the spans know addresses alone: until here the collector must not free what they point to.</summary>
    private void KeepMemory() => GC.KeepAlive(this);

    /// <summary>Where an output or a variable lies; other arrays are gone when a run has ended.</summary>
    private (Expr Node, Block Block) Find(Expr expression) =>
        roots.TryGetValue(expression, out var root) ? (root, execution[root])
        : expression is Variable && execution.TryGet(expression, out var block) ? (expression, block)
        : throw Errors.NotInProgram(expression);
}
