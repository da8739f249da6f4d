using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>ADBench's LSTM as a loop that is one node: what its gradient costs.</summary>
internal static class LstmScan
{
    private const int Bits = 14;

    public static Findings Measure() => new([Of(2, 1024), Of(4, 4096)], []);

    private static Row Of(int layers, int characters)
    {
        string work = $"l{layers} c{characters}: objective and gradient";
        Progress.Show(work);
        var model = new Lstm(layers, Bits);
        var loss = model.Loss();
        Variable[] inputs = [model.Weights, model.Ends, model.State, model.Text];
        (Variable, Value)[] at = At(model, layers, characters);
        var objective = Compile<double>(inputs, [loss]).Bind(at);
        var gradient = Compile<double>(inputs, [loss, .. Gradients(loss, model.Weights, model.Ends)]).Bind(at);
        double[] seconds = Clock.Least(objective.Run, gradient.Run);
        return Row.OfCost(
            work, Quantity.Milliseconds(seconds[1]), "the objective", Quantity.Milliseconds(seconds[0]), 4);
    }

    /// <summary>Weights, a state and a text of random bits.</summary>
    public static (Variable, Value)[] At(Lstm model, int layers, int characters) =>
    [
        (model.Weights, Value.Of(Numbers.Normal(1, 2 * layers * 4 * Bits), 2 * layers, 4, Bits)),
        (model.Ends, Value.Of(Numbers.Normal(2, 3 * Bits), 3, Bits)),
        (model.State, Value.Of(Numbers.Normal(3, 2 * layers * Bits), 2 * layers, Bits)),
        (model.Text, Value.Of(
            [.. Numbers.Normal(4, characters * Bits).Select(v => v > 0 ? 1.0 : 0.0)], characters, Bits)),
    ];
}
