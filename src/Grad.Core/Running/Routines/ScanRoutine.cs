using System.Numerics;
using System.Runtime.InteropServices;

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

    public override long Workspace(IReadOnlyDictionary<string, int> symbols) => step.Plan(symbols).Memory.Size;

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
            nint history = i < layout.Histories ? ordered[carries + outputs + i].Address : 0;
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

        int length = layout.Length is { } most ? (int)most.Evaluate(symbols) : int.MaxValue;
        return new Loop(inside, [.. before], [.. begin], [.. end], [.. after], length, layout.IsReversed)
        {
            Count = layout.CountPlace is { } count ? operands[count] : default,
            Going = layout.Going is { } going ? inside[going] : default,
            Steps = layout.Going is null ? default : ordered[^1],
        }.Run;

        long Bytes(Expr node) => (long)Sizes.Length(node.Shape.Evaluate(symbols)) * step.ElementSize(node);
    }

    private sealed class Loop(
        Execution<T> inside, Transfer[] before, Transfer[] begin, Transfer[] end, Transfer[] after, int length, bool isReversed)
    {
        /// <summary>The whole numbers of which the largest is the number of steps, if it is not the length.</summary>
        public Block Count { get; init; }

        /// <summary>The conditions of which one must hold for another step, if there are any.</summary>
        public Block Going { get; init; }

        /// <summary>Where the number of steps goes that each condition held, if somebody asks for it.</summary>
        public Block Steps { get; init; }

        public void Run()
        {
            inside.FillConstants();
            foreach (var transfer in before) transfer.Make(0);
            if (Steps.Address != 0) Steps.Span<int>().Clear();
            int n = Count.Address == 0 ? length : Largest(Count.Span<int>()), taken = 0;
            for (; taken < n && GoesOn(); taken++)
            {
                int t = isReversed ? n - 1 - taken : taken;
                foreach (var transfer in begin) transfer.Make(t);
                inside.Run();
                foreach (var transfer in end) transfer.Make(t);
            }
            foreach (var transfer in after) transfer.Make(0);
            if (taken == length) return;
            foreach (var transfer in begin) transfer.Clear(taken, length);
            foreach (var transfer in end) transfer.Clear(taken, length);
        }

        private bool GoesOn()
        {
            if (Going.Address == 0) return true;
            var going = Going.Span<byte>();
            if (Steps.Address != 0)
            {
                var steps = Steps.Span<int>();
                for (int i = 0; i < steps.Length; i++) steps[i] += going[i];
            }
            return going.Contains((byte)1);
        }

        private static int Largest(ReadOnlySpan<int> numbers)
        {
            int largest = 0;
            foreach (int number in numbers) largest = Math.Max(largest, number);
            return largest;
        }
    }
}

/// <summary>Bytes that are copied in each turn of a loop, from or to the next row.</summary>
internal readonly record struct Transfer(nint From, nint To, long Bytes, long FromStep = 0, long ToStep = 0)
{
    public unsafe void Make(int t) =>
        System.Buffer.MemoryCopy((void*)(From + (nint)(t * FromStep)), (void*)(To + (nint)(t * ToStep)), Bytes, Bytes);

    /// <summary>Writes zeros into the rows of the turns that were not taken, if each has a row of its own.</summary>
    public unsafe void Clear(int taken, int length)
    {
        if (ToStep != 0) NativeMemory.Clear((void*)(To + (nint)(taken * ToStep)), (nuint)((length - taken) * ToStep));
    }
}
