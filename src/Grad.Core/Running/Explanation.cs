using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Grad;

/// <summary>
/// A program in words: its memory, what it computes and moves, and each step with its part of both.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="function">The program.</param>
/// <param name="symbols">The values of the symbolic sizes; of those that are missing the text has formulas.</param>
/// <param name="isStreamed">Which steps write past the caches, where that is known.</param>
internal sealed class Explanation<T>(
    CompiledFunction<T> function, IReadOnlyDictionary<string, int> symbols, Predicate<Step>? isStreamed = null)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Flops = "flops", Bytes = "bytes";

    /// <summary>The text, its lines ended as the system ends them.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        string sizes = string.Concat(symbols.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $", {s.Key} = {Number(s.Value)}"));
        text.AppendLine(CultureInfo.InvariantCulture, $"{function.Steps.Length} steps in {typeof(T).Name}{sizes}");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"matrix products: {function.Backend.Name} ({function.Backend.Description}). {function.BackendReason}");
        text.AppendLine(function.Loops);
        text.AppendLine(function.Threads == 1 ? "threads: one" : $"threads: up to {function.Threads}, where the work is worth it");
        text.AppendLine(Memory());
        text.AppendLine(Total(Work.Of(function)));
        Row[] rows = [.. function.Steps.Select(Explained)];
        int flops = Width(Flops, rows.Select(r => r.Flops)), bytes = Width(Bytes, rows.Select(r => r.Bytes));
        string indent = new(' ', 4 + flops + 2 + bytes + 2);
        text.AppendLine($"    {Flops.PadLeft(flops)}  {Bytes.PadLeft(bytes)}");
        foreach (var row in rows)
        {
            text.AppendLine($"    {row.Flops.PadLeft(flops)}  {row.Bytes.PadLeft(bytes)}  {row.Title}");
            foreach (string line in row.Lines) text.AppendLine($"{indent}    {line}");
        }
        return text.ToString();
    }

    private static int Width(string title, IEnumerable<string> texts) => texts.Append(title).Max(t => t.Length);

    private Row Explained(Step step)
    {
        var work = Work.Of(step, function);
        string flops = work.Flops is { } known ? Number(known) : "?";
        return new(flops, Number(work.Bytes), Title(step), [.. Lines(step)]);
    }

    private string Title(Step step)
    {
        switch (step)
        {
            case ProductStep product:
                string stored = product.Target.IsPacked(product.Node.Shape) ? "" : ", stored by columns";
                return $"product {product.Node.Left.Shape} · {product.Node.Right.Shape}{stored}";
            case ProcedureStep call:
                return $"call {call.Node.Operator}: {string.Join(", ", call.Results.OfType<Expr>().Select(r => r.Shape))}";
            case Loop loop:
                string folds = string.Concat(loop.Folds.Select(f => $", {f.Operator} over {f.Axes}"));
                string byColumns = loop.Stores.Any(s => !s.IsPacked(loop.Space)) ? " by columns" : "";
                string past = isStreamed?.Invoke(loop) == true ? " past the caches" : "";
                string exactly = loop.Exact ? ", in double" : "";
                return $"loop {loop.Space}: {loop.Loads.Length} loads, {loop.Stores.Length} stores{byColumns}{past}{folds}{exactly}";
            default:
                throw new System.Diagnostics.UnreachableException(step.GetType().Name);
        }
    }

    /// <summary>A loop's operators in order; the programs inside a routine.</summary>
    private IEnumerable<string> Lines(Step step) => step switch
    {
        Loop { Body.IsEmpty: false } loop => [string.Join(' ', loop.Body.Select(b => b.Operator.Replace(' ', '-')))],
        ProcedureStep call => function.Routines[call.Node].Inside.SelectMany(inside =>
            $"{inside.Name}: {new Explanation<T>(inside.Program, symbols).Write().TrimEnd()}".ReplaceLineEndings("\n").Split('\n')),
        _ => [],
    };

    /// <summary>How many buffers there are and, where every size is known, what they take.</summary>
    private string Memory()
    {
        var nodes = function.Buffers.SelectMany(b => b.Nodes).ToArray();
        string count = $"memory: {nodes.Length} arrays in {function.Buffers.Length} buffers";
        if (!nodes.All(n => n.Shape.All(IsKnown))) return count;
        long peak = function.Plan(symbols).Memory.Size, separate = nodes.Sum(n => MemoryPlan.Aligned(function.Bytes(n, symbols)));
        return string.Create(CultureInfo.InvariantCulture, $"{count}, {peak:N0} bytes; {separate:N0} without reuse");
    }

    private string Total(Work work)
    {
        string unsaid = function.Steps.Any(s => Work.Of(s, function).Flops is null) ? ", besides those of calls" : "";
        string total = $"work: {Number(work.Flops!)} flops{unsaid}, {Number(work.Bytes)} bytes loaded and stored";
        if (!IsKnown(work.Flops!) || !IsKnown(work.Bytes) || unsaid.Length > 0) return total;
        double bytes = Math.Max(1, work.Bytes.Evaluate(symbols));
        return string.Create(CultureInfo.InvariantCulture, $"{total}, {work.Flops!.Evaluate(symbols) / bytes:0.0#} flops per byte");
    }

    private string Number(Dimension size) =>
        IsKnown(size) ? size.Evaluate(symbols).ToString("N0", CultureInfo.InvariantCulture) : size.ToString();

    private bool IsKnown(Dimension size) => size.SymbolNames.All(symbols.ContainsKey);

    private readonly record struct Row(string Flops, string Bytes, string Title, ImmutableArray<string> Lines);
}
