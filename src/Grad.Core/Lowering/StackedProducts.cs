using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// A batch of products with one matrix, or one that is only added up, becomes one product of all examples, one below the other:
/// <code>
/// [b,m,k] · copies of [k,n]   →  [b·m,k]·[k,n], as [b,m,n]
/// Σ over b of [b,m,k]ᵀ·[b,m,n]  →  [b·m,k]ᵀ·[b·m,n]
/// </code>
/// The second is the gradient with respect to the matrix of the first. Only where this copies nothing: the operands lie in memory
/// as they are, and nobody else wants the products apart.
/// </summary>
internal static class StackedProducts
{
    public static ImmutableArray<Expr> Replace(ReadOnlySpan<Expr> roots)
    {
        var shared = Shared(roots);
        return Graph.Rebuild(roots, (before, node) => node switch
        {
            MatMul product => WithOneMatrix(product) ?? product,
            Sum { Operand: MatMul product } sum when !shared.Contains(before.Operands[0]) => AddedUp(sum, product) ?? sum,
            _ => node,
        });
    }

    /// <summary>The products that something else than one sum reads.</summary>
    private static HashSet<Expr> Shared(ReadOnlySpan<Expr> roots)
    {
        var read = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        var shared = new HashSet<Expr>(roots.ToArray(), ReferenceEqualityComparer.Instance);
        foreach (var operand in Graph.TopologicalOrder(roots).SelectMany(n => n.Operands))
            if (!read.Add(operand)) shared.Add(operand);
        return shared;
    }

    private static Expr? WithOneMatrix(MatMul product)
    {
        if (product.Rank == 2 || !LiesInOrder(product.Left) || Matrix(product.Right) is not { } matrix) return null;
        return Reshape(new MatMul(Stacked(product.Left), matrix, product.Strong), product.Shape);
    }

    private static Expr? AddedUp(Sum sum, MatMul product)
    {
        bool overExamples = product.Rank > 2 && sum.Axes == Axes.All(product.Rank - 2);
        if (!overExamples || product.Left is not Permute { IsTranspose: true, Operand: var left }) return null;
        if (!LiesInOrder(left) || !LiesInOrder(product.Right)) return null;
        return new MatMul(Transpose(Stacked(left)), Stacked(product.Right), product.Strong);
    }

    /// <summary>The matrix that each example gets a copy of.</summary>
    private static Expr? Matrix(Expr x) => x switch
    {
        Broadcast { Operand.Rank: 2 } b when b.Axes == Axes.All(b.Rank - 2) => b.Operand,
        Permute { IsTranspose: true, Operand: var y } when Matrix(y) is { } matrix => Transpose(matrix),
        _ => null,
    };

    /// <summary>Whether an array has a buffer in which its elements lie in order.</summary>
    private static bool LiesInOrder(Expr x) => x is not Linear || (x is Reshape r && LiesInOrder(r.Operand));

    private static Expr Stacked(Expr x) => Reshape(x, Shape.Of([x.Shape.Slice(0, x.Rank - 1).Size, x.Shape[x.Rank - 1]]));
}
