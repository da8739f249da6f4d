using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Grad.Bench;

/// <summary>How long each step of a program takes when it runs alone.</summary>
internal static class StepTimes
{
    private const int Runs = 2_000;
    private const int Repetitions = 25;

    /// <summary>A line for each step: the median of its repetitions in microseconds.</summary>
    public static string Table(CompiledFunction<float> program, ReadOnlySpan<(Variable, Value)> data)
    {
        var session = program.Bind(data);
        session.Repeat(60_000);
        var text = new StringBuilder("| step | µs |\n|---|--:|\n");
        for (int s = 0; s < program.Steps.Length; s++)
        {
            var step = session.Steps[s];
            var times = new double[Repetitions];
            for (int i = 0; i < times.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int k = 0; k < Runs; k++) step();
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Runs;
            }
            Array.Sort(times);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {Name(program.Steps[s])} | {times[Repetitions / 2]:F2} |");
        }
        GC.KeepAlive(session);
        return text.ToString();
    }

    private static string Name(Step step) => step switch
    {
        Loop loop => $"loop {loop.Space}: {string.Join(' ', loop.Body.Select(b => b.Operator).Concat(loop.Folds.Select(f => f.Operator)))}",
        ProductStep product => $"product {product.Node.Left.Shape} · {product.Node.Right.Shape}",
        ProcedureStep call => call.Node.Operator,
        _ => step.ToString(),
    };
}
