using System.Text;

namespace Grad.Writing;

/// <summary>
/// Matrix products as C#: the same sums in the same order as Grad's own kernel, but for panels, which are not packed. What a
/// file does not need is not written into it.
/// </summary>
/// <param name="v">The vectors, of the program's element type.</param>
/// <param name="helpers">The functions of the file.</param>
internal sealed class ProductText(VectorSyntax v, Helpers helpers)
{
    private readonly SortedSet<int> heights = [];
    private bool hasTiles, hasDots, hasRows, hasTransposes, hasRepairs;

    private string Type => v.Type;

    private string Element => v.Element;

    private int Width => v.Count;

    /// <summary>Rows of the tallest tile that stays in registers.</summary>
    private int Tallest => v.Bits == 512 ? 12 : 6;

    /// <summary>C = A·B in tiles; the number of rows is given where it is known.</summary>
    public string Tiles(long? rows)
    {
        hasTiles = true;
        if (rows is not { } m) heights.UnionWith([Tallest, v.Bits == 512 ? 4 : 2, 1]);
        else
        {
            foreach (int height in Heights.Where(h => h <= Tallest))
            {
                if (m < height) continue;
                heights.Add(height);
                m %= height;
            }
        }
        return "Tiles";
    }

    /// <summary>C = A·Bᵀ of matrices that are both stored along the inner dimension.</summary>
    public string Dots()
    {
        hasDots = true;
        helpers.Use("TotalOfLanes", v);
        helpers.Use("LoadFirst", v);
        return "Dots";
    }

    /// <summary>Stored rows times one stored row.</summary>
    public string Rows()
    {
        hasRows = true;
        helpers.Use("TotalOfLanes", v);
        helpers.Use("LoadFirst", v);
        return "RowDots";
    }

    /// <summary>A copy of a matrix, its rows as columns.</summary>
    public string Transpose()
    {
        hasTransposes = true;
        return "Transpose";
    }

    /// <summary>Leaves out the terms of exact zeros where a product came out as NaN.</summary>
    public string Repair()
    {
        hasRepairs = true;
        return "LeaveOutZeros";
    }

    /// <summary>The functions that were asked for.</summary>
    public IEnumerable<string> Texts()
    {
        if (hasTiles) yield return TilesText();
        foreach (int height in heights.Reverse())
        {
            yield return TileText(height, isEdge: false);
            yield return TileText(height, isEdge: true);
        }
        if (hasDots) yield return DotsText();
        if (hasRows) yield return RowsText();
        if (hasTransposes) yield return TransposeText();
        if (hasRepairs) yield return RepairText();
    }

    private static int[] Heights => [12, 8, 6, 4, 2, 1];

    private string TilesText()
    {
        var rows = new StringBuilder();
        foreach (int height in heights.Reverse())
        {
            rows.Append($$"""
                                for (; i <= m - {{height}}; i += {{height}})
                                {
                                    if (columns == {{2 * Width}}) Tile{{height}}(part, a + i * rowA + l * innerA, rowA, innerA, b + l * rowB + j, rowB, c + i * rowC + j, rowC, l > 0);
                                    else Edge{{height}}(part, a + i * rowA + l * innerA, rowA, innerA, b + l * rowB + j, rowB, c + i * rowC + j, rowC, l > 0, columns);
                                }

                """);
        }
        return $$"""
                /// <summary>
                /// C[m, n] = A[m, k] · B[k, n] in tiles of C that stay in registers, after K. Goto and R. A. van de Geijn, "Anatomy of
                /// high-performance matrix multiplication" (2008), without packing. Rows of B and C are contiguous.
                /// </summary>
                private static void Tiles(nint m, nint n, nint k, {{Element}}* a, nint rowA, nint innerA, {{Element}}* b, nint rowB, {{Element}}* c, nint rowC)
                {
                    if (k == 0) for (nint i = 0; i < m; i++) new Span<{{Element}}>(c + i * rowC, (int)n).Clear();
                    nint parts = (k + 255) / 256, depth = parts == 0 ? 1 : (k + parts - 1) / parts;
                    for (nint l = 0; l < k; l += depth)
                    {
                        nint part = Math.Min(depth, k - l);
                        for (nint j = 0; j < n; j += {{2 * Width}})
                        {
                            int columns = (int)Math.Min({{2 * Width}}, n - j);
                            nint i = 0;
            {{rows.ToString().TrimEnd('\n')}}
                        }
                    }
                }

            """;
    }

    private string TileText(int height, bool isEdge)
    {
        var text = new StringBuilder();
        string name = isEdge ? "Edge" : "Tile", more = isEdge ? ", int columns" : "";
        string load = isEdge ? helpers.Use("LoadFirst", v) : "";
        string what = isEdge ? $"as many columns as there are, up to {2 * Width}" : $"{2 * Width} columns";
        Line(1, $"/// <summary>A tile of C: {height} rows, {what}; k outer products are added up in registers.</summary>");
        Line(1, "[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line(1, $"private static void {name}{height}(nint k, {Element}* a, nint rowA, nint innerA, {Element}* b, nint rowB, {Element}* c, nint rowC, bool adds{more})");
        Line(1, "{");
        for (int row = 0; row < height; row += 3)
        {
            int last = Math.Min(row + 3, height);
            Line(2, $"{Type} {string.Join(", ", Enumerable.Range(row, last - row).SelectMany(r => new[] { $"c{r}x0 = default", $"c{r}x1 = default" }))};");
        }
        if (height > 2) Line(2, "nint row2 = 2 * rowA;");
        for (int row = 3; row < height; row += 3) Line(2, $"{Element}* a{row} = a{(row == 3 ? "" : row - 3)} + 3 * rowA;");
        if (isEdge) Line(2, $"int first = Math.Min(columns, {Width}), second = columns - first;");
        Line(2, "for (nint l = 0; l < k; l++)");
        Line(2, "{");
        Line(3, isEdge ? $"var b0 = {load}(b, first);" : $"var b0 = {v.Class}.Load(b);");
        Line(3, isEdge ? $"var b1 = {load}(b + {Width}, second);" : $"var b1 = {v.Class}.Load(b + {Width});");
        for (int row = 0; row < height; row++)
        {
            string from = row / 3 == 0 ? "a" : $"a{row / 3 * 3}", at = (row % 3) switch { 0 => "0", 1 => "rowA", _ => "row2" };
            Line(3, $"var x{row} = {v.Class}.Create({from}[{at}]);");
            Line(3, $"c{row}x0 = {v.Class}.MultiplyAddEstimate(x{row}, b0, c{row}x0);");
            Line(3, $"c{row}x1 = {v.Class}.MultiplyAddEstimate(x{row}, b1, c{row}x1);");
        }
        Line(3, $"a += innerA;");
        for (int row = 3; row < height; row += 3) Line(3, $"a{row} += innerA;");
        Line(3, "b += rowB;");
        Line(2, "}");
        for (int row = 0; row < height; row++)
        {
            string at = row == 0 ? "c" : row == 1 ? "c + rowC" : $"c + {row} * rowC";
            Line(2, isEdge ? $"PutFirst({at}, c{row}x0, c{row}x1, adds, first, second);" : $"Put({at}, c{row}x0, c{row}x1, adds);");
        }
        Line(1, "}\n");
        if (height == heights.Max) text.Append(isEdge ? PutFirstText() : PutText());
        return text.ToString();

        void Line(int level, string line) => text.Append(' ', 4 * level).Append(line).Append('\n');
    }

    private string PutText() => $$"""
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static void Put({{Element}}* c, {{Type}} x, {{Type}} y, bool adds)
            {
                (adds ? {{v.Class}}.Load(c) + x : x).Store(c);
                (adds ? {{v.Class}}.Load(c + {{Width}}) + y : y).Store(c + {{Width}});
            }


        """;

    private string PutFirstText() => $$"""
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static void PutFirst({{Element}}* c, {{Type}} x, {{Type}} y, bool adds, int first, int second)
            {
                {{helpers.Use("StoreFirst", v)}}(c, adds ? {{helpers.Use("LoadFirst", v)}}(c, first) + x : x, first);
                StoreFirst(c + {{Width}}, adds ? LoadFirst(c + {{Width}}, second) + y : y, second);
            }


        """;

    private string DotsText()
    {
        var text = new StringBuilder();
        string[] sums = [.. Enumerable.Range(0, 16).Select(s => $"s{s / 4}{s % 4}")];
        foreach (bool isRest in new[] { false, true })
        {
            string Load(string from) => isRest ? $"LoadFirst({from} + l, (int)(k - l))" : $"{v.Class}.Load({from} + l)";
            Line(4, isRest ? "if (l < k)" : $"for (; l <= k - {Width}; l += {Width})");
            Line(4, "{");
            Line(5, $"{Type} y0 = {Load("b0")}, y1 = {Load("b1")}, y2 = {Load("b2")}, y3 = {Load("b3")};");
            for (int i = 0; i < 4; i++)
            {
                Line(5, $"var x{i} = {Load($"a{i}")};");
                for (int j = 0; j < 4; j++) Line(5, $"s{i}{j} = {v.Class}.MultiplyAddEstimate(x{i}, y{j}, s{i}{j});");
            }
            Line(4, "}");
        }
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                string missing = (i, j) switch { (0, 0) => "", (0, _) => $"if (columns > {j}) ", (_, 0) => $"if (rows > {i}) ", _ => $"if (rows > {i} && columns > {j}) " };
                Line(4, $"{missing}c[(i + {i}) * rowC + j + {j}] = TotalOfLanes(s{i}{j});");
            }
        }
        return $$"""
                /// <summary>C[m, n] = A[m, k] · B[n, k]ᵀ: dot products of stored rows, 4 × 4 at a time; rows that are missing repeat the last.</summary>
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                private static void Dots(nint m, nint n, nint k, {{Element}}* a, nint rowA, {{Element}}* b, nint rowB, {{Element}}* c, nint rowC)
                {
                    for (nint i = 0; i < m; i += 4)
                    {
                        nint rows = Math.Min(4, m - i);
                        {{Element}}* a0 = a + i * rowA, a1 = a0 + Math.Min(1, rows - 1) * rowA, a2 = a0 + Math.Min(2, rows - 1) * rowA, a3 = a0 + (rows - 1) * rowA;
                        for (nint j = 0; j < n; j += 4)
                        {
                            nint columns = Math.Min(4, n - j);
                            {{Element}}* b0 = b + j * rowB, b1 = b0 + Math.Min(1, columns - 1) * rowB, b2 = b0 + Math.Min(2, columns - 1) * rowB, b3 = b0 + (columns - 1) * rowB;
                            {{Type}} {{string.Join(", ", sums[..8].Select(s => s + " = default"))}};
                            {{Type}} {{string.Join(", ", sums[8..].Select(s => s + " = default"))}};
                            nint l = 0;
            {{text.ToString().TrimEnd('\n')}}
                        }
                    }
                }

            """;

        void Line(int level, string line) => text.Append(' ', 4 * level).Append(line).Append('\n');
    }

    private string RowsText() => $$"""
            /// <summary>The dot products of some stored rows with one.</summary>
            [MethodImpl(MethodImplOptions.AggressiveOptimization)]
            private static void RowDots(nint count, nint k, {{Element}}* rows, nint step, {{Element}}* x, {{Element}}* c, nint stepC)
            {
                for (nint i = 0; i < count; i++, rows += step, c += stepC)
                {
                    {{Type}} sum = default;
                    nint l = 0;
                    for (; l <= k - {{Width}}; l += {{Width}}) sum = {{v.Class}}.MultiplyAddEstimate({{v.Class}}.Load(rows + l), {{v.Class}}.Load(x + l), sum);
                    if (l < k) sum = {{v.Class}}.MultiplyAddEstimate(LoadFirst(rows + l, (int)(k - l)), LoadFirst(x + l, (int)(k - l)), sum);
                    *c = TotalOfLanes(sum);
                }
            }

        """;

    private string TransposeText() => $$"""
            /// <summary>The rows of a matrix as the columns of another.</summary>
            private static {{Element}}* Transpose(nint rows, nint columns, {{Element}}* from, nint step, {{Element}}* to)
            {
                for (nint j = 0; j < columns; j++)
                {
                    for (nint i = 0; i < rows; i++) to[j * rows + i] = from[i * step + j];
                }
                return to;
            }

        """;

    private string RepairText() => $$"""
            /// <summary>
            /// Computes the elements of a product that came out as NaN again, without the terms in which an exact zero of a side stands
            /// beside infinity or NaN.
            /// </summary>
            private static void LeaveOutZeros(
                nint m, nint n, nint k, {{Element}}* a, nint rowA, nint innerA, {{Element}}* b, nint innerB, nint columnB,
                {{Element}}* c, nint rowC, bool left, bool right)
            {
                for (nint i = 0; i < m; i++)
                {
                    var row = new Span<{{Element}}>(c + i * rowC, (int)n);
                    if (!HasNaN(row)) continue;
                    for (int j = 0; j < row.Length; j++)
                    {
                        if (!{{Element}}.IsNaN(row[j])) continue;
                        {{Element}} sum = 0;
                        for (nint l = 0; l < k; l++)
                        {
                            {{Element}} x = a[i * rowA + l * innerA], y = b[l * innerB + j * columnB];
                            if (!(left && x == 0) && !(right && y == 0)) sum += x * y;
                        }
                        row[j] = sum;
                    }
                }
            }

            private static bool HasNaN(ReadOnlySpan<{{Element}}> numbers)
            {
                var vectors = MemoryMarshal.Cast<{{Element}}, {{Type}}>(numbers);
                var found = {{Type}}.Zero;
                foreach (var x in vectors) found |= ~{{v.Class}}.Equals(x, x);
                if (found.ExtractMostSignificantBits() != 0) return true;
                foreach ({{Element}} x in numbers[(vectors.Length * {{Width}})..]) if ({{Element}}.IsNaN(x)) return true;
                return false;
            }

        """;
}
