using CsCheck;
using Grad.Testing;

namespace Grad.Tests.Properties.Operators;

/// <summary>The law that each repeated gradient of an operator is the slope of the one before.</summary>
internal static class SlopeLaw
{
    private const double Tolerance = 1e-6;

    /// <summary>Checks one operator, in each operand, on random points of its domain.</summary>
    /// <exception cref="CsCheckException">A gradient is not a slope.</exception>
    public static void Check(OperatorCase operation, int orders, int points)
    {
        for (int i = 0; i < operation.Domains.Length; i++) Check(operation, i, orders, points);
    }

    private static void Check(OperatorCase operation, int operand, int orders, int points)
    {
        Variable[] x = [.. operation.Domains.Select((_, i) => Variable($"x{i}"))];
        var levels = new List<Expr> { operation.Build(x) };
        for (int i = 0; i < orders; i++) levels.Add(Gradient(levels[^1], x[operand]));
        var forward = Jvp(levels[0], (x[operand], new Literal(1)));
        int tried = 0, rejected = 0;

        operation.Points().SampleRepeatably(point =>
        {
            Interlocked.Increment(ref tried);
            double At(Expr expression, double moved) => expression.Evaluate(
                [.. x.Select((v, i) => (v, (Value)(i == operand ? moved : point[i])))]);
            double kink = Kinks.Distance(levels[0], [.. x.Select((v, i) => (v, (Value)point[i]))]);
            var domain = operation.Domains[operand];
            double room = Math.Min(kink, Math.Min(point[operand] - domain.Low, domain.High - point[operand]));
            if (room < 1e-3)
            {
                Interlocked.Increment(ref rejected);
                return;
            }
            double step = Math.Min(1.0 / 32, room / 20);
            for (int order = 1; order < levels.Count; order++)
            {
                var (slope, error) = Differences.Slope(p => At(levels[order - 1], p), point[operand], step);
                double allowed = Tolerance * (1 + Math.Abs(slope));
                if (!(error < allowed))
                {
                    Interlocked.Increment(ref rejected);
                    return;
                }
                double stated = At(levels[order], point[operand]);
                Assert.True(Math.Abs(stated - slope) <= 2 * allowed,
                    $"{operation.Name}: derivative {order} in operand {operand} is {slope}, the rule gives {stated}.");
            }
            double reverse = At(levels[1], point[operand]);
            Assert.Equal(reverse, At(forward, point[operand]), 1e-12 * (1 + Math.Abs(reverse)));
        }, points);

        Assert.True(rejected <= tried / 5, $"{operation.Name}: {rejected} of {tried} points rejected.");
    }

    private static Gen<double[]> Points(this OperatorCase operation)
    {
        // Uniform: the generator of a range prefers round numbers, where the kinks are.
        Gen<double>[] each = [.. operation.Domains.Select(d => Gen.Double.Unit.Select(u => d.Between(u)))];
        return each.Length switch
        {
            1 => each[0].Select(a => new[] { a }),
            2 => Gen.Select(each[0], each[1], (a, b) => new[] { a, b }),
            _ => Gen.Select(each[0], each[1], each[2], (a, b, c) => new[] { a, b, c }),
        };
    }
}
