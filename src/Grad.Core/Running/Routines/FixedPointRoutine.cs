using System.Numerics;

namespace Grad;

/// <summary>Repeats a step, which is a program inside that updates x in place, until x stays the same.</summary>
internal sealed class FixedPointRoutine<T> : Routine<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FixedPoint.Iteration iteration;
    private readonly CompiledFunction<T> step;

    public FixedPointRoutine(FixedPoint.Iteration iteration, CompilationOptions options)
    {
        this.iteration = iteration;
        var captured = iteration.Step.Parameters[1..];
        step = new(
            captured.AsSpan(),
            [iteration.Change, iteration.Size],
            [(iteration.Step.Parameters[0], iteration.Step.Results[0])],
            options,
            captured.ToHashSet());
    }

    public override IEnumerable<(string, CompiledFunction<T>)> Inside => [("step", step)];

    public override long Workspace(IReadOnlyDictionary<string, int> symbols) => step.Plan(symbols).Memory.Size;

    public override Action Bind(
        Block[] operands, Block[] results, nint workspace, IReadOnlyDictionary<string, int> symbols)
    {
        var parameters = iteration.Step.Parameters;
        var external = Enumerable.Range(1, parameters.Length - 1).ToDictionary(k => parameters[k], k => operands[k].Address);
        var inside = new Execution<T>(step, symbols, step.Plan(symbols), workspace, external);
        nint x = inside[parameters[0]].Address;
        long bytes = (long)results[0].Length * step.ElementSize(parameters[0]);
        var (begin, end) = (new Transfer(operands[0].Address, x, bytes), new Transfer(x, results[0].Address, bytes));
        return () =>
        {
            inside.FillConstants();
            begin.Make(0);
            for (int i = 0; i < iteration.Most; i++)
            {
                inside.Run();
                double change = inside.Element(step.Roots[0], 0), size = inside.Element(step.Roots[1], 0);
                if (!iteration.HasConverged<T>(change, size)) continue;
                end.Make(0);
                return;
            }
            throw iteration.NotFound();
        };
    }
}
