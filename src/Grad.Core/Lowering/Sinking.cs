namespace Grad;

/// <summary>
/// Moves elementwise nodes to the loop of their first user, where that needs no other array to be stored: Adam's β·m, which
/// is ready at once, to the loop that updates m; the mask of a rectifier, whose result is stored anyway, to the loop that
/// uses it.
/// </summary>
internal static class Sinking
{
    /// <summary>Raises the levels of the nodes that move.</summary>
    /// <param name="nodes">The nodes of the program, operands first.</param>
    /// <param name="levels">The level of each node's step.</param>
    /// <param name="kept">The nodes whose buffers something else than a loop reads: they stay where they are.</param>
    /// <param name="stored">The nodes that have a buffer already.</param>
    /// <param name="share">Whether two nodes can be in one loop.</param>
    public static void Sink(
        IReadOnlyList<Expr> nodes,
        Dictionary<Expr, int> levels,
        HashSet<Expr> kept,
        HashSet<Expr> stored,
        Func<Elementwise, Expr, bool> share)
    {
        var first = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            var node = nodes[i];
            if (node is Elementwise e && first.TryGetValue(e, out int level) && level > levels[e] && !kept.Contains(e)
                && e.Operands.All(o => IsAtHand(e, o)))
            {
                levels[e] = level;
            }
            foreach (var operand in node.Operands)
            {
                // A user in another loop needs the node before its loop begins: the node stays where it is.
                int wanted = node is Elementwise user && share(user, operand) ? levels[node] : 0;
                first[operand] = Math.Min(first.GetValueOrDefault(operand, int.MaxValue), wanted);
            }
        }

        bool IsAtHand(Elementwise e, Expr operand) =>
            !(share(e, operand) && levels[operand] == levels[e]) || stored.Contains(operand);
    }
}
