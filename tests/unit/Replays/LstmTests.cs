using System.Globalization;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>ADBench's LSTM: objectives and gradients of the reference to 1e-10, and to 1e-9 of the gradient's length.</summary>
public sealed class LstmTests
{
    [Theory]
    [InlineData("lstm_l2_c1024", null)]
    [InlineData("lstm_l2_c1024", 32)]
    [InlineData("lstm_l2_c4096", null)]
    [InlineData("lstm_l2_c4096", 64)]
    public void Objective_and_gradient_are_those_of_the_reference(string name, int? segment)
    {
        var (model, values) = Read(name);
        Check(name, model, values, model.Loss(segment));
    }

    /// <summary>More than 100,000 nodes forward, and more backward.</summary>
    [Fact]
    public void An_unrolled_loop_gives_the_same()
    {
        var (model, values) = Read("lstm_l2_c1024");
        var loss = model.Unrolled(1024);
        Assert.InRange(Graph.TopologicalOrder(loss).Count, 100_000, 150_000);
        Check("lstm_l2_c1024", model, values, loss);
    }

    private static void Check(string name, Lstm model, (Variable, Value)[] values, Expr loss)
    {
        var known = SharedData.Read($"adbench/reference/{name}.json");
        var gradients = Gradients(loss, model.Weights, model.Ends);
        var session = Compile<double>([model.Weights, model.Ends, model.State, model.Text], [loss, .. gradients]).Bind(values);
        session.Run();
        Reference.Near([known.GetProperty("objective").GetDouble()], [session.Scalar(loss)]);
        double[] expected = [.. known.GetProperty("grad").EnumerateArray().Select(e => e.GetDouble())];
        double[] actual = [.. session.Read(gradients[0]), .. session.Read(gradients[1])];
        Reference.Near(expected, actual);
        double Norm(IEnumerable<double> x) => Math.Sqrt(x.Sum(v => v * v));
        Assert.InRange(Norm(expected.Zip(actual, (a, b) => a - b)) / Norm(expected), 0, 1e-9);
    }

    private static (Lstm Model, (Variable, Value)[] Values) Read(string name)
    {
        var numbers = new Queue<double>(SharedData.Lines($"adbench/lstm/{name}.txt").SelectMany(l => l.Split(
            [' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Select(t => double.Parse(t, CultureInfo.InvariantCulture)));
        double[] Next(int count) => [.. Enumerable.Range(0, count).Select(_ => numbers.Dequeue())];
        int l = (int)numbers.Dequeue(), c = (int)numbers.Dequeue(), b = (int)numbers.Dequeue();
        var model = new Lstm(l, b);
        return (model,
        [
            (model.Weights, Value.Of(Next(8 * l * b), 2 * l, 4, b)),
            (model.Ends, Value.Of(Next(3 * b), 3, b)),
            (model.State, Value.Of(Next(2 * l * b), 2 * l, b)),
            (model.Text, Value.Of(Next(numbers.Count), c, b)),
        ]);
    }
}
