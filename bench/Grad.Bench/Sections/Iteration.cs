using System.Globalization;
using System.Text;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>Time and memory of a loop as one node, its value and its gradient.</summary>
internal static class Iteration
{
    private const int Steps = 100_000, Repetitions = 15;

    /// <summary>A loop of 100,000 steps over 16 numbers, differentiated with and without computing steps again.</summary>
    public static Findings Measure()
    {
        var start = Variable("x", [16]);
        var at = Value.Of([.. Enumerable.Range(0, 16).Select(i => i / 16.0)], 16);
        var text = new StringBuilder();
        text.AppendLine($"| x ← sin x + x/2, {Steps} times, 16 numbers in double | ms | KiB |").AppendLine("|---|--:|--:|");
        void Row(string name, params Expr[] outputs)
        {
            Progress.Show(name);
            var session = Compile<double>([start], outputs).Bind((start, at));
            session.Run();
            double[] times = [.. Enumerable.Range(0, Repetitions).Select(_ => Clock.Seconds(session.Run, 1))];
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {TrainingTime.Median(times) * 1e3:F1} | {session.MemoryInBytes / 1024} |");
        }
        Expr End(int? segment) => Sum(Iterate(start, Steps, x => Sin(x) + x / 2, segment));
        var (whole, segmented) = (End(null), End(316));
        Row("value", whole);
        Row("value and gradient", whole, Gradient(whole, start));
        Row("value and gradient, every 316th kept", segmented, Gradient(segmented, start));
        return new([], [], text.ToString());
    }
}
