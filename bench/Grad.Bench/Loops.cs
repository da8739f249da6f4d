using System.Diagnostics;
using System.Globalization;
using System.Text;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>Time and memory of a loop as one node, its value and its gradient.</summary>
internal static class Loops
{
    private const int Steps = 100_000, Repetitions = 15;

    /// <summary>A table: a loop of 100,000 steps over 16 numbers, differentiated with and without computing steps again.</summary>
    public static string Table()
    {
        var start = Variable("x", [16]);
        var at = Value.Of([.. Enumerable.Range(0, 16).Select(i => i / 16.0)], 16);
        var text = new StringBuilder($"| x ← sin x + x/2, {Steps} times, 16 numbers in double | ms | KiB |\n|---|--:|--:|\n");
        void Row(string name, params Expr[] outputs)
        {
            var session = Compile<double>([start], outputs).Bind((start, at));
            var times = new double[Repetitions];
            session.Run();
            for (int i = 0; i < times.Length; i++)
            {
                long before = Stopwatch.GetTimestamp();
                session.Run();
                times[i] = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
            }
            Array.Sort(times);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {times[Repetitions / 2]:F1} | {session.MemoryInBytes / 1024} |");
        }
        Expr End(int? segment) => Sum(Iterate(start, Steps, x => Sin(x) + x / 2, segment));
        var (whole, segmented) = (End(null), End(316));
        Row("value", whole);
        Row("value and gradient", whole, Gradient(whole, start));
        Row("value and gradient, every 316th kept", segmented, Gradient(segmented, start));
        return text.ToString();
    }
}
