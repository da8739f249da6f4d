using System.Numerics;

namespace Grad;

/// <summary>
/// Runs a loop: its step is a program inside, whose captured variables lie where the operands do and whose carried values
/// are updated in place; rows are copied in and out.
/// </summary>
internal sealed class ScanRoutine<T> : Routine<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scan.Layout layout;
    private readonly CompiledFunction<T> step;

    public ScanRoutine(Scan.Layout layout, CompilationOptions options)
    {
        this.layout = layout;
        var (parameters, results) = (layout.Step.Parameters, layout.Step.Results);
        int first = layout.Captured, end = first + layout.Carries;
        step = new(
            [.. parameters[..first], .. parameters[end..]],
            results.AsSpan()[layout.Carries..],
            [.. parameters[first..end].Zip(results)],
            options,
            parameters[..first].ToHashSet());
    }

    public override IEnumerable<(string, CompiledFunction<T>)> Inside => [("step", step)];

    public override long Workspace(IReadOnlyDictionary<string, int> symbols) => step.Plan(symbols).Size;

    public override Action Bind(
        Block[] operands, Block[] results, nint workspace, IReadOnlyDictionary<string, int> symbols)
    {
        var parameters = layout.Step.Parameters;
        int captured = layout.Captured, carries = layout.Carries, outputs = layout.Outputs;
        var external = Enumerable.Range(0, captured).ToDictionary(k => parameters[k], k => operands[k].Address);
        var inside = new Execution<T>(step, symbols, step.Plan(symbols), workspace, external);
        Block[] ordered = new Block[results.Length];
        for (int r = 0; r < results.Length; r++) ordered[layout.ResultOrder[r]] = results[r];

        List<Transfer> before = [], begin = [], end = [], after = [];
        for (int i = 0; i < carries; i++)
        {
            var parameter = parameters[captured + i];
            nint carried = inside[parameter].Address;
            before.Add(new(operands[captured + i].Address, carried, Bytes(parameter)));
            after.Add(new(carried, ordered[i].Address, Bytes(parameter)));
            nint history = ordered[carries + outputs + i].Address;
            if (history != 0) begin.Add(new(carried, history, Bytes(parameter), ToStep: Bytes(parameter)));
        }
        for (int k = captured + carries; k < operands.Length; k++)
        {
            // An element that the simplified step does not read has no memory.
            if (!inside.TryGet(parameters[k], out var row)) continue;
            begin.Add(new(operands[k].Address, row.Address, Bytes(parameters[k]), FromStep: Bytes(parameters[k])));
        }
        for (int j = 0; j < outputs; j++)
        {
            var root = step.Roots[j];
            end.Add(new(inside[root].Address, ordered[carries + j].Address, Bytes(root), ToStep: Bytes(root)));
        }

        int length = (int)layout.Length.Evaluate(symbols);
        return new Loop(inside, [.. before], [.. begin], [.. end], [.. after], length, layout.IsReversed).Run;

        long Bytes(Expr node) => (long)Sizes.Length(node.Shape.Evaluate(symbols)) * step.ElementSize(node);
    }

    private sealed class Loop(
        Execution<T> inside, Transfer[] before, Transfer[] begin, Transfer[] end, Transfer[] after, int length, bool isReversed)
    {
        public void Run()
        {
            inside.FillConstants();
            foreach (var transfer in before) transfer.Make(0);
            for (int step = 0; step < length; step++)
            {
                int t = isReversed ? length - 1 - step : step;
                foreach (var transfer in begin) transfer.Make(t);
                inside.Run();
                foreach (var transfer in end) transfer.Make(t);
            }
            foreach (var transfer in after) transfer.Make(0);
        }
    }
}

/// <summary>Bytes that are copied in each turn of a loop, from or to the next row.</summary>
internal readonly record struct Transfer(nint From, nint To, long Bytes, long FromStep = 0, long ToStep = 0)
{
    public unsafe void Make(int t) =>
        System.Buffer.MemoryCopy((void*)(From + (nint)(t * FromStep)), (void*)(To + (nint)(t * ToStep)), Bytes, Bytes);
}
