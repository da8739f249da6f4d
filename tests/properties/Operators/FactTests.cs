namespace Grad.Tests.Properties.Operators;

/// <summary>The simplifier relies on what an operator states as facts: each is true of its scalar meaning.</summary>
public sealed class FactTests
{
    private const double Tolerance = 1e-13;

    public static TheoryData<string> Names =>
        [.. OperatorCase.All.Where(o => Node(o).GetType() == o.Type).Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Facts_are_true(string name)
    {
        var operation = OperatorCase.All.Single(o => o.Name == name);
        var node = Node(operation);
        foreach (double[] x in Points(operation))
        {
            foreach (var fact in Enum.GetValues<Facts>().Where(f => f != Facts.None && node.Known.HasFlag(f)))
                Assert.True(IsTrue(fact, node, operation, x), $"{name} is not {fact} at {string.Join(", ", x)}.");
        }
    }

    [Fact]
    public void A_fact_that_is_not_true_is_caught()
    {
        var sine = OperatorCase.All.Single(o => o.Type == typeof(Sin));
        Facts[] wrongs = [Facts.Even, Facts.Increasing, Facts.Positive, Facts.NonNegative, Facts.Involution];
        foreach (var wrong in wrongs)
            Assert.Contains(Points(sine), x => !IsTrue(wrong, Node(sine), sine, x));
    }

    private static bool IsTrue(Facts fact, Elementwise node, OperatorCase operation, double[] x)
    {
        double F(params double[] at) => node.Scalar(at);
        double y = F(x), largest = x.Max(Math.Abs);
        if (double.IsNaN(y)) return true; // a pair outside the domain
        return fact switch
        {
            Facts.Commutative => Same(F(x[1], x[0]), y),
            Facts.Involution => Same(F(y), x[0]),
            Facts.Idempotent when x.Length == 2 => Same(F(x[0], x[0]), x[0]),
            Facts.Idempotent => Same(F(y), y),
            Facts.Increasing when x.Length == 1 => Grid(operation.Domains[0])
                .All(z => Same(F(z), y) || (z < x[0] ? F(z) < y : F(z) > y)),
            Facts.Even => Same(F(-x[0]), y),
            Facts.Odd => Same(F(-x[0]), -y),
            Facts.PreservesZero => F(new double[x.Length]) == 0,
            Facts.NonNegative => y >= 0,
            Facts.Positive => y >= 0 && (y > 0 || largest > 20), // far out a positive value underflows
            Facts.Bounded => Math.Abs(y) <= 4,
            Facts.LinearGrowth => Math.Abs(y) <= 4 * largest + 4,
            Facts.Multiplies => Math.Abs(y) <= (x.Length == 1 ? 1 + x[0] * x[0] : Math.Abs(x[0] * x[1])),
            _ => true,
        };
    }

    private static bool Same(double a, double b) =>
        a == b || Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b));

    private static Elementwise Node(OperatorCase operation) =>
        (Elementwise)operation.Build([.. operation.Domains.Select((_, i) => (Expr)Variable($"x{i}"))]);

    private static IEnumerable<double[]> Points(OperatorCase operation)
    {
        IEnumerable<double[]> points = [[]];
        foreach (var domain in operation.Domains)
            points = [.. points.SelectMany(p => Grid(domain).Select(x => (double[])[.. p, x]))];
        return points;
    }

    private static IEnumerable<double> Grid(Interval domain) =>
        ((double[])[-1e6, -30, -1.75, -1, -0.3, 0, 0.6, 1, 1.4, 2.5, 100, 1e6])
        .Append(domain.Between(0.37)).Where(domain.Contains);
}
