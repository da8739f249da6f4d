using System.Globalization;
using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>
/// Seven strictly convex fits of real data reach their one optimum to 1e-10, by Newton's method with exact gradients and
/// products with the Hessian.
/// </summary>
public class ConvexOptimaTests
{
    private const double Accuracy = 1e-10;

    [Theory]
    [InlineData("iris_softmax", "iris.csv", 1, ',')]
    [InlineData("wine_softmax", "wine_data.csv", 1, ',')]
    [InlineData("breast_cancer_logistic", "breast_cancer.csv", 1, ',')]
    [InlineData("digits_softmax", "digits.csv", 0, ',')]
    [InlineData("diabetes_ridge", "diabetes_data_raw.csv", 0, ' ')]
    [InlineData("diabetes_pseudo_huber", "diabetes_data_raw.csv", 0, ' ')]
    [InlineData("boston_ridge", "boston_house_prices.csv", 2, ',')]
    public void The_optimum_is_reached(string name, string file, int header, char separator)
    {
        var known = SharedData.Read("uci/convex_optima.json").GetProperty(name);
        var rows = SharedData.Lines($"uci/{file}").Skip(header)
            .Select(l => l.Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray()).ToArray();
        bool apart = name.StartsWith("diabetes", StringComparison.Ordinal);
        double[] y = apart
            ? [.. SharedData.Lines("uci/diabetes_target.csv").Select(Number)]
            : [.. rows.Select(r => r[^1])];
        int width = rows[0].Length - (apart ? 0 : 1);
        double[][] columns = [.. Enumerable.Range(0, width).Select(j => rows.Select(r => r[j]).ToArray())];
        columns = name == "digits_softmax" ? [.. columns.Select(c => c.Select(p => p / 16).ToArray())]
            : [.. columns.Select(Standardised).Where(c => !double.IsNaN(c[0]))];
        bool classes = name.EndsWith("softmax", StringComparison.Ordinal);
        if (!classes && name != "breast_cancer_logistic") y = Standardised(y);

        int d = columns.Length, outputs = classes ? (int)y.Max() + 1 : 1;
        var (x, p) = (Variable("x", ["n", d]), Variable("p", [(d * outputs) + outputs]));
        var target = classes ? IntegerVariable("y", ["n"]) : Variable("y", ["n"]);
        var scores = MatMul(x, Reshape(p[..(d * outputs)], [d, outputs])) + p[(d * outputs)..];
        var residual = classes ? scores : Squeeze(scores, 1) - target;
        Expr fit = name switch
        {
            _ when classes => -Mean(Gather(LogSoftmax(scores), 1, ExpandDims(target, 1))),
            "breast_cancer_logistic" => Mean(Softplus(Squeeze(scores, 1)) - (target * Squeeze(scores, 1))),
            "diabetes_pseudo_huber" => Mean(0.25 * (Sqrt(1 + Square(residual / 0.5)) - 1)),
            _ => 0.5 * Mean(Square(residual)),
        };
        var loss = fit + (0.5 * known.GetProperty("lambda").GetDouble() * Sum(Square(p)));

        var data = Value.Of([.. Enumerable.Range(0, y.Length).SelectMany(i => columns.Select(c => c[i]))], y.Length, d);
        Value labels = classes ? (Value)y.Select(l => (int)l).ToArray() : y;
        var (found, at) = Newton(loss, p, [(x, data), (target, labels)]);
        double optimum = known.GetProperty("optimum").GetDouble();
        Assert.True(Math.Abs(found - optimum) <= Accuracy * optimum, $"{name}: {found:R}, known {optimum:R}");
        double[] parameters = classes
            ? [.. SharedData.Numbers(known.GetProperty("W_d_x_K")), .. SharedData.Numbers(known.GetProperty("b"))]
            : [.. SharedData.Numbers(known.GetProperty("w")), known.GetProperty("b").GetDouble()];
        Reference.Near(parameters, at);
    }

    /// <summary>Newton's method with conjugate gradients inside, from zeros; the least value and where it is.</summary>
    private static (double Loss, double[] At) Newton(Expr loss, Variable p, (Variable Variable, Value Value)[] data)
    {
        int n = p.Shape[0].Value;
        var v = Variable("v", [n]);
        var gradient = Gradient(loss, p);
        var curved = Jvp(gradient, (p, v));
        var session = Compile<double>([.. data.Select(b => b.Variable), p, v], [loss, gradient, curved])
            .Bind([.. data, (p, new double[n]), (v, new double[n])]);
        var at = new double[n];

        double[] Slope(double[] where)
        {
            session.Write(p, where);
            session.Run();
            return session.Read(gradient).ToArray();
        }

        for (int round = 0; round < 50; round++)
        {
            double[] g = Slope(at), step = new double[n], r = [.. g.Select(e => -e)], direction = [.. r];
            if (g.Max(Math.Abs) < 1e-13) break;
            double before = session.Scalar(loss), rr = Dot(r, r), enough = rr * 1e-20;
            for (int k = 0; k < 5 * n && rr > enough; k++)
            {
                session.Write(v, direction);
                session.Run();
                double[] h = session.Read(curved).ToArray();
                double along = rr / Dot(direction, h);
                for (int i = 0; i < n; i++) (step[i], r[i]) = (step[i] + (along * direction[i]), r[i] - (along * h[i]));
                double next = Dot(r, r), kept = next / rr;
                for (int i = 0; i < n; i++) direction[i] = r[i] + (kept * direction[i]);
                rr = next;
            }
            double[] Moved(double t) => [.. at.Zip(step, (a, s) => a + (t * s))];
            double part = 1;
            for (; part > 1e-6; part /= 2)
            {
                Slope(Moved(part));
                if (session.Scalar(loss) <= before + (1e-4 * part * Dot(g, step)) + 1e-15) break;
            }
            at = Moved(part);
        }
        Slope(at);
        return (session.Scalar(loss), at);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] Standardised(double[] numbers)
    {
        double mean = numbers.Average(), deviation = Math.Sqrt(numbers.Average(x => (x - mean) * (x - mean)));
        return [.. numbers.Select(x => (x - mean) / deviation)];
    }
}
