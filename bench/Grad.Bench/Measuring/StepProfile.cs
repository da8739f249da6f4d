using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Grad.Bench;

/// <summary>
/// How the time of a run is spread over its steps. Each is timed inside whole runs, between two time stamps whose cost is
/// taken off, so that it works on the data that it meets in training; the least of many milliseconds of runs.
/// </summary>
internal static class StepProfile
{
    private const double Seconds = 3, Block = 1e-3;
    private const int FewestBlocks = 20;

    /// <summary>A line for each step in order, or for steps that run together, with its rate where its operations or bytes are known.</summary>
    /// <param name="program">The program.</param>
    /// <param name="session">A session of it.</param>
    /// <param name="symbols">The values of the symbolic sizes.</param>
    public static string Table<T>(
        CompiledFunction<T> program, Session<T> session, IReadOnlyDictionary<string, int> symbols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] times = Times(session, Clock.Least(session.Run)[0]);
        double whole = Clock.Least(session.Run)[0];
        double sum = times.Sum();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"A run takes {whole * 1e6:F2} µs at the least; its steps add up to {sum * 1e6:F2}.");
        text.AppendLine().AppendLine("| step | µs | share | rate |").AppendLine("|---|--:|--:|--:|");
        for (int i = 0; i < times.Length; i++)
        {
            // After the program's steps come copies of updates that could not be written in place.
            Step[] steps = i < session.StepsTogether.Length ? [.. session.StepsTogether[i].Select(s => program.Steps[s])] : [];
            string name = steps.Length == 0 ? "copy of an update" : string.Join("; ", steps.Select(Name));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {times[i] * 1e6:F2} | {times[i] / sum:P0} | "
                + $"{(steps.Length == 1 ? Rate(program, steps[0], times[i], symbols) : "")} |");
        }
        return text.ToString();
    }

    private static double[] Times<T>(Session<T> session, double ofARun) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var steps = session.Steps;
        double stamp = Stamp();
        int runs = (int)Math.Max(1, Block / ofARun);
        double[] least = new double[steps.Length];
        Array.Fill(least, double.PositiveInfinity);
        var ticks = new long[steps.Length];
        long start = Stopwatch.GetTimestamp();
        for (int block = 0; block < FewestBlocks || Stopwatch.GetElapsedTime(start).TotalSeconds < Seconds; block++)
        {
            Array.Clear(ticks);
            for (int run = 0; run < runs; run++)
            {
                long before = Stopwatch.GetTimestamp();
                for (int i = 0; i < steps.Length; i++)
                {
                    steps[i]();
                    long after = Stopwatch.GetTimestamp();
                    ticks[i] += after - before;
                    before = after;
                }
            }
            for (int i = 0; i < least.Length; i++) least[i] = Math.Min(least[i], (double)ticks[i] / runs);
        }
        GC.KeepAlive(session);
        return [.. least.Select(t => Math.Max(0, t - stamp) / Stopwatch.Frequency)];
    }

    /// <summary>The ticks from one time stamp to the next when nothing happens between them.</summary>
    private static double Stamp() => Clock.Least(() => Stopwatch.GetTimestamp())[0] * Stopwatch.Frequency;

    private static string Name(Step step) => step switch
    {
        Loop loop => $"loop {loop.Space}: "
            + string.Join(' ', loop.Body.Select(b => b.Operator).Concat(loop.Folds.Select(f => f.Operator))),
        ProductStep product => $"product {product.Node.Left.Shape} · {product.Node.Right.Shape}",
        ProcedureStep call => $"call {call.Node.Operator} {call.Node.Shape}",
        _ => step.GetType().Name,
    };

    private static string Rate<T>(
        CompiledFunction<T> program, Step step, double seconds, IReadOnlyDictionary<string, int> symbols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (seconds == 0) return "";
        switch (step)
        {
            case ProductStep product:
                double operations = 2.0 * Size(product.Node) * product.Node.Left.Shape.Evaluate(symbols)[^1];
                return string.Create(CultureInfo.InvariantCulture, $"{operations / seconds / 1e9:F0} GFLOP/s");
            case Loop { Space.Rank: > 0 } loop:
                double bytes = loop.Reads.Distinct().Concat(loop.Writes).Where(n => n is not Literal)
                    .Sum(n => (double)Size(n) * program.ElementSize(n));
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / seconds / 1e9:F0} GB/s");
            default:
                return "";
        }

        long Size(Expr node) => node.Shape.Evaluate(symbols).Aggregate(1L, (a, b) => a * b);
    }
}
