using System.Collections.Immutable;

namespace Grad;

/// <summary>What a program does, in order: loops, products and calls of routines.</summary>
internal abstract record Step
{
    private protected Step() { }

    /// <summary>The nodes whose buffers it reads.</summary>
    public abstract IEnumerable<Expr> Reads { get; }

    /// <summary>The nodes whose buffers it fills.</summary>
    public abstract IEnumerable<Expr> Writes { get; }
}

/// <summary>
/// One nest of loops over a space of elements: loads, elementwise operators in order, stores and reductions, fused.
/// </summary>
/// <param name="Space">The shape that is looped over.</param>
/// <param name="Exact">Whether it is a scalar computed in <see cref="double"/> whatever the element type.</param>
/// <param name="Loads">What is read, and how.</param>
/// <param name="Body">The operators, operands first.</param>
/// <param name="Stores">The nodes of the body that get a buffer, and how they lie there.</param>
/// <param name="Folds">The reductions over nodes of the body or loads.</param>
internal sealed record Loop(
    Shape Space,
    bool Exact,
    ImmutableArray<(Expr Node, View View)> Loads,
    ImmutableArray<Elementwise> Body,
    ImmutableArray<View> Stores,
    ImmutableArray<FoldReduction> Folds) : Step
{
    public override IEnumerable<Expr> Reads => Loads.Select(l => l.View.Base);

    public override IEnumerable<Expr> Writes => Stores.Select(s => s.Base).Concat(Folds);

    /// <summary>
    /// The arrays of the space's size that every load walks through as the loop does through what it writes: this may take
    /// their memory, since an element is read before its place is written.
    /// </summary>
    /// <param name="written">A node of <see cref="Step.Writes"/>.</param>
    public IEnumerable<Expr> ReadInOrderOf(Expr written)
    {
        var inOrder = Stores.FirstOrDefault(s => ReferenceEquals(s.Base, written))?.Strides ?? View.RowMajor(Space);
        return Loads.GroupBy(l => l.View.Base, ReferenceEqualityComparer.Instance)
            .Where(g => g.All(l => l.View.Strides.SequenceEqual(inOrder)))
            .Select(g => g.First().View.Base).Where(b => b.Shape.Size == Space.Size);
    }
}

/// <summary>A matrix product, by a library or by Grad's own kernel.</summary>
/// <param name="Node">The product.</param>
/// <param name="Left">How the left matrix is read.</param>
/// <param name="Right">How the right matrix is read.</param>
/// <param name="Target">How the product lies in its buffer.</param>
internal sealed record ProductStep(MatMul Node, View Left, View Right, View Target) : Step
{
    public override IEnumerable<Expr> Reads => [Left.Base, Right.Base];

    public override IEnumerable<Expr> Writes => [Node];
}

/// <summary>A routine that computes arrays whole.</summary>
/// <param name="Node">What is computed.</param>
/// <param name="Arrays">The nodes whose buffers hold the operands, in row-major order.</param>
/// <param name="Results">The nodes whose buffers get the results; none for a result that nobody reads.</param>
/// <param name="Workspace">What stands for the memory that it needs while it runs.</param>
internal sealed record ProcedureStep(
    Procedure Node, ImmutableArray<Expr> Arrays, ImmutableArray<Expr?> Results, Workspace? Workspace = null) : Step
{
    public override IEnumerable<Expr> Reads => Arrays;

    public override IEnumerable<Expr> Writes => Workspace is null ? Filled : Filled.Append(Workspace);

    private IEnumerable<Expr> Filled => Results.OfType<Expr>();
}
