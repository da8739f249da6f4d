using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>A checked graph without cycles; edges lead from operand to user and name nodes by their index.</summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Edges">Each pair once.</param>
/// <param name="FoldedCount">How many nodes the folded one stands for; zero if there is none.</param>
internal sealed record Graph(ImmutableArray<GraphNode> Nodes, ImmutableArray<(int From, int To)> Edges, int FoldedCount)
{
    /// <summary>How many nodes there were before folding.</summary>
    public int FullCount => FoldedCount == 0 ? Nodes.Length : Nodes.Length - 1 + FoldedCount;

    public static Graph Checked(ImmutableArray<GraphNode> nodes, ImmutableArray<(string From, string To)> edges)
    {
        if (nodes.IsEmpty) throw Sentences.NoNodes();
        var index = new Dictionary<string, int>();
        foreach (var node in nodes)
            if (!index.TryAdd(node.Id, index.Count)) throw Sentences.DuplicateNode(node.Id);
        foreach (var (from, to) in edges)
            if ((index.ContainsKey(from) ? index.ContainsKey(to) ? null : to : from) is { } missing)
                throw Sentences.UnknownNode(from, to, missing);
        var graph = new Graph(nodes, [.. edges.Select(e => (index[e.From], index[e.To])).Distinct()], 0);
        graph.TopologicalOrder();
        return graph;
    }

    /// <summary>The nodes such that operands precede their users, otherwise in the order given.</summary>
    /// <remarks>A. B. Kahn, Topological sorting of large networks, Communications of the ACM 5 (1962).</remarks>
    public ImmutableArray<int> TopologicalOrder()
    {
        int[] waiting = new int[Nodes.Length];
        foreach (var (_, to) in Edges) waiting[to]++;
        var users = Edges.ToLookup(e => e.From, e => e.To);
        var ready = new Queue<int>(Enumerable.Range(0, Nodes.Length).Where(i => waiting[i] == 0));
        var order = ImmutableArray.CreateBuilder<int>(Nodes.Length);
        while (ready.TryDequeue(out int node))
        {
            order.Add(node);
            foreach (int user in users[node])
                if (--waiting[user] == 0) ready.Enqueue(user);
        }
        if (order.Count < Nodes.Length) throw Sentences.Cyclic(OnCycle(waiting));
        return order.MoveToImmutable();
    }

    /// <summary>Gives each user of a constant a copy of its own: one constant in the middle would tie the drawing
    /// together without saying anything.</summary>
    public Graph WithConstantsBesideTheirUsers()
    {
        var nodes = Nodes.ToBuilder();
        var edges = Edges.ToBuilder();
        var used = new HashSet<int>();
        for (int e = 0; e < edges.Count; e++)
        {
            var (from, to) = edges[e];
            if (Nodes[from].Kind != GraphNodeKind.Constant || used.Add(from)) continue;
            nodes.Add(Nodes[from]);
            edges[e] = (nodes.Count - 1, to);
        }
        return this with { Nodes = nodes.ToImmutable(), Edges = edges.ToImmutable() };
    }

    /// <summary>Replaces the nodes farthest from the outputs by one, so that no more than
    /// <paramref name="capacity"/> are left. A node is kept only with all its users, so there is no cycle.</summary>
    public Graph Folded(int capacity)
    {
        if (Nodes.Length <= capacity) return this;
        int[] height = new int[Nodes.Length];
        var users = Edges.ToLookup(e => e.From, e => e.To);
        foreach (int node in TopologicalOrder().Reverse())
            height[node] = users[node].Select(user => height[user] + 1).DefaultIfEmpty(0).Max();
        int[] kept = [.. Enumerable.Range(0, Nodes.Length).OrderBy(i => height[i]).Take(capacity - 1)];
        int[] place = new int[Nodes.Length];
        Array.Fill(place, kept.Length);
        for (int i = 0; i < kept.Length; i++) place[kept[i]] = i;
        int folded = Nodes.Length - kept.Length;
        var fold = new GraphNode("", $"{folded} nodes", GraphNodeKind.Operator, "folded", []);
        var edges = Edges.Select(e => (From: place[e.From], To: place[e.To])).Where(e => e.From != e.To).Distinct();
        return new([.. kept.Select(i => Nodes[i]), fold], [.. edges], folded);
    }

    // Whoever still waits has an operand that waits; going back from operand to operand ends on a cycle.
    private string OnCycle(int[] waiting)
    {
        int node = Array.FindIndex(waiting, count => count > 0);
        var seen = new HashSet<int>();
        while (seen.Add(node)) node = Edges.First(e => e.To == node && waiting[e.From] > 0).From;
        return Nodes[node].Id;
    }
}
