using static Grad.Functions;

namespace Grad.Tests.Unit.Differentiation;

/// <summary>An exactly zero cotangent or tangent stays zero whatever it is multiplied by, and derivatives of it are right.</summary>
public class StrongZeroTests
{
    private readonly Variable x = Variable("x");
    private readonly Variable v = Variable("v", [3]);

    /// <summary>The value interpreted, after compiled code gave the same, simplified or not.</summary>
    internal static double[] Everywhere(Expr e, params (Variable, Value)[] at)
    {
        var expected = e.EvaluateTensor(at).ToArray();
        foreach (var optimizations in new[] { Optimizations.All, Optimizations.None })
        {
            var session = Compile<double>([.. at.Select(b => b.Item1)], [e], options: new() { Optimizations = optimizations }).Bind(at);
            session.Run();
            Assert.Equal(expected, session.Read(e).ToArray(), (a, b) => Math.Abs(a - b) <= 1e-12 || a.Equals(b));
        }
        return expected;
    }

    [Fact]
    public void The_branch_that_was_not_taken_does_not_poison_the_gradient()
    {
        foreach (var (unsafeBranch, at) in new (Func<Expr, Expr>, double)[]
            { (e => Sqrt(e), 0), (e => Log(e), 0), (e => 1 / e, 0), (e => Exp(Exp(e)), 1000), (e => Sqrt(e), -1), (e => Pow(e, -1.5), 0) })
        {
            var y = Where(x > 5000, unsafeBranch(x), 3 * x);
            Assert.Equal([3], Everywhere(Gradient(y, x), (x, at)));
            Assert.Equal([3], Everywhere(Jvp(y, (x, 1)), (x, at)));
            Assert.Equal([0], Everywhere(Gradient(Gradient(y, x), x), (x, at)));
        }
    }

    [Fact]
    public void The_Hessian_of_a_sum_of_squares_at_zero_is_that_of_Gauss_and_Newton()
    {
        var r = Stack([v[0..1] * 2, v[1..2] * v[2..3]], 0);
        var gradient = Gradient(Sum(Square(r)), v);
        var rows = Enumerable.Range(0, 3).SelectMany(i => Everywhere(Gradient(At(gradient, 0, i), v), (v, new double[] { 0, 0, 3 })));
        Assert.Equal([8, 0, 0, 0, 18, 0, 0, 0, 0], rows);
    }

    [Fact]
    public void Third_derivatives_at_zero_are_right()
    {
        Expr Third(Expr y) => Gradient(Gradient(Gradient(y, x), x), x);
        Assert.Equal([-1], Everywhere(Third(Sin(x)), (x, 0)));
        Assert.Equal([-2], Everywhere(Third(Tanh(x)), (x, 0)));
        Assert.Equal([2], Everywhere(Gradient(Gradient(Square(Sin(x)), x), x), (x, 0)));
        Assert.Equal([6], Everywhere(Third(x * Square(x)), (x, 0)));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(5, 1)]
    public void Rows_of_NaN_that_a_mask_cut_off_do_not_reach_the_gradient(int inputs, int outputs)
    {
        Variable data = Variable("data", [4, inputs]), w = Variable("w", [inputs, outputs]), keep = BooleanVariable("keep", [4, 1]);
        var product = MatMul(data, w);
        var loss = Sum(Square(Where(BroadcastTo(keep, product.Shape), product, 0)));
        var rows = new double[4, inputs];
        for (int i = 0; i < 4 * inputs; i++) rows[i / inputs, i % inputs] = i / inputs == 2 ? double.NaN : 0.25 * i;
        var weights = new double[inputs, outputs];
        for (int i = 0; i < inputs * outputs; i++) weights[i / outputs, i % outputs] = 1 - (0.5 * i);
        var mask = Value.Of([true, true, false, true], 4, 1);
        (Variable, Value)[] at = [(data, rows), (w, weights), (keep, mask)];

        var clean = (double[,])rows.Clone();
        for (int j = 0; j < inputs; j++) clean[2, j] = 0;
        (Variable, Value)[] without = [(data, clean), (w, weights), (keep, mask)];
        Assert.Equal(Everywhere(Gradient(loss, w), without), Everywhere(Gradient(loss, w), at));
        var direction = Constant(weights);
        Assert.Equal(Everywhere(Jvp(loss, (w, direction)), without), Everywhere(Jvp(loss, (w, direction)), at));
        var second = Sum(Gradient(loss, w) * direction);
        Assert.Equal(Everywhere(Gradient(second, w), without), Everywhere(Gradient(second, w), at));
    }

    [Fact]
    public void A_NaN_that_counts_is_not_hidden()
    {
        Variable a = Variable("a", [2, 3]), b = Variable("b", [3, 2]);
        var gradient = Gradient(Sum(MatMul(a, b)), b);
        var found = Everywhere(gradient, (a, new double[,] { { 1, double.NaN, 3 }, { 4, 5, 6 } }), (b, new double[3, 2]));
        Assert.Equal([5, 5, double.NaN, double.NaN, 9, 9], found);
    }
}
