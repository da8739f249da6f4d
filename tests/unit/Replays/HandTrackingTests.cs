using System.Globalization;
using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>ADBench's hands: residuals and Jacobians of the reference to 1e-10.</summary>
public class HandTrackingTests
{
    [Theory]
    [InlineData("simple_small", "hand1_t26_c100")]
    [InlineData("simple_small", "hand2_t26_c192")]
    [InlineData("complicated_small", "hand1_t26_c100")]
    [InlineData("complicated_small", "hand2_t26_c192")]
    public void Residuals_and_Jacobian_are_those_of_the_reference(string kind, string name)
    {
        var known = SharedData.Read($"adbench/reference/{kind}_{name}.json");
        bool inTriangles = known.GetProperty("complicated").GetBoolean();
        var hand = new HandTracking(HandModel.Read($"adbench/hand/{kind}/model"));
        var (chosen, points, places, pose) = Measured($"adbench/hand/{kind}/{name}.txt", inTriangles);
        var residuals = inTriangles ? hand.FromTriangles : hand.FromVertices;

        // A point's residual depends on its own place alone: one direction takes the column of all places.
        Variable bend = Variable("bend", [26]), shift = Variable("shift", ["n", 2]);
        var column = inTriangles ? Jvp(residuals, (hand.Pose, bend), (hand.Places, shift)) : Jvp(residuals, (hand.Pose, bend));
        (Variable, Value)[] more = inTriangles ? [(hand.Places, places), (shift, places)] : [];
        (Variable, Value)[] at = [(hand.Pose, pose), (hand.Points, points), (hand.Chosen, chosen), (bend, pose), .. more];
        var session = Compile<double>([.. at.Select(v => v.Item1)], [residuals, column]).Bind(at);
        double[] Column(double[] bent, double[] shifted)
        {
            session.Write(bend, bent);
            if (inTriangles) session.Write(shift, shifted);
            session.Run();
            return session.Read(column).ToArray();
        }

        int n = chosen.Length;
        double[] still = new double[26], unmoved = new double[2 * n];
        var moves = inTriangles ? Enumerable.Range(0, 2).Select(u => Column(still, [.. Units(n, u)])) : [];
        double[] jacobian = [.. moves.Concat(Enumerable.Range(0, 26).Select(i => Column(Unit(26, i), unmoved))).SelectMany(c => c)];
        Reference.Near(SharedData.Numbers(known.GetProperty("objective")), session.Read(residuals).ToArray());
        Reference.Near(SharedData.Numbers(known.GetProperty("jacobian_colmajor")), jacobian);
    }

    private static double[] Unit(int size, int at)
    {
        var unit = new double[size];
        unit[at] = 1;
        return unit;
    }

    private static IEnumerable<double> Units(int count, int at) => Enumerable.Repeat(Unit(2, at), count).SelectMany(u => u);

    private static (int[] Chosen, Value Points, Value Places, double[] Pose) Measured(string path, bool inTriangles)
    {
        double[] numbers = [.. SharedData.Lines(path).SelectMany(l => l.Split(
            ' ', StringSplitOptions.RemoveEmptyEntries)).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        int n = (int)numbers[0], end = 2 + (4 * n);
        var measured = numbers[2..end].Chunk(4).ToArray();
        double[] places = inTriangles ? numbers[end..(end + (2 * n))] : [];
        return (
            [.. measured.Select(m => (int)m[0])],
            Value.Of([.. measured.SelectMany(m => m[1..])], n, 3),
            Value.Of(places, places.Length / 2, 2),
            numbers[^26..]);
    }
}
