using System.Collections.Immutable;

namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// What is computed for one example, computed for many in one program: the result has the axis of the examples in front.
    /// What does not depend on the examples is computed once; a matrix times a vector becomes one product of matrices.
    /// <c>Batch(y, (x, X))</c> with x of shape [3] and X of shape ["n", 3].
    /// </summary>
    /// <param name="y">What is computed for one example.</param>
    /// <param name="examples">
    /// What differs between the examples, a variable or any other expression in y, and the same for all examples, with their
    /// axis in front.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Nothing is given, a shape or a kind does not fit, or an operator in y has no rule for batches.
    /// </exception>
    public static Expr Batch(Expr y, params ReadOnlySpan<(Expr X, Expr Batch)> examples) => Batch([y], examples)[0];

    /// <summary>The same for several results, which share what they have in common.</summary>
    /// <param name="y">What is computed for one example.</param>
    /// <param name="examples">What differs between the examples, and the same for all of them.</param>
    /// <exception cref="ArgumentException">
    /// Nothing is given, a shape or a kind does not fit, or an operator in y has no rule for batches.
    /// </exception>
    public static ImmutableArray<Expr> Batch(ReadOnlySpan<Expr> y, params ReadOnlySpan<(Expr X, Expr Batch)> examples)
    {
        if (examples.IsEmpty) throw Errors.NothingToBatch();
        foreach (var (x, batch) in examples)
        {
            if (batch.Kind != x.Kind) throw Errors.KindsDiffer(nameof(Batch), x, batch);
            if (batch.Rank == 0 || batch.Shape != Examples.InFront(batch.Shape[0], x.Shape)) throw Errors.BatchShape(x, batch);
            var (first, count) = (examples[0].Batch, batch.Shape[0]);
            if (count != first.Shape[0]) throw Errors.BatchCounts(first, batch);
        }
        return Batching.Of(y, examples, examples[0].Batch.Shape[0]);
    }

    /// <summary>
    /// What is computed for one example, computed for n of them; the new variable has the name of the old one and its shape
    /// with n in front.
    /// </summary>
    /// <param name="y">What is computed for one example.</param>
    /// <param name="count">n; a name stands for a size known only when data is bound.</param>
    /// <param name="x">The variable that differs between examples.</param>
    /// <exception cref="ArgumentException">An operator in y has no rule for batches.</exception>
    public static (Expr Y, Variable X) Batch(Expr y, Dimension count, Variable x)
    {
        var all = ForAll(x, count);
        return (Batch(y, (x, all)), all);
    }

    /// <summary>
    /// What is computed for one example, computed for n of them; the new variables have the names of the old ones and their
    /// shapes with n in front.
    /// </summary>
    /// <param name="y">What is computed for one example.</param>
    /// <param name="count">n; a name stands for a size known only when data is bound.</param>
    /// <param name="x">The variables that differ between examples.</param>
    /// <exception cref="ArgumentException">No variable is given, or an operator in y has no rule for batches.</exception>
    public static (Expr Y, ImmutableArray<Variable> X) Batch(Expr y, Dimension count, params ReadOnlySpan<Variable> x)
    {
        ImmutableArray<Variable> all = [.. x.ToArray().Select(v => ForAll(v, count))];
        return (Batch(y, [.. x.ToArray().Select((v, i) => ((Expr)v, (Expr)all[i]))]), all);
    }

    private static Variable ForAll(Variable x, Dimension count) =>
        new(x.Name, Examples.InFront(count, x.Shape), x.Kind, x.Place);
}
