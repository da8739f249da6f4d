using System.Globalization;
using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>ADBench's bundle adjustment: the residual of a camera and a point, and its Jacobian, to 1e-10.</summary>
public class BundleAdjustmentTests
{
    [Theory]
    [InlineData("ba_test")]
    [InlineData("ba1_n49_m7776_p31843")]
    [InlineData("ba2_n21_m11315_p36455")]
    [InlineData("ba3_n161_m48126_p182072")]
    public void Residual_and_Jacobian_are_those_of_the_reference(string name)
    {
        var known = SharedData.Read($"adbench/reference/{name}.json");
        double[] numbers = [.. SharedData.Lines($"adbench/ba/{name}.txt").Skip(1).Take(4).SelectMany(l => l.Split(
            ' ', StringSplitOptions.RemoveEmptyEntries)).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        Variable camera = Variable("camera", [11]), point = Variable("point", [3]), weight = Variable("w", [1]);
        (Variable, Value)[] at = [(camera, numbers[..11]), (point, numbers[11..14]), (weight, numbers[14..15])];
        var residual = weight * (Projected(camera, point) - Constant(numbers[15..17]));

        Expr[] rows = [.. Enumerable.Range(0, 2).Select(i => At(residual, 0, i))
            .SelectMany(r => Gradients(r, camera, point, weight))];
        var session = Compile<double>([camera, point, weight], [residual, .. rows]).Bind(at);
        session.Run();
        Reference.Near(SharedData.Numbers(known.GetProperty("reproj_err_first")), session.Read(residual).ToArray());
        Reference.Near(
            SharedData.Numbers(known.GetProperty("J_block_first_rowmajor_2x15")),
            [.. rows.SelectMany(r => session.Read(r).ToArray())]);

        // Weights are kept near 1 by residuals of their own.
        var kept = Squeeze(1 - Square(weight), 0);
        Reference.Near([known.GetProperty("w_err_first").GetDouble()], [kept.Evaluate(at[2])]);
        Reference.Near([known.GetProperty("dw_err_dw_first").GetDouble()], [Sum(Gradient(kept, weight)).Evaluate(at[2])]);
    }

    /// <summary>ADBench's problems repeat one camera and one point; observation i sees point i by camera i, from the start again.</summary>
    [Theory]
    [InlineData("ba_test")]
    [InlineData("ba1_n49_m7776_p31843")]
    [InlineData("ba2_n21_m11315_p36455")]
    public void The_whole_Jacobian_costs_a_few_products(string name)
    {
        const int Most = 2000;
        var known = SharedData.Read($"adbench/reference/{name}.json");
        string[] lines = [.. SharedData.Lines($"adbench/ba/{name}.txt")];
        int[] counts = [.. lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        var (n, m, p) = (counts[0], Math.Min(counts[1], Most), Math.Min(counts[2], Most));
        double[] numbers = [.. lines.Skip(1).Take(4).SelectMany(l => l.Split(
            ' ', StringSplitOptions.RemoveEmptyEntries)).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];

        Variable camera = Variable("camera", [11]), point = Variable("point", [3]), weight = Variable("w", [1]);
        Variable x = Variable("x", [(11 * n) + (3 * m) + p]);
        Expr cameras = Reshape(x[..(11 * n)], [n, 11]), points = Reshape(x[(11 * n)..^p], [m, 3]), weights = Reshape(x[^p..], [p, 1]);
        var residual = weight * (Projected(camera, point) - Constant(numbers[15..17]));
        var residuals = Batch(
            residual,
            (camera, Take(cameras, Constant(Enumerable.Range(0, p).Select(i => i % n).ToArray()))),
            (point, Take(points, Constant(Enumerable.Range(0, p).Select(i => i % m).ToArray()))),
            (weight, weights));
        var jacobian = SparseJacobian(residuals, x);
        Assert.InRange(jacobian.Products, 1, 15);
        // Neither coordinate depends on the other one of the image's middle.
        Assert.Equal(28 * p, jacobian.Rows.Length);

        double[] at =
        [
            .. Enumerable.Repeat(numbers[..11], n).SelectMany(c => c), .. Enumerable.Repeat(numbers[11..14], m).SelectMany(c => c),
            .. Enumerable.Repeat(numbers[14], p),
        ];
        var session = Compile<double>([x], [jacobian.Values]).Bind((x, at));
        session.Run();
        double[] values = session.Read(jacobian.Values).ToArray();
        var blocks = Enumerable.Range(0, p).Select(_ => new double[30]).ToArray();
        for (int k = 0; k < values.Length; k++)
        {
            int i = jacobian.Rows[k] / 2, column = jacobian.Columns[k];
            int place = column < 11 * n ? column - (11 * (i % n))
                : column < (11 * n) + (3 * m) ? 11 + column - (11 * n) - (3 * (i % m))
                : 14;
            blocks[i][(15 * (jacobian.Rows[k] % 2)) + place] = values[k];
        }
        double[] reference = SharedData.Numbers(known.GetProperty("J_block_first_rowmajor_2x15"));
        Assert.All(blocks, block => Reference.Near(reference, block));
    }

    [Fact]
    public void A_camera_that_does_not_turn_has_a_derivative()
    {
        Variable camera = Variable("camera", [11]), point = Variable("point", [3]);
        double[] still = [0, 0, 0, 1, 2, 3, 200, 0.5, -0.5, 0.01, 0.001];
        var y = Sum(Projected(camera, point));
        (Variable, Value)[] at = [(camera, still), (point, new double[] { 4, 5, 6 })];
        var slope = Gradient(y, camera).EvaluateTensor(at).ToArray();
        Assert.All(slope, s => Assert.True(double.IsFinite(s)));
        // The turn about an axis moves the image as a tiny turn does.
        double[] turned = [1e-6, .. still[1..]], back = [-1e-6, .. still[1..]];
        double difference = (y.Evaluate((camera, turned), at[1]) - y.Evaluate((camera, back), at[1])) / 2e-6;
        Assert.Equal(difference, slope[0], 1e-4 * Math.Abs(difference));
    }

    /// <summary>Rodrigues' rotation, the projection, and two coefficients of radial distortion.</summary>
    private static Expr Projected(Expr camera, Expr point)
    {
        Expr turn = camera[..3], centre = camera[3..6], focus = At(camera, 0, 6), middle = camera[7..9];
        var apart = point - centre;
        var seen = Rodrigues.Turned(apart, turn);
        var image = seen[..2] / At(seen, 0, 2);
        var radius = Sum(Square(image));
        var distortion = 1 + (At(camera, 0, 9) * radius) + (At(camera, 0, 10) * Square(radius));
        return (image * distortion * focus) + middle;
    }
}
