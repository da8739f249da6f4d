using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Grad.Models;
using Grad.Plots;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>Whether the time of an epoch follows the work: batch, width and depth one after the other.</summary>
internal static class Scale
{
    private const int Batch = 256, Width = 64, Depth = 2, Repetitions = 7;
    private const double MostBetweenNeighbours = 3;

    private static readonly int[] Batches = [.. Doubling(16, 65_536)];
    private static readonly int[] Widths = [.. Doubling(16, 4_096)];
    private static readonly int[] Depths = [.. Doubling(1, 512), 1000];

    private sealed record Sweep(
        string Name, ImmutableArray<int> At, ImmutableArray<double> Seconds, ImmutableArray<double> Work);

    public static Findings Measure()
    {
        Sweep[] sweeps =
        [
            Run("batch", Batches, b => (b, Width, Depth)),
            Run("width", Widths, w => (Batch, w, Depth)),
            Run("depth", Depths, d => (Batch, Width, d)),
        ];
        string picture = Path.Combine(Machine.Root, "docs", "scale.png");
        Figure.Grid(3, [.. sweeps.Select(Picture)])
            .WithTitle("Time of a training step for each example and parameter")
            .WithSize(1200, 420).SaveImage(picture);
        return new([.. sweeps.Select(Judged)], [], Text(sweeps));
    }

    /// <summary>
    /// A residual network: h ← h + relu(h·W + b)/depth, so that numbers keep their size at any depth; the mean square of its
    /// distance from targets; one step of Adam on the whole batch.
    /// </summary>
    private static Session<float> Network(int batch, int width, int depth)
    {
        Variable x = Variable("inputs", ["n", width]), t = Variable("targets", ["n", width]);
        var parameters = ImmutableArray.CreateBuilder<(Variable, Value)>();
        Expr h = x;
        for (int layer = 0; layer < depth; layer++)
        {
            Variable w = Variable($"w{layer}", [width, width]), b = Variable($"b{layer}", [width]);
            double[] start = Numbers.Uniform((ulong)layer + 10, width * width, -1, 1);
            for (int i = 0; i < start.Length; i++) start[i] /= Math.Sqrt(width);
            parameters.Add((w, Value.Of(start, width, width)));
            parameters.Add((b, new double[width]));
            h += Relu(MatMul(h, w) + b) / depth;
        }
        return TrainingProgram.Of(
            Mean(Square(h - t)),
            [
                (x, Value.Of(Numbers.Normal(1, batch * width), batch, width)),
                (t, Value.Of(Numbers.Normal(2, batch * width), batch, width)),
            ],
            parameters.ToImmutable(), Optimizer.Adam(1e-4)).Bind();
    }

    private static Sweep Run(string name, int[] at, Func<int, (int Batch, int Width, int Depth)> sizes)
    {
        var seconds = ImmutableArray.CreateBuilder<double>();
        var work = ImmutableArray.CreateBuilder<double>();
        foreach (int size in at)
        {
            var (batch, width, depth) = sizes(size);
            Progress.Show($"batch {batch}, width {width}, depth {depth}");
            seconds.Add(Clock.Least(Network(batch, width, depth).Run)[0]);
            work.Add((double)batch * depth * width * (width + 1));
        }
        return new(name, [.. at], seconds.ToImmutable(), work.ToImmutable());
    }

    private static Row Judged(Sweep sweep)
    {
        double most = Neighbours(sweep).Max(n => n.Change);
        return Row.OfLimit(
            $"{sweep.Name}: the most that the time per element changes between neighbours", new(most, "×"),
            MostBetweenNeighbours);
    }

    private static IEnumerable<(int From, int To, double Change)> Neighbours(Sweep s) =>
        Enumerable.Range(0, s.At.Length - 1).Select(i =>
        {
            double change = s.Seconds[i + 1] / s.Work[i + 1] / (s.Seconds[i] / s.Work[i]);
            return (s.At[i], s.At[i + 1], Math.Max(change, 1 / change));
        });

    private static Figure Picture(Sweep sweep)
    {
        double[] sizes = [.. sweep.At.Select(a => (double)a)];
        double[] times = [.. sweep.Seconds.Zip(sweep.Work, (s, w) => s / w * 1e12)];
        return Figure.Empty.WithMarkedLine(sizes, times).WithLogX().WithYRange(0, 1.1 * times.Max())
            .WithAxisTitles(sweep.Name, "ps per example and parameter");
    }

    private static string Text(Sweep[] sweeps)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"A residual network of batch {Batch}, width {Width} and depth {Depth}, one of which varies; an element is an "
            + "example times a parameter. The figure is docs/scale.png.").AppendLine();
        foreach (var sweep in sweeps)
        {
            text.AppendLine($"| {sweep.Name} | {string.Join(" | ", sweep.At)} |");
            text.AppendLine("|---|" + string.Concat(sweep.At.Select(_ => "--:|")));
            text.AppendLine("| ms per epoch | "
                + string.Join(" | ", sweep.Seconds.Select(s => Quantity.ThreeDigits(s * 1e3))) + " |");
            text.AppendLine("| ns per element | " + string.Join(" | ", sweep.Seconds.Zip(sweep.Work,
                (s, w) => (s / w * 1e9).ToString("F4", CultureInfo.InvariantCulture))) + " |").AppendLine();
            foreach (var (from, to, change) in Neighbours(sweep).Where(n => n.Change >= MostBetweenNeighbours))
            {
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"From {sweep.Name} {from} to {to} the time per element changes {change:F1} times.").AppendLine();
            }
        }
        return text.ToString();
    }

    private static IEnumerable<int> Doubling(int from, int to)
    {
        for (int size = from; size <= to; size *= 2) yield return size;
    }
}
