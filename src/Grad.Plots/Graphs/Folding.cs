using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>A graph → what is drawn of it: closed parts of a model as one node each, leaves beside each of their users,
/// and at most <see cref="GraphDrawing.Capacity"/> nodes.</summary>
/// <param name="Nodes">The drawn nodes.</param>
/// <param name="Edges">From operand to user, by index of the drawn nodes.</param>
/// <param name="Sentence">What was folded; empty when nothing was.</param>
internal sealed record Folding(
    ImmutableArray<Folding.DrawnNode> Nodes, ImmutableArray<(int From, int To)> Edges, string Sentence)
{
    /// <summary>A node of the drawing. A folded part has the nodes that it stands for as members.</summary>
    internal sealed record DrawnNode(GraphNode Node, bool IsFolded, ImmutableArray<string> Members);

    /// <summary>The parts of the model that can be folded, in order of appearance.</summary>
    public static ImmutableArray<string> GroupsOf(GraphDrawing drawing) =>
        [.. drawing.Nodes.Select(node => node.Group).Where(group => group != "").Distinct()];

    /// <summary>The drawing with the parts for which <paramref name="isOpen"/> holds unfolded.</summary>
    public static Folding Of(GraphDrawing drawing, Func<string, bool> isOpen)
    {
        int depth = drawing.Nodes.Max(node => node.Group.Count(c => c == '.')) + 1;
        var folded = WithLeavesBesideUsers(Close(drawing, isOpen, depth));
        // Too many parts: fold net.0 and net.1 into net.
        for (int level = depth - 1; level > 0 && folded.Nodes.Length > GraphDrawing.Capacity; level--)
            folded = WithLeavesBesideUsers(Close(drawing, isOpen, level));
        return Cut(folded, drawing.Nodes.Length).Completed();
    }

    private static Folding Close(GraphDrawing drawing, Func<string, bool> isOpen, int level)
    {
        var keys = drawing.Nodes.Select((node, i) =>
            node.Group == "" || node.Kind is GraphNodeKind.Output || isOpen(node.Group)
                ? (Name: "", Index: i)
                : (Name: string.Join('.', node.Group.Split('.').Take(level)), Index: -1)).ToArray();
        var place = new Dictionary<(string, int), int>();
        foreach (var key in keys) place.TryAdd(key, place.Count);
        var nodes = new DrawnNode[place.Count];
        foreach (var group in drawing.Nodes.Select((node, i) => (node, key: keys[i])).GroupBy(pair => pair.key))
        {
            GraphNode[] members = [.. group.Select(pair => pair.node)];
            nodes[place[group.Key]] = group.Key.Name == ""
                ? new(members[0], false, [])
                : new(
                    new($"part {group.Key.Name}", group.Key.Name, GraphNodeKind.Operator, Count(members.Length)),
                    true, [.. members.Select(member => member.Id)]);
        }
        var edges = drawing.Edges.Select(edge => (From: place[keys[edge.From]], To: place[keys[edge.To]]))
            .Where(edge => edge.From != edge.To);
        string closed = string.Join(", ", nodes.Where(n => n.IsFolded).Select(n => $"{n.Node.Label} ({n.Node.Shape})"));
        return new([.. nodes], [.. edges.Distinct()], closed == "" ? "" : $"Folded: {closed}.");
    }

    // A leaf that many nodes use would tie the drawing together without saying anything.
    private static Folding WithLeavesBesideUsers(Folding graph)
    {
        var nodes = graph.Nodes.ToBuilder();
        var edges = graph.Edges.ToBuilder();
        var used = new HashSet<int>();
        for (int e = 0; e < edges.Count; e++)
        {
            var (from, to) = edges[e];
            bool isLeaf =
                nodes[from].Node.Kind is GraphNodeKind.Variable or GraphNodeKind.Constant or GraphNodeKind.Saved;
            if (!isLeaf || used.Add(from)) continue;
            nodes.Add(nodes[from]);
            edges[e] = (nodes.Count - 1, to);
        }
        return graph with { Nodes = nodes.ToImmutable(), Edges = edges.ToImmutable() };
    }

    // Keeps the nodes nearest to the outputs. A node is kept only with all its users, so that there is no cycle.
    private static Folding Cut(Folding graph, int total)
    {
        if (graph.Nodes.Length <= GraphDrawing.Capacity) return graph;
        int[] height = new int[graph.Nodes.Length];
        var users = graph.Edges.ToLookup(e => e.From, e => e.To);
        foreach (int node in TopologicalOrder.Of(graph.Nodes.Length, graph.Edges).Reverse())
            foreach (int user in users[node]) height[node] = Math.Max(height[node], height[user] + 1);
        int[] kept =
            [.. Enumerable.Range(0, height.Length).OrderBy(i => height[i]).Take(GraphDrawing.Capacity - 1)];
        int[] place = new int[height.Length];
        Array.Fill(place, kept.Length);
        for (int i = 0; i < kept.Length; i++) place[kept[i]] = i;
        int left = graph.Nodes.Where((_, i) => place[i] == kept.Length).Select(n => n.Node.Id).Distinct().Count();
        var rest = new DrawnNode(new("rest", "…", GraphNodeKind.Operator, Count(left)), true, []);
        var edges = graph.Edges.Select(e => (From: place[e.From], To: place[e.To])).Where(e => e.From != e.To);
        string sentence = FormattableString.Invariant(
            $"The graph has {total:N0} nodes; the {left:N0} farthest from the outputs are folded into one.");
        if (graph.Sentence != "") sentence += $" {graph.Sentence}";
        return new([.. kept.Select(i => graph.Nodes[i]), rest], [.. edges.Distinct()], sentence);
    }

    private Folding Completed()
    {
        var done = new Dictionary<string, GraphNode>();
        return this with { Nodes = [.. Nodes.Select(Complete)] };

        DrawnNode Complete(DrawnNode drawn)
        {
            if (!done.TryGetValue(drawn.Node.Id, out var node)) done[drawn.Node.Id] = node = drawn.Node.Completed();
            return drawn with { Node = node };
        }
    }

    private static string Count(int nodes) => nodes == 1 ? "1 node" : FormattableString.Invariant($"{nodes:N0} nodes");
}
