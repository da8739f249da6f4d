using System.Collections.Immutable;
using Grad.Products;
using Array = Grad.Interpreter.Array;

namespace Grad;

/// <summary>
/// An operator that runs closed <see cref="Function"/>s: a loop, a branch, a checkpoint. Its derivatives run functions too,
/// made from its own by the passes.
/// </summary>
public abstract class Control : Procedure
{
    private protected Control(ReadOnlySpan<Expr> operands, params ReadOnlySpan<(Kind Kind, Shape Shape)> results)
        : base(operands, results) { }

    /// <summary>The functions that it runs.</summary>
    internal abstract IEnumerable<Function> Bodies { get; }

    // What a function computes in the end says nothing about what it may become on the way.
    internal sealed override int Growth => Grad.Growth.Unbounded;

    internal sealed override Expr Batched(Examples x) => BatchedResults(x)[0];

    internal abstract override ImmutableArray<Expr> BatchedResults(Examples x);

    /// <summary>Which operands differ between examples, from one of them on.</summary>
    private protected bool[] Differing(Examples x, int first = 0) =>
        [.. Enumerable.Range(first, Operands.Length - first).Select(k => !x.IsShared(k))];

    /// <summary>The operands, with the axis of the examples in front where they differ between them, from one of them on.</summary>
    private protected Expr[] Arguments(Examples x, int first = 0) =>
        [.. Enumerable.Range(first, Operands.Length - first).Select(k => x.IsShared(k) ? Operands[k] : x[k])];

    /// <summary>The results by the reference interpreter.</summary>
    internal abstract Array[] Interpret(ReadOnlySpan<Array> operands, IReadOnlyDictionary<string, int> symbols);

    internal abstract override Routine<T> Routine<T>(CompilationOptions options, ProductBackend backend);

    /// <summary>
    /// An order of results in which the real ones come first: the first stands for the node, and only a real node is
    /// differentiated.
    /// </summary>
    internal static int[] RealFirst(ReadOnlySpan<Kind> kinds)
    {
        var given = kinds.ToArray();
        return [.. Enumerable.Range(0, given.Length).OrderBy(i => given[i] != Kind.Real)];
    }

    /// <summary>The results of a node in the places given; <see langword="null"/> in the others.</summary>
    internal static ImmutableArray<Expr?> Spread(Control node, ReadOnlySpan<int> places, int count)
    {
        var result = new Expr?[count];
        for (int i = 0; i < places.Length; i++) result[places[i]] = node.ResultAt(i);
        return [.. result];
    }

    /// <summary>The expression of one result.</summary>
    private protected Expr ResultAt(int index) => index == 0 ? this : new Result(this, index);

    internal sealed override void Compute<T>(Call call) => throw new System.Diagnostics.UnreachableException(Operator);
}

/// <summary>What stands for the memory that a <see cref="Control"/> needs while it runs; the lowering makes it.</summary>
internal sealed class Workspace(Procedure procedure) : Expr(Kind.Boolean, Shape.Scalar)
{
    public Procedure Procedure { get; } = procedure;

    public override string Operator => "workspace";

    internal override int Growth => Grad.Growth.Unbounded;

    internal override Expr? PushForward(ReadOnlySpan<Expr?> tangents) => null;

    internal override Expr? PullBack(Expr cotangent, int operand) => null;

    internal override Expr Batched(Examples x) => throw new System.Diagnostics.UnreachableException(Operator);
}
