namespace Grad.Writing;

/// <summary>The matrix products of a program as methods in C#; which kernel each takes is decided now where sizes are known.</summary>
internal sealed class ProductSteps(VectorSyntax v, ProgramNames names, ProductText text)
{
    private readonly List<Dimension> transposed = [];

    /// <summary>One product.</summary>
    public string Method(ProductStep step, string method)
    {
        var node = step.Node;
        var (left, right) = (Operand(step.Left), Operand(step.Right));
        Dimension m = node.Shape[node.Rank - 2], n = node.Shape[node.Rank - 1], k = node.Left.Shape[node.Rank - 1];
        string target = $"{names.Pointer(node)}";
        string comment = $"    // {names.Pointer(node)} = {names.Pointer(step.Left.Base)} · {names.Pointer(step.Right.Base)}\n";
        var strong = node.Strong;
        if (!step.Target.IsPacked(node.Shape))
        {
            (left, right, m, n, strong) = (right.Transposed, left.Transposed, n, m, strong.Exchanged());
            comment = $"    // {names.Pointer(node)} = {names.Pointer(step.Left.Base)} · {names.Pointer(step.Right.Base)}, all of them by columns\n";
        }
        var batch = node.Rank > 2 ? node.Shape.Take(node.Rank - 2).Aggregate(Dimension.One, (x, y) => x * y) : Dimension.One;
        var lines = new List<string>
        {
            $"{v.Element}* a = this.{left.Pointer}, b = this.{right.Pointer}, c = this.{target};",
            $"nint rows = {names.Size(m)}, columns = {names.Size(n)}, inner = {names.Size(k)};",
        };
        string indent = "";
        if (!batch.IsOne)
        {
            lines.Add($"for (nint s = 0; s < {names.Size(batch)}; s++, a += {left.Batch}, b += {right.Batch}, c += rows * columns)");
            lines.Add("{");
            indent = "    ";
        }
        lines.AddRange(Calls(left, right, m, n, k).Select(l => indent + l));
        if (strong != StrongSides.None)
        {
            string sides = $"{Flag(strong, StrongSides.Left)}, {Flag(strong, StrongSides.Right)}";
            lines.Add($"{indent}{text.Repair()}(rows, columns, inner, a, {left.Row}, {left.Column}, b, {right.Row}, {right.Column}, c, columns, {sides});");
        }
        if (!batch.IsOne) lines.Add("}");
        return $"{comment}    private void {method}()\n    {{\n{string.Concat(lines.Select(l => $"        {l}\n"))}    }}\n";
    }

    /// <summary>Statements that make room for a matrix that is transposed before it is multiplied.</summary>
    public IEnumerable<string> Scratch()
    {
        if (transposed.Count == 0) yield break;
        var largest = transposed.Where(t => !t.IsFixed).Distinct().ToList();
        if (transposed.Where(t => t.IsFixed).MaxBy(t => t.FixedValue) is { } known) largest.Add(known);
        string size = largest.Select(names.Size).Aggregate((x, y) => $"Math.Max({x}, {y})");
        yield return $"long panel = Place({(v.IsDouble ? 8 : 4)}L * {size}, ref end);";
    }

    /// <summary>The statement that gives it its address.</summary>
    public IEnumerable<string> Pointer() => transposed.Count == 0 ? [] : [$"this.panel = ({v.Element}*)(start + panel);"];

    /// <summary>The field of its address.</summary>
    public IEnumerable<string> Field() => transposed.Count == 0 ? [] : [$"private readonly {v.Element}* panel;"];

    private static string Flag(StrongSides strong, StrongSides side) => strong.HasFlag(side) ? "true" : "false";

    /// <summary>
    /// The kernel that Grad's own backend takes, or the choice between two; a matrix on the right that is stored along the inner
    /// dimension is transposed first.
    /// </summary>
    private IEnumerable<string> Calls(Matrix left, Matrix right, Dimension m, Dimension n, Dimension k)
    {
        bool alongLeft = left.Column == "1", alongRight = right.Row == "1";
        if (n.IsOne && alongLeft && (alongRight || right.Row == "1"))
        {
            yield return $"{text.Rows()}(rows, inner, a, {left.Row}, b, c, 1);";
            yield break;
        }
        if (m.IsOne && alongRight && alongLeft)
        {
            yield return $"{text.Rows()}(columns, inner, b, {right.Column}, a, c, 1);";
            yield break;
        }
        bool? dots = !alongLeft || !alongRight ? false : Fits(m, n, k);
        string condition = "3 * rows <= inner && rows * columns * inner < 1_000_000";
        string dotted = dots == false ? "" : $"{text.Dots()}(rows, columns, inner, a, {left.Row}, b, {right.Column}, c, columns);";
        if (dots == true)
        {
            yield return dotted;
            yield break;
        }
        string tiles;
        if (n.IsOne && !m.IsOne && !alongLeft)
            tiles = $"{text.Tiles(1)}(1, rows, inner, b, 1, {right.Row}, a, {left.Column}, c, rows);";
        else if (alongRight && right.Column != "1")
        {
            transposed.Add(k * n);
            tiles = $"{text.Tiles(m.FixedValue)}(rows, columns, inner, a, {left.Row}, {left.Column}, {text.Transpose()}(columns, inner, b, {right.Column}, panel), columns, c, columns);";
        }
        else tiles = $"{text.Tiles(m.FixedValue)}(rows, columns, inner, a, {left.Row}, {left.Column}, b, {right.Row}, c, columns);";
        if (dots is null)
        {
            yield return $"if ({condition}) {dotted}";
            yield return $"else {tiles}";
        }
        else yield return tiles;
    }

    private static bool? Fits(Dimension m, Dimension n, Dimension k) =>
        m.FixedValue is { } rows && n.FixedValue is { } columns && k.FixedValue is { } inner
            ? 3 * rows <= inner && rows * columns * inner < 1_000_000
            : null;

    private Matrix Operand(View view)
    {
        string offset = view.Offset.FixedValue == 0 ? "" : $" + {names.Size(view.Offset)}";
        return new(
            names.Pointer(view.Base) + offset, names.Size(view.Strides[^2]), names.Size(view.Strides[^1]),
            view.Strides.Length > 2 ? names.Size(view.Strides[^3]) : "0");
    }

    /// <summary>Where a matrix begins, and how far its next row, its next column and the next matrix are.</summary>
    private readonly record struct Matrix(string Pointer, string Row, string Column, string Batch)
    {
        public Matrix Transposed => this with { Row = Column, Column = Row };
    }
}
