using System.Numerics;

namespace Grad.Writing;

/// <summary>A loop as statements in C#: rows are copied in, a turn is run, and rows are copied out.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class ScanText<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scan.Layout layout;
    private readonly InsideProgram<T> turn;
    private readonly ProgramNames names;
    private readonly FileParts file;
    private readonly CopyText copies;
    private readonly Expr[] operands;
    private readonly Expr?[] results;
    private readonly string t, taken, length;

    public ScanText(Scan.Layout layout, ProcedureStep step, InsideProgram<T> turn, ProgramNames names, FileParts file)
    {
        (this.layout, this.turn, this.names, this.file) = (layout, turn, names, file);
        copies = new(names, file);
        operands = [.. step.Arrays];
        results = layout.Unordered([.. step.Results]);
        Name();
        length = layout.Length is null ? "" : names.Size(layout.Length);
        var locals = names.Locals([.. operands, .. results.OfType<Expr>()], turn.Field);
        (t, taken) = (locals.Give("t"), locals.Give("taken"));
    }

    private bool EndsEarly => layout.Count is not null || layout.Going is not null;

    /// <summary>How many turns each condition held, if somebody asks for it.</summary>
    private Expr? Steps => layout.Going is null ? null : results[^1];

    /// <summary>The statements.</summary>
    public IEnumerable<string> Lines() =>
        [.. Before(), .. Header(), "{", .. Turn().Select(l => $"    {l}"), "}", .. After(), .. EndsEarly ? Cleared() : []];

    /// <summary>What is carried goes by its name, and so do its values before each turn.</summary>
    private void Name()
    {
        foreach (var (carried, i) in Carried.Select((c, i) => (c, i)))
            if (results[i] is { } result) names.Suggest(result, $"{carried.Name} after");
        foreach (var (carried, history) in Histories()) names.Suggest(history, $"{((Variable)carried).Name} before");
        if (Steps is { } steps) names.Suggest(steps, "turns");
    }

    private IEnumerable<Variable> Carried => layout.Step.Parameters.Skip(layout.Captured).Take(layout.Carries);

    private IEnumerable<string> Before()
    {
        foreach (var (carried, i) in Carried.Select((c, i) => (c, i)))
            yield return copies.Whole(names.Pointer(operands[layout.Captured + i]), turn[carried], carried.Shape);
        if (Steps is { Shape.Size.IsOne: false } steps)
            yield return $"new Span<int>({names.Pointer(steps)}, {names.Size(steps.Shape.Size)}).Clear();";
    }

    /// <summary>The head of the loop. One that ends by a condition goes forwards: its first turn is the first.</summary>
    private IEnumerable<string> Header()
    {
        if (layout.Going is { } going)
        {
            if (layout.Length is null && Steps is null) return [$"while ({GoesOn(going)})"];
            string most = layout.Length is null ? "" : $"{t} < {length} && ";
            return [$"int {t} = 0;", $"for (; {most}{GoesOn(going)}; {t}++)"];
        }
        if (layout.CountPlace is not { } place) return [Count(length)];
        string count = names.Pointer(operands[place]);
        var many = layout.Count!.Shape.Size;
        if (!many.IsOne) file.Need(FileFunctions.Largest);
        return [$"int {taken} = {(many.IsOne ? $"*{count}" : $"Largest({count}, {names.Size(many)})")};", Count(taken)];

        string Count(string n) => layout.IsReversed
            ? $"for (int {t} = {n} - 1; {t} >= 0; {t}--)"
            : $"for (int {t} = 0; {t} < {n}; {t}++)";
    }

    private string GoesOn(Variable going)
    {
        if (going.Shape.Size.IsOne) return $"*{turn[going]} != 0";
        file.Need(FileFunctions.AnyHolds);
        return $"AnyHolds({turn[going]}, {(Steps is null ? "null" : names.Pointer(Steps))}, {names.Size(going.Shape.Size)})";
    }

    private IEnumerable<string> Turn()
    {
        foreach (var (carried, history) in Histories())
            yield return copies.ToRow(turn[carried], names.Pointer(history), t, carried.Shape);
        for (int k = layout.Captured + layout.Carries; k < operands.Length; k++)
        {
            var row = layout.Step.Parameters[k];
            if (turn.Reads(row)) yield return copies.FromRow(names.Pointer(operands[k]), t, turn[row], row.Shape);
        }
        yield return $"{turn.Field}.Run();";
        foreach (var (row, output) in Outputs()) yield return copies.ToRow(turn[row], names.Pointer(output), t, row.Shape);
    }

    private IEnumerable<string> After()
    {
        foreach (var (carried, i) in Carried.Select((c, i) => (c, i)))
            if (results[i] is { } result) yield return copies.Whole(turn[carried], names.Pointer(result), carried.Shape);
        if (Steps is { Shape.Size.IsOne: true } steps) yield return $"*{names.Pointer(steps)} = {t};";
    }

    private IEnumerable<string> Cleared()
    {
        string end = layout.Going is null ? taken : t;
        foreach (var (row, rows) in Histories().Concat(Outputs()))
            yield return copies.Clear(names.Pointer(rows), turn.ElementType(row), end, length, row.Shape);
    }

    private IEnumerable<(Expr Row, Expr Rows)> Histories()
    {
        foreach (var (carried, i) in Carried.Take(layout.Histories).Select((c, i) => (c, i)))
            if (results[layout.Carries + layout.Outputs + i] is { } history) yield return (carried, history);
    }

    private IEnumerable<(Expr Row, Expr Rows)> Outputs()
    {
        for (int j = 0; j < layout.Outputs; j++)
            if (results[layout.Carries + j] is { } output) yield return (turn.Roots[j], output);
    }
}
