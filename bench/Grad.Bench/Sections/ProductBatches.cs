using System.Globalization;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>Batches of 1,000 products of small square matrices, float32, beside PyTorch's <c>bmm</c>.</summary>
internal static class ProductBatches
{
    private const int Batch = 1000;
    private static readonly int[] Sides = [2, 3, 4, 6, 8, 16];

    public static Findings Measure()
    {
        double[] own = [.. Sides.Select(SecondsOf)];
        Progress.Show("the same in PyTorch");
        var peer = PyTorch.Run("batches.py", [.. Sides.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        var times = peer?.Lines.ToDictionary(l => l[0], l => double.Parse(l[1], CultureInfo.InvariantCulture));
        return new(
            [.. Sides.Select((n, i) => Row.OfTimes(
                $"{n}×{n}×{n}", Quantity.Nanoseconds(own[i]), "PyTorch",
                times is null ? null : new(times[n.ToString(CultureInfo.InvariantCulture)], "ns"), 1))],
            [peer is { Version: var version } ? $"PyTorch {version}, one thread" : PyTorch.Absent]);
    }

    private static double SecondsOf(int n)
    {
        Progress.Show($"{n}×{n}×{n}");
        Variable a = Variable("a", [Batch, n, n]), b = Variable("b", [Batch, n, n]);
        var session = Compile<float>([a, b], [MatMul(a, b)]).Bind(
            (a, Value.Of(Numbers.Normal(1, Batch * n * n), Batch, n, n)),
            (b, Value.Of(Numbers.Normal(2, Batch * n * n), Batch, n, n)));
        return Clock.Least(session.Run)[0] / Batch;
    }
}
