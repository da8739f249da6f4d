using System.Collections.Immutable;
using System.Numerics;
using Grad.Products;

namespace Grad;

/// <summary>
/// An operator that a routine computes whole, from arrays to arrays: random draws, sorting, a factorisation. It may have
/// several results. The node itself stands for the first, which is real where there is anything to differentiate;
/// <see cref="Result"/> stands for another.
/// </summary>
public abstract class Procedure : Expr
{
    private protected Procedure(ReadOnlySpan<Expr> operands, params ReadOnlySpan<(Kind Kind, Shape Shape)> results)
        : base(results[0].Kind, results[0].Shape, operands) => Results = [.. results];

    /// <summary>The kinds and shapes of the results; the first are the node's own.</summary>
    internal ImmutableArray<(Kind Kind, Shape Shape)> Results { get; }

    /// <summary>Sizes that <see cref="Compute{T}"/> has to know, besides those of the arrays.</summary>
    internal virtual ImmutableArray<Dimension> Sizes => [];

    /// <summary>How many operations on numbers it takes, where that is known.</summary>
    internal virtual Dimension? Flops => null;

    internal override int Growth => Grad.Growth.Largest(Operands.AsSpan());

    /// <summary>
    /// Computes the results. Real arrays are of type <typeparamref name="T"/>, integers of <see cref="int"/>, conditions of
    /// <see cref="byte"/>, keys of <see cref="ulong"/>; all lie in row-major order. It allocates nothing.
    /// </summary>
    internal abstract void Compute<T>(Call call) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>
    /// The statements that call its kernel in a file of C#, which holds the kernel too: the call that <see cref="Compute{T}"/>
    /// makes. Nothing where it runs a program inside.
    /// </summary>
    internal virtual string? Written(WrittenCall call) => null;

    /// <summary>The tangent of each result; <see langword="null"/> is zero.</summary>
    internal virtual ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) => [.. new Expr?[Results.Length]];

    /// <summary>
    /// Whether the first axis of every operand and of every result counts examples, each computed without the others: threads
    /// may share them.
    /// </summary>
    internal virtual bool IsByExamples => false;

    /// <summary>Whether a result is left out where nobody reads it.</summary>
    internal virtual bool IsOptional(int result) => false;

    /// <summary>What a program's step runs.</summary>
    internal virtual Routine<T> Routine<T>(CompilationOptions options, ProductBackend backend)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new DirectRoutine<T>(this, backend);

    /// <summary>
    /// The operands' cotangents from those of the results, of which <see langword="null"/> is zero; for an operand that is
    /// not wanted there need not be one.
    /// </summary>
    internal virtual ImmutableArray<Expr?> Cotangents(Expr?[] cotangents, bool[] wanted) =>
        [.. Operands.Select((_, k) => wanted[k] ? Cotangent(cotangents, k) : null)];

    /// <summary>An operand's cotangent from those of the results, of which <see langword="null"/> is zero.</summary>
    internal virtual Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) => null;

    /// <summary>The results in a batch of examples; by default those of another procedure of the same kind.</summary>
    internal virtual ImmutableArray<Expr> BatchedResults(Examples x)
    {
        var first = Batched(x);
        return [first, .. Enumerable.Range(1, Results.Length - 1).Select(i => new Result((Procedure)first, i))];
    }

    internal sealed override Expr? PushForward(ReadOnlySpan<Expr?> tangents) => Tangents(tangents)[0];

    internal sealed override Expr? PullBack(Expr cotangent, int operand)
    {
        var cotangents = new Expr?[Results.Length];
        cotangents[0] = cotangent;
        return Cotangent(cotangents, operand);
    }
}

/// <summary>A result of a <see cref="Procedure"/> other than its first.</summary>
public sealed class Result : Expr
{
    internal Result(Procedure procedure, int index)
        : base(procedure.Results[index].Kind, procedure.Results[index].Shape, procedure) => Index = index;

    /// <summary>What computes it.</summary>
    public Procedure Procedure => (Procedure)Operands[0];

    /// <summary>Which result it is, counted from 0.</summary>
    public int Index { get; }

    /// <inheritdoc/>
    public override string Operator => "result";

    internal override object Attributes => Index;

    internal override int Growth => Operands[0].Degree;

    // The passes know the tangents and cotangents of all results of a procedure and ask the procedure itself.
    internal override Expr Batched(Examples x) => throw new System.Diagnostics.UnreachableException(Operator);

    internal override Expr? PushForward(ReadOnlySpan<Expr?> tangents) => null;

    internal override Expr? PullBack(Expr cotangent, int operand) => null;
}
