using System.Text;

namespace Grad;

/// <summary>Writes the graph under an expression as an indented tree, a line for each use of a node.</summary>
public static class Tree
{
    /// <summary>
    /// The tree. A node that was written before is named by its number instead of being written again; after
    /// <paramref name="mostLines"/> lines the rest is counted.
    /// </summary>
    /// <param name="root">The expression.</param>
    /// <param name="mostLines">How many lines are written at the most.</param>
    public static string Of(Expr root, int mostLines = 200)
    {
        var text = new StringBuilder();
        var numbers = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        var path = new Stack<(Expr Node, int Depth)>([(root, 0)]);
        int lines = 0;
        while (path.TryPop(out var step))
        {
            if (lines++ == mostLines)
            {
                int all = Graph.TopologicalOrder(root).Count;
                return text.AppendLine($"… {all - numbers.Count} more of {all} nodes").ToString();
            }
            var (node, depth) = step;
            text.Append(' ', 2 * Math.Min(depth, 40));
            bool again = !numbers.TryAdd(node, numbers.Count + 1);
            text.Append(Label(node)).AppendLine(again && node.Operands.Length > 0 ? $"  (#{numbers[node]} above)" : "");
            if (again) continue;
            for (int i = node.Operands.Length - 1; i >= 0; i--) path.Push((node.Operands[i], depth + 1));
        }
        return text.ToString();
    }

    /// <summary>The operator with what distinguishes it, and the shape.</summary>
    public static string Label(Expr node)
    {
        string name = node switch
        {
            Variable or Literal or SizeOf or KeyLiteral => node.ToString(),
            PowInteger p => $"pow {p.Exponent}",
            Reduction r => $"{r.Operator} over {r.Axes}",
            Permute p => p.IsTranspose ? "transpose" : $"permute {p.Axes}",
            _ => node.Operator,
        };
        return node.Shape.IsScalar ? name : $"{name} {node.Shape}";
    }
}
