using System.Text.Json;
using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>GradBench's values and gradients to 1e-10: logarithm of a sum, least squares, determinants, k-means.</summary>
public class GradBenchTests
{
    [Fact]
    public void The_logarithm_of_a_sum_of_exponentials() => Vectors("lse", c =>
    {
        var x = Variable("x", ["n"]);
        Check(c, LogSumExp(x), x, SharedData.Numbers(c.GetProperty("input").GetProperty("x")));
    });

    [Fact]
    public void Least_squares_of_a_polynomial() => Vectors("llsq", c =>
    {
        double[] coefficients = SharedData.Numbers(c.GetProperty("input").GetProperty("x"));
        int m = c.GetProperty("input").GetProperty("n").GetInt32(), n = coefficients.Length;
        var (x, t) = (Variable("x", [n]), Variable("t", [m]));
        // Powers of each tᵢ by a running product along the degrees.
        var powers = CumProd(Concat([new Literal(1, [m, 1]), BroadcastTo(ExpandDims(t, 1), [m, n - 1])], 1), 1);
        var residual = Sign(t) - MatMul(powers, x);
        double[] points = [.. Enumerable.Range(0, m).Select(i => -1 + (2.0 * i / (m - 1)))];
        Check(c, Sum(Square(residual)) / 2, x, coefficients, (t, points));
    });

    [Fact]
    public void Determinants() => Vectors("det", c =>
    {
        double[] entries = SharedData.Numbers(c.GetProperty("input").GetProperty("A"));
        int n = (int)Math.Sqrt(entries.Length);
        var a = Variable("a", [n * n]);
        Check(c, Determinant(Reshape(a, [n, n])), a, entries);
    });

    [Fact]
    public void K_means_and_its_Newton_direction() => Vectors("kmeans", c =>
    {
        var input = c.GetProperty("input");
        var (points, centres) = (Matrix(input.GetProperty("points")), Matrix(input.GetProperty("centroids")));
        Variable p = Variable("p", ["n", "d"]), q = Variable("q", ["k", "d"]);
        var cost = Sum(Min(Sum(Square(ExpandDims(p, 1) - ExpandDims(q, 0)), -1), 1));
        var gradient = Gradient(cost, q);
        // The Hessian is diagonal: its product with ones is the diagonal.
        var curvature = Jvp(gradient, (q, BroadcastTo(1, q.Shape)));
        var direction = gradient / curvature;
        var session = Compile<double>([p, q], [cost, direction]).Bind((p, points), (q, centres));
        session.Run();
        Reference.Near([c.GetProperty("cost").GetDouble()], [session.Scalar(cost)]);
        double[] known = [.. c.GetProperty("dir").EnumerateArray().SelectMany(SharedData.Numbers)];
        Reference.Near(known, session.Read(direction).ToArray());
    });

    private static void Check(JsonElement c, Expr y, Variable x, double[] at, params (Variable, Value)[] data)
    {
        var gradient = Gradient(y, x);
        var session = Compile<double>([x, .. data.Select(d => d.Item1)], [y, gradient]).Bind([(x, at), .. data]);
        session.Run();
        Reference.Near([c.GetProperty("primal").GetDouble()], [session.Scalar(y)]);
        Reference.Near(SharedData.Numbers(c.GetProperty("gradient")), session.Read(gradient).ToArray());
    }

    private static void Vectors(string name, Action<JsonElement> check)
    {
        foreach (var c in SharedData.Read($"gradbench/vectors/{name}.json").GetProperty("cases").EnumerateArray()) check(c);
    }

    private static Value Matrix(JsonElement rows) => Value.Of(
        [.. rows.EnumerateArray().SelectMany(SharedData.Numbers)], rows.GetArrayLength(), rows[0].GetArrayLength());
}
