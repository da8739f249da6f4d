namespace Grad.Plots;

/// <summary>Orders the vertices of each layer so that few links between neighbouring layers cross.</summary>
internal static class LayerOrder
{
    private const int Sweeps = 16;

    /// <summary>Starts with the operands of each node from left to right, and moves vertices to the barycentres of
    /// their neighbours while that takes crossings away.</summary>
    public static int[][] Of(IReadOnlyList<int> layerOf, IReadOnlyList<(int From, int To)> links)
    {
        var up = links.ToLookup(link => link.To, link => link.From);
        var down = links.ToLookup(link => link.From, link => link.To);
        int[][] layers = Start(layerOf, up, down);
        int[][] best = Copy(layers);
        long least = Crossings(layers, down);
        for (int sweep = 0; sweep < Sweeps && least > 0; sweep++)
        {
            bool isDown = sweep % 2 == 1;
            for (int i = 1; i < layers.Length; i++)
            {
                int layer = isDown ? i : layers.Length - 1 - i;
                Sort(layers, layer, isDown ? layer - 1 : layer + 1, isDown ? up : down);
            }
            Swap(layers, up, down);
            long crossings = Crossings(layers, down);
            if (crossings >= least) continue;
            (least, best) = (crossings, Copy(layers));
        }
        return best;
    }

    private static int[][] Start(IReadOnlyList<int> layerOf, ILookup<int, int> up, ILookup<int, int> down)
    {
        var layers = Enumerable.Range(0, layerOf.Max() + 1).Select(_ => new List<int>()).ToArray();
        var seen = new HashSet<int>();
        var path = new Stack<int>(
            Enumerable.Range(0, layerOf.Count).Where(v => !down[v].Any()).Reverse());
        while (path.TryPop(out int vertex))
        {
            if (!seen.Add(vertex)) continue;
            layers[layerOf[vertex]].Add(vertex);
            foreach (int operand in up[vertex].Reverse()) path.Push(operand);
        }
        return [.. layers.Select(layer => layer.ToArray())];
    }

    private static void Sort(int[][] layers, int layer, int fixedLayer, ILookup<int, int> neighbours)
    {
        var place = Places(layers[fixedLayer]);
        int[] vertices = layers[layer];
        var keys = vertices.Select((vertex, i) =>
            neighbours[vertex].Select(n => (double)place[n]).DefaultIfEmpty(i).Average()).ToArray();
        layers[layer] = [.. Enumerable.Range(0, vertices.Length).OrderBy(i => keys[i]).Select(i => vertices[i])];
    }

    // Exchanges neighbours in a layer while their own links cross less that way.
    private static void Swap(int[][] layers, ILookup<int, int> up, ILookup<int, int> down)
    {
        for (int layer = 0; layer < layers.Length; layer++)
        {
            var above = layer > 0 ? Places(layers[layer - 1]) : [];
            var below = layer + 1 < layers.Length ? Places(layers[layer + 1]) : [];
            int[] vertices = layers[layer];
            for (int i = 1; i < vertices.Length; i++)
            {
                var (a, b) = (vertices[i - 1], vertices[i]);
                int now = Between(up[a], up[b], above) + Between(down[a], down[b], below);
                int then = Between(up[b], up[a], above) + Between(down[b], down[a], below);
                if (then < now) (vertices[i - 1], vertices[i]) = (b, a);
            }
        }

        static int Between(IEnumerable<int> left, IEnumerable<int> right, Dictionary<int, int> place) =>
            left.Sum(l => right.Count(r => place[l] > place[r]));
    }

    private static long Crossings(int[][] layers, ILookup<int, int> down)
    {
        long crossings = 0;
        for (int layer = 0; layer + 1 < layers.Length; layer++)
        {
            var place = Places(layers[layer + 1]);
            int[] ends = [.. layers[layer].SelectMany(vertex => down[vertex].Select(user => place[user]).Order())];
            for (int i = 0; i < ends.Length; i++)
                for (int j = i + 1; j < ends.Length; j++)
                    if (ends[i] > ends[j]) crossings++;
        }
        return crossings;
    }

    private static Dictionary<int, int> Places(int[] layer) =>
        layer.Select((vertex, i) => (vertex, i)).ToDictionary(pair => pair.vertex, pair => pair.i);

    private static int[][] Copy(int[][] layers) => [.. layers.Select(layer => layer.ToArray())];
}
