namespace Grad.Writing;

/// <summary>Arrays put into larger ones as methods in C#: blocks that lie one after the other are copied.</summary>
/// <param name="names">The names of arrays and sizes.</param>
/// <param name="elementType">The type of an array's elements.</param>
/// <param name="file">The file.</param>
internal sealed class PlacementText(ProgramNames names, Func<Expr, string> elementType, FileParts file)
{
    /// <summary>The array at some places of a larger one.</summary>
    public string Method(Place place, ProcedureStep step, string method)
    {
        string element = elementType(step.Results[0]!), to = names.Pointer(step.Results[0]!);
        var ranges = place.Ranges;
        var strides = View.RowMajor(place.Shape);
        // From this axis on the elements of a block lie one after the other.
        int block = ranges.Length;
        while (block > 0 && ranges[block - 1].IsAll(place.Shape[block - 1])) block--;
        if (block > 0 && ranges[block - 1].Step == 1) block--;
        string[] indices = [.. Enumerable.Range(0, block).Select(d => $"i{d}")];
        var lines = new List<string> { $"{element}* x = this.{names.Pointer(step.Arrays[0])}, y = this.{to};" };
        lines.Add($"new Span<{element}>(y, {names.Size(place.Shape.Size)}).Fill({Filling(place, element)});");
        for (int d = 0; d < block; d++)
        {
            lines.Add($"{Indent(d)}for (int {indices[d]} = 0; {indices[d]} < {names.Size(ranges[d].Count)}; {indices[d]}++)");
            lines.Add($"{Indent(d)}{{");
        }
        string[] at = [.. Enumerable.Range(0, ranges.Length).Select(d => At(d)).Where(a => a.Length > 0)];
        string target = string.Join(" + ", at.Prepend("y"));
        var size = ranges.Skip(block).Aggregate(Dimension.One, (product, range) => product * range.Count);
        lines.AddRange(Copied(size, target).Select(l => Indent(block) + l));
        for (int d = block - 1; d >= 0; d--) lines.Add($"{Indent(d)}}}");
        return Written($"{to} = {names.Pointer(step.Arrays[0])} in a larger array", method, lines);

        string At(int d)
        {
            string start = ranges[d].Start.FixedValue == 0 ? "" : names.Size(ranges[d].Start);
            string turn = d >= block ? "" : ranges[d].Step == 1 ? indices[d] : $"{ranges[d].Step} * {indices[d]}";
            string sum = string.Join(" + ", new[] { start, turn }.Where(s => s.Length > 0));
            return sum.Length == 0 || strides[d].IsOne ? sum : $"({sum}) * {names.Factor(strides[d])}";
        }
    }

    /// <summary>Arrays one behind the other along an axis.</summary>
    public string Method(Concat concat, ProcedureStep step, string method)
    {
        string element = elementType(step.Results[0]!), to = names.Pointer(step.Results[0]!);
        string outer = names.Size(concat.Shape.Take(concat.Axis).Aggregate(Dimension.One, (x, y) => x * y));
        var lines = new List<string> { $"{element}* y = this.{to};", $"for (int i = 0; i < {outer}; i++)", "{" };
        for (int k = 0; k < step.Arrays.Length; k++)
        {
            var run = concat.Operands[k].Shape.Skip(concat.Axis).Aggregate(Dimension.One, (x, y) => x * y);
            string from = $"this.{names.Pointer(step.Arrays[k])} + i * {names.Factor(run)}";
            file.Need(FileFunctions.Copy);
            lines.Add($"    Copy({from}, y, {names.Size(run)});");
            lines.Add($"    y += {names.Size(run)};");
        }
        lines.Add("}");
        string parts = string.Join(", ", step.Arrays.Select(names.Pointer));
        return Written($"{to} = {parts} one behind the other", method, lines);
    }

    /// <summary>A block of x goes to its place, and x moves on.</summary>
    private string[] Copied(Dimension size, string target)
    {
        if (size.IsOne) return [target == "y" ? "*y = *x++;" : $"*({target}) = *x++;"];
        file.Need(FileFunctions.Copy);
        return [$"Copy(x, {target}, {names.Size(size)});", $"x += {names.Size(size)};"];
    }

    private static string Filling(Place place, string element) => element switch
    {
        "int" => int.CreateSaturating(place.Filling).ToString("D", System.Globalization.CultureInfo.InvariantCulture),
        "byte" => place.Filling == 0 ? "0" : "1",
        _ => LaneSyntax.Of(0, element == "double").Number(place.Filling),
    };

    private static string Written(string comment, string method, IEnumerable<string> lines) => SummaryText.Lines(
        1, [$"// {comment}", $"private void {method}()", "{", .. lines.Select(l => $"    {l}"), "}"]);

    private static string Indent(int depth) => new(' ', 4 * depth);
}
