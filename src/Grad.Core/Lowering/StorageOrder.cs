namespace Grad;

/// <summary>
/// Chooses the matrices that are stored one column after the other. A batch of narrow rows, such as [n, 20], fills vectors
/// badly; by columns every loop over it runs along the batch:
/// <code>
/// h = relu(x·Wᵀ + b)    [n, 20] by columns: hᵀ = relu(W·xᵀ + b), 20 rows of n
/// </code>
/// Matrices that meet in loops are stored the same way; what others read in row-major order, outputs and operands of
/// routines, keeps its own and that of what it meets.
/// </summary>
internal sealed class StorageOrder
{
    // Rows of so many elements waste little of the widest vector.
    private const int Wide = 64, Lanes = 16;

    private readonly Dictionary<Expr, Expr> parents = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expr> byRows = new(ReferenceEqualityComparer.Instance);

    private StorageOrder() { }

    /// <summary>The nodes of a program that are stored by columns.</summary>
    /// <param name="order">Its nodes, operands first.</param>
    /// <param name="roots">What is kept.</param>
    public static HashSet<Expr> ByColumns(IReadOnlyList<Expr> order, ReadOnlySpan<Expr> roots)
    {
        var orders = new StorageOrder();
        foreach (var node in order) orders.Meet(node);
        foreach (var root in roots) orders.KeepRows(root);
        var chosen = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in order)
        {
            if (IsNarrow(node) && !orders.byRows.Contains(orders.Find(node))) chosen.Add(node);
        }
        chosen.UnionWith(ReadTransposed(order, roots));
        return chosen;
    }

    /// <summary>The products that are read as their transposes alone.</summary>
    private static IEnumerable<Expr> ReadTransposed(IReadOnlyList<Expr> order, ReadOnlySpan<Expr> roots)
    {
        var products = new HashSet<Expr>(order.Where(n => n is MatMul { Rank: 2 }), ReferenceEqualityComparer.Instance);
        foreach (var node in order)
        {
            if (node is not Permute { IsTranspose: true }) products.ExceptWith(node.Operands);
        }
        foreach (var root in roots) products.Remove(root);
        return products;
    }

    /// <summary>Joins a node to the operands that its loop reads, and marks what has to be in row-major order.</summary>
    private void Meet(Expr node)
    {
        foreach (var operand in node.Operands)
        {
            if (node is Procedure or (Linear and not (Permute or Broadcast))) KeepRows(operand);
            if (node is not Elementwise || !IsNarrow(node) || operand.Shape != node.Shape) continue;
            if (IsNarrow(operand)) parents[Find(operand)] = Join(node, operand);
            else if (operand is not (Broadcast or Permute or Literal)) KeepRows(node);
        }
    }

    private Expr Join(Expr node, Expr operand)
    {
        var joined = Find(node);
        if (byRows.Contains(Find(operand))) byRows.Add(joined);
        return joined;
    }

    private void KeepRows(Expr node)
    {
        if (IsNarrow(node)) byRows.Add(Find(node));
    }

    /// <summary>The node that stands for all that are stored as one is.</summary>
    private Expr Find(Expr node)
    {
        while (parents.TryGetValue(node, out var parent) && !ReferenceEquals(parent, node))
        {
            if (parents.TryGetValue(parent, out var next)) parents[node] = next;
            node = parent;
        }
        return node;
    }

    private static bool IsNarrow(Expr node) =>
        node is Elementwise or MatMul && node.Rank == 2
        && node.Shape[1].FixedValue is > 1 and < Wide and var columns && columns % Lanes != 0
        && !(node.Shape[0].FixedValue < Math.Max(2 * columns, Wide));
}
