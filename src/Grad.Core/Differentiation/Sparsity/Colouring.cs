namespace Grad;

/// <summary>
/// Groups of columns that one product with the matrix tells apart. Columns are taken in the order of their number of
/// neighbours, the largest first, and get the first colour that is free.
/// </summary>
/// <remarks>
/// A. R. Curtis, M. J. D. Powell, J. K. Reid: "On the estimation of sparse Jacobian matrices", J. Inst. Math. Appl. 13 (1974);
/// A. H. Gebremedhin, F. Manne, A. Pothen: "What color is your Jacobian? Graph coloring for computing derivatives", SIAM
/// Review 47 (2005).
/// </remarks>
internal static class Colouring
{
    private const int Uncoloured = -1;

    /// <summary>A colour for each column: no row has two columns of one colour.</summary>
    public static int[] Columns(int[][] rows, int count)
    {
        var rowsOf = Transposed(rows, count);
        var taken = rows.Select(_ => new HashSet<int>()).ToArray();
        var colours = new int[count];
        foreach (int column in Enumerable.Range(0, count).OrderByDescending(j => rowsOf[j].Sum(i => rows[i].Length)))
        {
            int colour = 0;
            while (rowsOf[column].Any(i => taken[i].Contains(colour))) colour++;
            foreach (int i in rowsOf[column]) taken[i].Add(colour);
            colours[column] = colour;
        }
        return colours;
    }

    /// <summary>
    /// A colour for each column of a symmetric matrix: neighbours differ, and columns of one colour with a common neighbour
    /// have a larger colour than it. So no path of four has two colours alone, and of hᵢⱼ and hⱼᵢ one can be read.
    /// </summary>
    public static int[] Symmetric(int[][] neighbours)
    {
        int[] colours = [.. neighbours.Select(_ => Uncoloured)];
        foreach (int v in Enumerable.Range(0, neighbours.Length).OrderByDescending(v => neighbours[v].Length))
        {
            var forbidden = new HashSet<int>();
            foreach (int w in neighbours[v])
            {
                if (w == v) continue;
                if (colours[w] != Uncoloured) forbidden.Add(colours[w]);
                foreach (int u in neighbours[w])
                    if (u != v && u != w && colours[u] != Uncoloured && (colours[w] == Uncoloured || colours[u] < colours[w]))
                        forbidden.Add(colours[u]);
            }
            int colour = 0;
            while (forbidden.Contains(colour)) colour++;
            colours[v] = colour;
        }
        return colours;
    }

    /// <summary>For each column its rows.</summary>
    public static int[][] Transposed(int[][] rows, int count)
    {
        var columns = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();
        for (int i = 0; i < rows.Length; i++)
            foreach (int j in rows[i]) columns[j].Add(i);
        return [.. columns.Select(c => c.ToArray())];
    }
}
