using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>Where each node of a graph stands, by its centre, and through which points each edge runs.</summary>
/// <remarks>Layers by the longest path, barycentric ordering, then coordinates by least squares, after K. Sugiyama,
/// S. Tagawa and M. Toda, Methods for visual understanding of hierarchical system structures, IEEE Transactions on
/// Systems, Man, and Cybernetics 11 (1981).</remarks>
internal sealed record LayeredLayout(
    ImmutableArray<(double X, double Y)> Nodes,
    ImmutableArray<ImmutableArray<(double X, double Y)>> Edges,
    double Width,
    double Height)
{
    public const double NodeHeight = 46;
    private const double LayerDistance = 84;
    private const double Gap = 22;
    private const double Margin = 16;
    private const int Sweeps = 12;

    /// <summary>The width of a node's box, from its longest line.</summary>
    public static double WidthOf(GraphNode node) =>
        Math.Max(58, 26 + Math.Max(8.4 * Shown(node.Label).Length, 7.2 * Shown(node.Shape).Length));

    /// <summary>A text as a box shows it: what is long is cut.</summary>
    public static string Shown(string text) => text.Length <= 30 ? text : text[..29] + "…";

    public static LayeredLayout Of(Graph graph)
    {
        int[] layer = Layers(graph);
        var width = graph.Nodes.Select(WidthOf).ToList();
        var layers = Enumerable.Range(0, layer.Max() + 1).Select(_ => new List<int>()).ToArray();
        foreach (int node in graph.TopologicalOrder()) layers[layer[node]].Add(node);

        // An edge over several layers runs through a bend in each, which takes part in ordering like a node.
        var up = width.Select(_ => new List<int>()).ToList();
        var down = width.Select(_ => new List<int>()).ToList();
        var chains = new List<List<int>>();
        foreach (var (from, to) in graph.Edges)
        {
            List<int> chain = [from];
            for (int l = layer[from] + 1; l < layer[to]; l++)
            {
                chain.Add(width.Count);
                layers[l].Add(width.Count);
                width.Add(4);
                up.Add([]);
                down.Add([]);
            }
            chain.Add(to);
            for (int i = 1; i < chain.Count; i++)
            {
                down[chain[i - 1]].Add(chain[i]);
                up[chain[i]].Add(chain[i - 1]);
            }
            chains.Add(chain);
        }

        Order(layers, up, down);
        double[] x = Coordinates(layers, up, down, width, graph.Nodes.Length);
        double[] y = new double[x.Length];
        for (int l = 0; l < layers.Length; l++)
            foreach (int node in layers[l]) y[node] = Margin + NodeHeight / 2 + l * LayerDistance;
        return new(
            [.. graph.Nodes.Select((_, i) => (x[i], y[i]))],
            [.. chains.Select(chain => chain.Select(i => (x[i], y[i])).ToImmutableArray())],
            x.Select((centre, i) => centre + width[i] / 2).Max() + Margin,
            2 * Margin + NodeHeight + (layers.Length - 1) * LayerDistance);
    }

    // The longest path from above; what has no operands then moves down, right above its first user.
    private static int[] Layers(Graph graph)
    {
        int[] layer = new int[graph.Nodes.Length];
        var operands = graph.Edges.ToLookup(e => e.To, e => e.From);
        var users = graph.Edges.ToLookup(e => e.From, e => e.To);
        foreach (int node in graph.TopologicalOrder())
            layer[node] = operands[node].Select(operand => layer[operand] + 1).DefaultIfEmpty(0).Max();
        for (int node = 0; node < layer.Length; node++)
            if (!operands[node].Any() && users[node].Any()) layer[node] = users[node].Min(user => layer[user]) - 1;
        return layer;
    }

    private static void Order(List<int>[] layers, List<List<int>> up, List<List<int>> down)
    {
        int[] place = new int[up.Count];
        void Number(List<int> nodes)
        {
            for (int i = 0; i < nodes.Count; i++) place[nodes[i]] = i;
        }
        Array.ForEach(layers, Number);
        int[][] best = [.. layers.Select(nodes => nodes.ToArray())];
        int fewest = int.MaxValue;
        for (int sweep = 0; sweep <= Sweeps; sweep++)
        {
            int crossings = layers.Sum(nodes => Crossings(nodes, down, place));
            if (crossings < fewest)
            {
                fewest = crossings;
                best = [.. layers.Select(nodes => nodes.ToArray())];
            }
            bool downward = sweep % 2 == 0;
            foreach (var nodes in downward ? layers : layers.Reverse())
            {
                var neighbours = downward ? up : down;
                int[] sorted = [.. nodes.OrderBy(n => Mean(neighbours[n], i => place[i], place[n]))];
                nodes.Clear();
                nodes.AddRange(sorted);
                Number(nodes);
            }
        }
        for (int l = 0; l < layers.Length; l++)
        {
            layers[l].Clear();
            layers[l].AddRange(best[l]);
        }
    }

    private static int Crossings(List<int> nodes, List<List<int>> down, int[] place)
    {
        int[] ends = [.. nodes.SelectMany(node => down[node].Select(below => place[below]).Order())];
        int[] starts = [.. nodes.SelectMany((node, i) => down[node].Select(_ => i))];
        int count = 0;
        for (int a = 0; a < ends.Length; a++)
            for (int b = a + 1; b < ends.Length; b++)
                if (starts[a] != starts[b] && ends[a] > ends[b]) count++;
        return count;
    }

    // Each node wants the mean of its neighbours; a layer follows as closely as its order and widths allow.
    private static double[] Coordinates(
        List<int>[] layers, List<List<int>> up, List<List<int>> down, List<double> width, int nodes)
    {
        double[] x = new double[width.Count];
        // Long edges shall be straight, and a leaf shall not push the trunk aside.
        bool IsLeaf(int i) => up[i].Count == 0 && down[i].Count == 1;
        double[] weight = [.. width.Select((_, i) => i >= nodes ? 3 : IsLeaf(i) ? 0.05 : 1)];
        foreach (var layer in layers) Spread(layer, [.. layer.Select(_ => 0.0)], width, weight, x);
        for (int sweep = 0; sweep < 4 * Sweeps; sweep++)
            foreach (var layer in sweep % 2 == 0 ? layers : layers.Reverse())
            {
                double[] wanted = [.. layer.Select(n => WeightedMean([.. up[n], .. down[n]], x, weight, x[n]))];
                Spread(layer, wanted, width, weight, x);
            }
        double left = x.Select((centre, i) => centre - width[i] / 2).Min() - Margin;
        return [.. x.Select(centre => Math.Round(centre - left, 1))];
    }

    // Weighted least squares under x[i+1] − x[i] ≥ distance: isotonic regression of wanted minus packed places, by
    // pooling adjacent violators (M. Ayer et al., Annals of Mathematical Statistics 26, 1955).
    private static void Spread(List<int> layer, double[] wanted, List<double> width, double[] weight, double[] x)
    {
        double[] packed = new double[layer.Count];
        for (int i = 1; i < layer.Count; i++)
            packed[i] = packed[i - 1] + (width[layer[i - 1]] + width[layer[i]]) / 2 + Gap;
        var pools = new Stack<(double Sum, double Weight, int Count)>();
        for (int i = 0; i < layer.Count; i++)
        {
            double own = weight[layer[i]];
            var pool = (Sum: own * (wanted[i] - packed[i]), Weight: own, Count: 1);
            while (pools.TryPeek(out var last) && last.Sum / last.Weight >= pool.Sum / pool.Weight)
            {
                pools.Pop();
                pool = (pool.Sum + last.Sum, pool.Weight + last.Weight, pool.Count + last.Count);
            }
            pools.Push(pool);
        }
        int next = 0;
        foreach (var (sum, total, count) in pools.Reverse())
            for (int end = next + count; next < end; next++) x[layer[next]] = packed[next] + sum / total;
    }

    private static double WeightedMean(List<int> neighbours, double[] x, double[] weight, double otherwise) =>
        neighbours.Count == 0
            ? otherwise
            : neighbours.Sum(i => weight[i] * x[i]) / neighbours.Sum(i => weight[i]);

    private static double Mean(List<int> neighbours, Func<int, double> of, double otherwise) =>
        neighbours.Count == 0 ? otherwise : neighbours.Average(of);
}
