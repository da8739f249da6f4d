using System.Numerics;

namespace Grad;

/// <summary>Runs the one or the other of two programs; they use the same memory.</summary>
internal sealed class CondRoutine<T>(Cond cond, CompilationOptions options) : Routine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CallRoutine<T> then = new(cond.Then, options, "then");
    private readonly CallRoutine<T> otherwise = new(cond.Otherwise, options, "otherwise");

    public override IEnumerable<(string, CompiledFunction<T>)> Inside => [.. then.Inside, .. otherwise.Inside];

    public override long Workspace(IReadOnlyDictionary<string, int> symbols) =>
        Math.Max(then.Workspace(symbols), otherwise.Workspace(symbols));

    public override Action Bind(
        Block[] operands, Block[] results, nint workspace, IReadOnlyDictionary<string, int> symbols)
    {
        var (condition, captured) = (operands[0], operands[1..]);
        var runThen = then.Bind(captured, results, workspace, symbols);
        var runOtherwise = otherwise.Bind(captured, results, workspace, symbols);
        return () =>
        {
            if (condition.Span<byte>()[0] != 0) runThen();
            else runOtherwise();
        };
    }
}
