using System.Numerics;

namespace Grad;

/// <summary>A function as a program inside: its parameters lie where the operands do, and its results are copied out.</summary>
internal sealed class CallRoutine<T> : Routine<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Function function;
    private readonly CompiledFunction<T> program;
    private readonly string name;

    public CallRoutine(Function function, CompilationOptions options, string name)
    {
        (this.function, this.name) = (function, name);
        program = new(function.Parameters.AsSpan(), function.Results.AsSpan(), [], options, function.Parameters.ToHashSet());
    }

    public override IEnumerable<(string, CompiledFunction<T>)> Inside => [(name, program)];

    public override long Workspace(IReadOnlyDictionary<string, int> symbols) => program.Plan(symbols).Memory.Size;

    public override Action Bind(
        Block[] operands, Block[] results, nint workspace, IReadOnlyDictionary<string, int> symbols)
    {
        var external = function.Parameters.Zip(operands).ToDictionary(p => p.First, p => p.Second.Address);
        var inside = new Execution<T>(program, symbols, program.Plan(symbols), workspace, external);
        Transfer[] transfers = [.. program.Roots.Zip(results).Select(
            r => new Transfer(inside[r.First].Address, r.Second.Address, (long)r.Second.Length * program.ElementSize(r.First)))];
        return () =>
        {
            inside.FillConstants();
            inside.Run();
            foreach (var transfer in transfers) transfer.Make(0);
        };
    }
}
