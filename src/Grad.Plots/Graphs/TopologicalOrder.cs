namespace Grad.Plots;

/// <summary>Orders nodes so that operands precede their users, otherwise by index, without recursion.</summary>
internal static class TopologicalOrder
{
    /// <summary>The order; of a cycle, which only folding can make, the node of least index goes first.</summary>
    /// <remarks>A. B. Kahn, Topological sorting of large networks, Communications of the ACM 5 (1962).</remarks>
    public static int[] Of(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var (order, waiting, users) = Sorted(count, edges);
        var placed = new HashSet<int>(order);
        var ready = new Queue<int>();
        for (int stuck = 0; stuck < count; stuck++)
        {
            if (!placed.Add(stuck)) continue;
            ready.Enqueue(stuck);
            while (ready.TryDequeue(out int node))
            {
                order.Add(node);
                foreach (int user in users[node])
                    if (--waiting[user] == 0 && placed.Add(user)) ready.Enqueue(user);
            }
        }
        return [.. order];
    }

    /// <summary>A node on a cycle, or nothing.</summary>
    public static int? CycleIn(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var (order, waiting, _) = Sorted(count, edges);
        if (order.Count == count) return null;
        // Whoever still waits has an operand that waits; going back from operand to operand ends on a cycle.
        var back = edges.Where(e => waiting[e.From] > 0 && waiting[e.To] > 0)
            .GroupBy(e => e.To).ToDictionary(g => g.Key, g => g.First().From);
        int node = Array.FindIndex(waiting, left => left > 0);
        var seen = new HashSet<int>();
        while (seen.Add(node)) node = back[node];
        return node;
    }

    private static (List<int> Order, int[] Waiting, ILookup<int, int> Users) Sorted(
        int count, IReadOnlyList<(int From, int To)> edges)
    {
        int[] waiting = new int[count];
        foreach (var (_, to) in edges) waiting[to]++;
        var users = edges.ToLookup(e => e.From, e => e.To);
        var ready = new Queue<int>(Enumerable.Range(0, count).Where(i => waiting[i] == 0));
        var order = new List<int>(count);
        while (ready.TryDequeue(out int node))
        {
            order.Add(node);
            foreach (int user in users[node])
                if (--waiting[user] == 0) ready.Enqueue(user);
        }
        return (order, waiting, users);
    }
}
