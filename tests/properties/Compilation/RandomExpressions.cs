using CsCheck;

namespace Grad.Tests.Properties.Compilation;

/// <summary>
/// Random well-typed programs over a matrix [n, 3], a weight [4, 3], a vector [3] and a scalar: each operator is drawn by a
/// number, and takes operands among the nodes built so far, so that nodes are shared.
/// </summary>
internal sealed class RandomExpressions
{
    public Variable X { get; } = Variable("X", ["n", 3]);

    public Variable W { get; } = Variable("W", [4, 3]);

    public Variable V { get; } = Variable("v", [3]);

    public Variable S { get; } = Variable("s");

    public Variable[] Variables => [X, W, V, S];

    /// <summary>A scalar built by smooth operators alone, so that differences are a fair judge.</summary>
    public Expr Smooth(int[] choices) => Build(choices, smooth: true);

    /// <summary>A scalar built by any operator.</summary>
    public Expr Any(int[] choices) => Build(choices, smooth: false);

    private Expr Build(int[] choices, bool smooth)
    {
        var nodes = new List<Expr> { X, MatMul(X, Transpose(W)), V, S, X * V, Sum(X, 1), X + S };
        for (int i = 0; i + 2 < choices.Length; i += 3)
        {
            Expr Pick(int k) => nodes[choices[i + k] % nodes.Count];
            var (a, b) = (Pick(1), Pick(2));
            if (a.Shape != b.Shape) b = Sum(b) * 0.1;
            nodes.Add((choices[i] % (smooth ? 11 : 16)) switch
            {
                0 => a + b,
                1 => a - (b * 0.5),
                2 => Tanh(a) * b,
                3 => Sin(a),
                4 => Cos(a) + b,
                5 => Sigmoid(a),
                6 => Softplus(a),
                7 => Tanh(a) / (1 + Square(b)),
                8 => Exp(Tanh(a)),
                9 => Log(1 + Square(a)),
                10 => a.Rank == 0 ? Square(Tanh(a)) : Mean(a, a.Rank - 1, keepDims: true) + Tanh(a),
                11 => Relu(a),
                12 => Maximum(a, b),
                13 => Where(a > b, a, Tanh(b)),
                14 => Abs(a),
                _ => a.Rank == 0 ? -a : Max(a, 0, keepDims: true) - a,
            });
        }
        return nodes.TakeLast(3).Select(n => Mean(n)).Aggregate((a, b) => a + b);
    }

    /// <summary>Draws of operators and operands.</summary>
    public static Gen<int[]> Choices { get; } = Gen.Int[0, 1000].Array[3, 24];

    /// <summary>Values for the variables with n rows.</summary>
    public (Variable, Value)[] Values(int n, int seed)
    {
        var random = new Random(seed);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];
        return [(X, Value.Of(Draw(n * 3), n, 3)), (W, Value.Of(Draw(12), 4, 3)), (V, Value.Of(Draw(3), 3)), (S, Draw(1)[0])];
    }
}
