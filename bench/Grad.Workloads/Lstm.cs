using System.Collections.Immutable;

namespace Grad.Workloads;

/// <summary>
/// ADBench's character model: layers with diagonal weights whose cell and hidden state go from character to character, and a
/// cross-entropy with its "2 +" under the logarithm. The loop is one node, or as many nodes as there are characters.
/// </summary>
public sealed class Lstm
{
    private readonly int layers, bits;

    public Lstm(int layers, int bits)
    {
        (this.layers, this.bits) = (layers, bits);
        Weights = Variable("weights", [2 * layers, 4, bits]);
        Ends = Variable("ends", [3, bits]);
        State = Variable("state", [2 * layers, bits]);
        Text = Variable("text", ["n", bits]);
    }

    /// <summary>For each layer a row of weights and a row of biases: forget, in, out, change.</summary>
    public Variable Weights { get; }

    /// <summary>The weights before the first layer and after the last, and the bias there.</summary>
    public Variable Ends { get; }

    /// <summary>For each layer the first hidden state and the first cell.</summary>
    public Variable State { get; }

    /// <summary>The bits of each character.</summary>
    public Variable Text { get; }

    /// <summary>The mean cross-entropy of the next characters.</summary>
    public Expr Loss(int? segment = null)
    {
        Expr[] state = [.. Enumerable.Range(0, 2 * layers).Select(i => At(State, 0, i))];
        var losses = Scan(
            state, [Text[..^1], Text[1..]],
            (s, t) =>
            {
                var (next, loss) = Step(s, t[0], t[1]);
                return (next, [loss]);
            }, segment: segment).Outputs[0];
        return Sum(losses) / ((Size("n") - 1) * bits);
    }

    /// <summary>The same for a text of known length, without a loop.</summary>
    public Expr Unrolled(int length)
    {
        ImmutableArray<Expr> state = [.. Enumerable.Range(0, 2 * layers).Select(i => At(State, 0, i))];
        Expr sum = 0;
        for (int t = 0; t + 1 < length; t++)
        {
            (state, var loss) = Step(state, At(Text, 0, t), At(Text, 0, t + 1));
            sum += loss;
        }
        return sum / ((length - 1) * bits);
    }

    private (ImmutableArray<Expr> State, Expr Loss) Step(ImmutableArray<Expr> state, Expr now, Expr wanted)
    {
        var next = ImmutableArray.CreateBuilder<Expr>();
        var x = now * At(Ends, 0, 0);
        for (int layer = 0; layer < layers; layer++)
        {
            var (hidden, cell) = (state[2 * layer], state[(2 * layer) + 1]);
            Expr Gate(int gate, Expr from) => from * Row(2 * layer, gate) + Row((2 * layer) + 1, gate);
            var kept = cell * Sigmoid(Gate(0, x)) + Sigmoid(Gate(1, hidden)) * Tanh(Gate(3, hidden));
            x = Sigmoid(Gate(2, x)) * Tanh(kept);
            next.Add(x);
            next.Add(kept);
        }
        var predicted = x * At(Ends, 0, 1) + At(Ends, 0, 2);
        return (next.ToImmutable(), -Sum(wanted * (predicted - Log(2 + Sum(Exp(predicted))))));
    }

    private Expr Row(int row, int gate) => At(At(Weights, 0, row), 0, gate);
}
