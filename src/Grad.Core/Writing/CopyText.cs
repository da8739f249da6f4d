namespace Grad.Writing;

/// <summary>Statements that copy arrays from and to programs inside.</summary>
internal sealed class CopyText(ProgramNames names, FileParts file)
{
    /// <summary>A whole array.</summary>
    public string Whole(string from, string to, Shape shape) =>
        shape.Size.IsOne ? $"*{to} = *{from};" : Copy(from, to, shape);

    /// <summary>The row of a turn.</summary>
    public string FromRow(string from, string turn, string to, Shape row) =>
        row.Size.IsOne ? $"*{to} = {from}[{turn}];" : Copy($"{from} + {Place(turn, row)}", to, row);

    /// <summary>To the row of a turn.</summary>
    public string ToRow(string from, string to, string turn, Shape row) =>
        row.Size.IsOne ? $"{to}[{turn}] = *{from};" : Copy(from, $"{to} + {Place(turn, row)}", row);

    /// <summary>Zeros in the rows of the turns that were not taken.</summary>
    public string Clear(string to, string element, string taken, string length, Shape row)
    {
        string many = length.AsSpan().ContainsAny('+', '-') ? $"({length})" : length;
        string rest = row.Size.IsOne ? $"{many} - {taken}" : $"({many} - {taken}) * {names.Factor(row.Size)}";
        return $"new Span<{element}>({to} + {Place(taken, row)}, {rest}).Clear();";
    }

    private string Place(string turn, Shape row) => row.Size.IsOne ? turn : $"{turn} * {names.Factor(row.Size)}";

    private string Copy(string from, string to, Shape shape)
    {
        file.Need(FileFunctions.Copy);
        return $"Copy({from}, {to}, {names.Size(shape.Size)});";
    }
}
