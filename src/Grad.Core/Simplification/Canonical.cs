using System.Runtime.CompilerServices;

namespace Grad;

/// <summary>
/// A pass's own table of the nodes it has met: of two nodes with the same operator, attributes and operands the first
/// stands for both. Comparing one level is enough, since operands are made canonical first.
/// </summary>
internal sealed class Canonical : IEqualityComparer<Expr>
{
    private readonly HashSet<Expr> table;

    public Canonical() => table = new(this);

    /// <summary>The node that stands for this one.</summary>
    public Expr this[Expr node]
    {
        get
        {
            if (table.TryGetValue(node, out var first)) return first;
            table.Add(node);
            return node;
        }
    }

    bool IEqualityComparer<Expr>.Equals(Expr? x, Expr? y)
    {
        if (ReferenceEquals(x, y)) return true;
        if (x is null || y is null || x.GetType() != y.GetType() || x.Kind != y.Kind) return false;
        if (x.Operands.Length != y.Operands.Length) return false;
        for (int i = 0; i < x.Operands.Length; i++)
        {
            if (!ReferenceEquals(x.Operands[i], y.Operands[i])) return false;
        }
        return x.Shape == y.Shape && Equals(x.Attributes, y.Attributes);
    }

    int IEqualityComparer<Expr>.GetHashCode(Expr node)
    {
        var hash = new HashCode();
        hash.Add(node.GetType());
        hash.Add(node is Variable or Constant ? RuntimeHelpers.GetHashCode(node) : node.Attributes?.GetHashCode() ?? 0);
        foreach (var operand in node.Operands) hash.Add(RuntimeHelpers.GetHashCode(operand));
        return hash.ToHashCode();
    }
}
