using System.Globalization;
using System.Numerics;

namespace Grad.Writing;

/// <summary>
/// Loops, branches and searches as methods in C#: what they run again and again or not at all is a program inside, and they
/// copy arrays into it and out of it as the <see cref="Routine{T}"/>s of a session do.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class ControlSteps<T>(CompiledFunction<T> function, ProgramNames names, FileParts file)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<string> fields = [], construction = [];

    /// <summary>The fields of the programs inside.</summary>
    public IEnumerable<string> Fields => fields;

    /// <summary>The statements that make them.</summary>
    public IEnumerable<string> Construction => construction;

    /// <summary>One call.</summary>
    public string Method(ProcedureStep step, string method)
    {
        var lines = step.Node switch
        {
            Scan scan => Loop(scan.Parts, step, method),
            Cond cond => Branches(cond, step, method),
            Checkpoint checkpoint => Call(
                Inside("CheckpointBody", $"What {method} computes.", step, 0, checkpoint.Body, step.Arrays), step),
            FixedPoint search => Search(search.Parts, step, method),
            _ => throw new System.Diagnostics.UnreachableException(step.Node.Operator),
        };
        string results = string.Join(", ", step.Results.OfType<Expr>().Select(names.Pointer));
        string comment = $"{results} = {step.Node.Operator}({string.Join(", ", step.Arrays.Select(names.Pointer))})";
        string[] said = [.. SummaryText.Wrapped(comment).Select(l => $"// {l}")];
        return SummaryText.Lines(1, [.. said, $"private void {method}()", "{", .. lines.Select(l => $"    {l}"), "}"]);
    }

    /// <summary>One of the programs inside a step, whose captured variables lie where some arrays do.</summary>
    private InsideProgram<T> Inside(
        string wanted, string said, ProcedureStep step, int index, Function body, IEnumerable<Expr> arrays, params ReadOnlySpan<string> roots)
    {
        var program = function.Routines[step.Node].Inside.ElementAt(index).Program;
        var inside = new InsideProgram<T>(program, wanted, said, names, file, roots);
        fields.Add(inside.Declaration);
        construction.AddRange(inside.Construction(body.Parameters.Zip(arrays).ToDictionary(p => p.First, p => p.Second)));
        return inside;
    }

    private IEnumerable<string> Loop(Scan.Layout layout, ProcedureStep step, string method)
    {
        string wanted = layout.Going is null ? "ScanTurn" : "WhileTurn";
        var turn = Inside(wanted, $"One turn of the loop in {method}.", step, 0, layout.Step, step.Arrays);
        return new ScanText<T>(layout, step, turn, names, file).Lines();
    }

    private IEnumerable<string> Branches(Cond cond, ProcedureStep step, string method)
    {
        var captured = step.Arrays[1..];
        var then = Inside("CondThen", $"What {method} computes where its condition holds.", step, 0, cond.Then, captured);
        var otherwise = Inside("CondOtherwise", $"What {method} computes where it does not.", step, 1, cond.Otherwise, captured);
        return
        [
            $"if (*{names.Pointer(step.Arrays[0])} != 0)", "{", .. Call(then, step).Select(l => $"    {l}"), "}",
            "else", "{", .. Call(otherwise, step).Select(l => $"    {l}"), "}",
        ];
    }

    /// <summary>A run of a program inside, whose results are copied out.</summary>
    private List<string> Call(InsideProgram<T> inside, ProcedureStep step)
    {
        var copies = new CopyText(names, file);
        List<string> lines = [$"{inside.Field}.Run();"];
        for (int r = 0; r < step.Results.Length; r++)
            lines.Add(copies.Whole(inside[inside.Roots[r]], names.Pointer(step.Results[r]!), step.Results[r]!.Shape));
        return lines;
    }

    private IEnumerable<string> Search(FixedPoint.Iteration sought, ProcedureStep step, string method)
    {
        var inside = Inside(
            "FixedPointTurn", $"One turn of the search in {method}.", step, 0, sought.Step, step.Arrays, "change", "size");
        var copies = new CopyText(names, file);
        string x = inside[sought.Step.Parameters[0]], found = names.Pointer(step.Results[0]!);
        var shape = sought.Step.Parameters[0].Shape;
        string tolerance = LaneSyntax.Of(0, isDouble: true).Number(sought.Tolerance<T>());
        var locals = names.Locals([step.Arrays[0], step.Results[0]!], inside.Field);
        string t = locals.Give("t"), change = locals.Give("change"), size = locals.Give("size");
        return
        [
            copies.Whole(names.Pointer(step.Arrays[0]), x, shape),
            $"for (int {t} = 0; {t} < {sought.Most.ToString(CultureInfo.InvariantCulture)}; {t}++)",
            "{",
            $"    {inside.Field}.Run();",
            $"    double {change} = *{inside[inside.Roots[0]]}, {size} = *{inside[inside.Roots[1]]};",
            $"    if (!({size} < double.PositiveInfinity && {change} <= {tolerance} * Math.Max(1, {size}))) continue;",
            $"    {copies.Whole(x, found, shape)}",
            "    return;",
            "}",
            $"throw new ArithmeticException(\"{sought.NotFound().Message}\");",
        ];
    }
}
