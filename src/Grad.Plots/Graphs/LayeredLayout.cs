using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>Places nodes in layers, operands above users, and routes the edges between them.</summary>
/// <param name="Centres">The centre of each node.</param>
/// <param name="Routes">For each edge the points it passes, from the lower side of the operand to the upper side of
/// the user.</param>
/// <param name="Width">The width of the whole.</param>
/// <param name="Height">The height of the whole.</param>
/// <remarks>Sugiyama, Tagawa and Toda, Methods for visual understanding of hierarchical system structures, IEEE
/// Transactions on Systems, Man and Cybernetics 11 (1981): layers, dummies on long edges, barycentres. Coordinates are
/// the least-squares places between neighbours, with order and distance kept, by pooling adjacent violators (Barlow et
/// al., 1972). Nothing is random.</remarks>
internal sealed record LayeredLayout(
    ImmutableArray<(double X, double Y)> Centres,
    ImmutableArray<ImmutableArray<(double X, double Y)>> Routes,
    double Width,
    double Height)
{
    private const double GapX = 22, GapY = 44, DummyWidth = 14;

    public static LayeredLayout Of(
        IReadOnlyList<(double Width, double Height)> sizes, IReadOnlyList<(int From, int To)> edges)
    {
        int[] position = Inverse(TopologicalOrder.Of(sizes.Count, edges));
        // What a cycle of folded parts sends upwards is laid out as if it went down.
        var down = edges.Select(e => position[e.From] < position[e.To] ? e : (From: e.To, To: e.From)).ToArray();
        int[] layerOf = LayersOf(sizes.Count, down, position);
        var vertices = new Vertices(sizes, layerOf, down);
        var layers = LayerOrder.Of(vertices.LayerOf, vertices.Links);
        double[] x = Coordinates(layers, vertices);
        return Placed(sizes, edges, down, layers, vertices, x);
    }

    // As high as the operands allow; then whatever has no more operands than users down to its users, leaves first of
    // all.
    private static int[] LayersOf(int count, (int From, int To)[] edges, int[] position)
    {
        int[] layer = new int[count];
        var into = edges.ToLookup(e => e.To, e => e.From);
        var outOf = edges.ToLookup(e => e.From, e => e.To);
        int[] order = Inverse(position);
        foreach (int node in order)
            foreach (int operand in into[node]) layer[node] = Math.Max(layer[node], layer[operand] + 1);
        foreach (int node in order.Reverse())
            if (outOf[node].Any() && into[node].Count() <= outOf[node].Count())
                layer[node] = outOf[node].Min(user => layer[user]) - 1;
        return layer;
    }

    private static double[] Coordinates(int[][] layers, Vertices vertices)
    {
        var up = vertices.Links.ToLookup(link => link.To, link => link.From);
        var down = vertices.Links.ToLookup(link => link.From, link => link.To);
        double[] x = new double[vertices.Count];
        foreach (int[] layer in layers)
        {
            double edge = 0;
            foreach (int vertex in layer)
            {
                x[vertex] = edge + vertices.WidthOf(vertex) / 2;
                edge += vertices.WidthOf(vertex) + GapX;
            }
        }
        for (int sweep = 0; sweep < 40; sweep++)
        {
            bool isDown = sweep % 2 == 0, isLast = sweep >= 34;
            foreach (int[] layer in isDown ? layers : layers.Reverse())
                Settle(layer, vertices, x, v => isLast ? up[v].Concat(down[v]) : isDown ? up[v] : down[v]);
        }
        Pack(x, vertices);
        double left = Enumerable.Range(0, x.Length).Min(v => x[v] - vertices.WidthOf(v) / 2);
        return [.. x.Select(value => value - left)];
    }

    // Nothing holds unconnected parts together: each moves as far left as the parts before it allow in each layer.
    private static void Pack(double[] x, Vertices vertices)
    {
        int[] part = Parts(vertices);
        double[] right = new double[vertices.LayerOf.Max() + 1];
        Array.Fill(right, double.NegativeInfinity);
        foreach (var members in Enumerable.Range(0, x.Length).GroupBy(v => part[v]).OrderBy(g => g.Min(v => x[v])))
        {
            double shift = members.Max(v => right[vertices.LayerOf[v]] + GapX - x[v] + vertices.WidthOf(v) / 2);
            foreach (int v in members)
            {
                if (double.IsFinite(shift)) x[v] += shift;
                right[vertices.LayerOf[v]] = Math.Max(right[vertices.LayerOf[v]], x[v] + vertices.WidthOf(v) / 2);
            }
        }
    }

    // The least vertex of the connected part that each vertex belongs to.
    private static int[] Parts(Vertices vertices)
    {
        int[] part = [.. Enumerable.Range(0, vertices.Count)];
        foreach (var (from, to) in vertices.Links)
        {
            var (a, b) = (Root(from), Root(to));
            part[Math.Max(a, b)] = Math.Min(a, b);
        }
        return [.. Enumerable.Range(0, vertices.Count).Select(Root)];

        int Root(int vertex)
        {
            while (part[vertex] != vertex) vertex = part[vertex] = part[part[vertex]];
            return vertex;
        }
    }

    // Minimises Σ w·(x − wanted)² with neighbours in the layer no closer than they may be.
    private static void Settle(int[] layer, Vertices vertices, double[] x, Func<int, IEnumerable<int>> neighbours)
    {
        var pools = new Stack<(double Place, double Weight, int Count)>();
        double[] offset = new double[layer.Length];
        for (int i = 0; i < layer.Length; i++)
        {
            int vertex = layer[i];
            if (i > 0)
                offset[i] = offset[i - 1] + GapX
                    + (vertices.WidthOf(layer[i - 1]) + vertices.WidthOf(vertex)) / 2;
            double weight = 0.002, sum = weight * x[vertex];
            foreach (int other in neighbours(vertex))
            {
                double pull = vertices.Pull(vertex, other);
                weight += pull;
                sum += pull * x[other];
            }
            double wanted = sum / weight;
            var pool = (Place: wanted - offset[i], Weight: weight, Count: 1);
            while (pools.TryPeek(out var last) && last.Place > pool.Place)
            {
                pools.Pop();
                double both = last.Weight + pool.Weight;
                pool = ((last.Place * last.Weight + pool.Place * pool.Weight) / both, both, last.Count + pool.Count);
            }
            pools.Push(pool);
        }
        int index = layer.Length;
        foreach (var (place, _, count) in pools)
            for (int i = 0; i < count; i++) x[layer[--index]] = place + offset[index];
    }

    private static LayeredLayout Placed(
        IReadOnlyList<(double Width, double Height)> sizes, IReadOnlyList<(int From, int To)> edges,
        (int From, int To)[] down, int[][] layers, Vertices vertices, double[] x)
    {
        double[] middle = new double[layers.Length], half = new double[layers.Length];
        double y = 0;
        for (int i = 0; i < layers.Length; i++)
        {
            half[i] = layers[i].Where(v => v < sizes.Count).Select(v => sizes[v].Height).DefaultIfEmpty(0).Max() / 2;
            middle[i] = y + half[i];
            y += 2 * half[i] + GapY;
        }
        var routes = new ImmutableArray<(double, double)>[edges.Count];
        var ports = Ports(sizes, down, vertices, x);
        for (int e = 0; e < edges.Count; e++)
        {
            var (from, to) = down[e];
            var points = new List<(double X, double Y)>
            {
                (ports[e].Start, middle[vertices.LayerOf[from]] + sizes[from].Height / 2),
            };
            foreach (int dummy in vertices.Dummies[e])
            {
                int layer = vertices.LayerOf[dummy];
                points.Add((x[dummy], middle[layer] - half[layer]));
                points.Add((x[dummy], middle[layer] + half[layer]));
            }
            points.Add((ports[e].End, middle[vertices.LayerOf[to]] - sizes[to].Height / 2));
            if (edges[e].From != from) points.Reverse();
            routes[e] = [.. points];
        }
        double width = Enumerable.Range(0, x.Length).Max(v => x[v] + vertices.WidthOf(v) / 2);
        return new(
            [.. Enumerable.Range(0, sizes.Count).Select(v => (x[v], middle[vertices.LayerOf[v]]))],
            [.. routes], width, y - GapY);
    }

    // Edges into a node arrive side by side, in the order in which they come.
    private static (double Start, double End)[] Ports(
        IReadOnlyList<(double Width, double Height)> sizes, (int From, int To)[] edges, Vertices vertices, double[] x)
    {
        var ports = edges.Select(e => (Start: x[e.From], End: x[e.To])).ToArray();
        foreach (var arriving in Enumerable.Range(0, edges.Length).GroupBy(e => edges[e].To))
        {
            int[] sorted = [.. arriving.OrderBy(e => x[vertices.Dummies[e].LastOrDefault(edges[e].From)])];
            double step = Math.Min(22, sizes[arriving.Key].Width * 0.7 / sorted.Length);
            for (int i = 0; i < sorted.Length; i++)
                ports[sorted[i]].End = x[arriving.Key] + (i - (sorted.Length - 1) / 2.0) * step;
        }
        return ports;
    }

    private static int[] Inverse(int[] order)
    {
        int[] inverse = new int[order.Length];
        for (int i = 0; i < order.Length; i++) inverse[order[i]] = i;
        return inverse;
    }

    /// <summary>The nodes, and a dummy in each layer that an edge passes.</summary>
    private sealed class Vertices
    {
        private readonly IReadOnlyList<(double Width, double Height)> sizes;
        private readonly HashSet<int> inner;

        public Vertices(
            IReadOnlyList<(double Width, double Height)> sizes, int[] layers, IReadOnlyList<(int From, int To)> edges)
        {
            this.sizes = sizes;
            LayerOf = [.. layers];
            inner = [.. edges.Select(e => e.To)];
            foreach (var (from, to) in edges)
            {
                int[] dummies = [.. Enumerable.Range(LayerOf.Count, Math.Max(0, layers[to] - layers[from] - 1))];
                for (int i = 0; i < dummies.Length; i++) LayerOf.Add(layers[from] + 1 + i);
                Dummies.Add(dummies);
                int[] path = [from, .. dummies, to];
                for (int i = 1; i < path.Length; i++) Links.Add((path[i - 1], path[i]));
            }
        }

        public int Count => LayerOf.Count;
        public List<int> LayerOf { get; }
        public List<int[]> Dummies { get; } = [];
        public List<(int From, int To)> Links { get; } = [];

        public bool IsDummy(int vertex) => vertex >= sizes.Count;

        /// <summary>How strongly neighbours want one place: long edges are straight before the trunk is, and leaves
        /// stand aside.</summary>
        public double Pull(int vertex, int other) => (IsDummy(vertex), IsDummy(other)) switch
        {
            (true, true) => 8,
            (true, false) or (false, true) => 1.5,
            _ => inner.Contains(vertex) && inner.Contains(other) ? 1 : 0.005,
        };

        public double WidthOf(int vertex) => IsDummy(vertex) ? DummyWidth : sizes[vertex].Width;
    }
}
