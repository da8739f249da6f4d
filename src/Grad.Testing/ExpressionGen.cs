using CsCheck;

namespace Grad.Testing;

/// <summary>A random scalar expression with data in [−2, 2] for its variables.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Variables">Its variables: a scalar, a vector and matrices, of fixed and of symbolic sizes.</param>
/// <param name="Data">The data of each variable.</param>
public sealed record RandomExpression(Expr Expression, Variable[] Variables, double[][] Data)
{
    /// <summary>The size that the symbol n has.</summary>
    public int Size => Data[1].Length;

    /// <summary>The variables with their data, moved by t along a direction for each of them.</summary>
    public (Variable Variable, Value Value)[] At(double t = 0, double[][]? direction = null) =>
        [.. Variables.Select((v, i) => (v, Value.Of(
            [.. Data[i].Select((d, k) => d + (direction is null ? 0 : t * direction[i][k]))],
            [.. v.Shape.Select(s => s.IsFixed ? s.Value : Size)])))];

    /// <inheritdoc/>
    public override string ToString() => $"n = {Size}: {Expression}";
}

/// <summary>Random well-typed expressions: arithmetic, functions, broadcasting, reductions, products, with sharing.</summary>
public static class ExpressionGen
{
    /// <summary>Expressions of some 4 to 14 random operators over five variables.</summary>
    public static Gen<RandomExpression> Scalars { get; } = Of([.. Enumerable.Range(0, 18)]);

    /// <summary>The same without kinks and ties, so that rounding cannot change which branch a derivative takes.</summary>
    public static Gen<RandomExpression> SmoothScalars { get; } = Of([0, 1, 2, 3, 4, 5, 8, 9, 10, 13, 15, 16, 17]);

    private static Gen<RandomExpression> Of(int[] operations) => Gen.Select(
        Gen.Int[0, 1_000_000].Array[4, 14], Gen.Int[1, 19], Gen.Double.Unit.Array[120],
        (choices, n, numbers) => Made(operations, choices, n, numbers));

    private static RandomExpression Made(int[] operations, int[] choices, int n, double[] numbers)
    {
        Variable[] variables =
        [
            Variable("x"), Variable("v", ["n"]), Variable("A", ["n", 3]), Variable("B", [3, 2]), Variable("c", [3]),
        ];
        int at = 0;
        double[][] data = [.. new[] { 1, n, 3 * n, 6, 3 }
            .Select(size => Enumerable.Range(0, size).Select(_ => 4 * numbers[at++ % 120] - 2).ToArray())];
        var pool = new List<Expr>(variables);
        foreach (int choice in choices)
        {
            var (a, b) = (pool[choice / 17 % pool.Count], pool[choice / 500 % pool.Count]);
            pool.Add(Applied(operations[choice % operations.Length], a, b));
        }
        var result = pool.TakeLast(3).Aggregate((Expr)0, (sum, e) => sum + Mean(e));
        return new(result, variables, data);
    }

    private static Expr Applied(int operation, Expr a, Expr b) => operation switch
    {
        0 => Sin(a),
        1 => Cos(a),
        2 => Exp(Tanh(a)),
        3 => Tanh(a),
        4 => Sigmoid(a),
        5 => Softplus(a),
        6 => Relu(a),
        7 => Abs(a),
        8 => a + Fitting(a, b),
        9 => Sin(a) * Fitting(a, b),
        10 => a / (2 + Cos(Fitting(a, b))),
        11 => Maximum(a, Fitting(a, b)),
        12 => Where(a < Fitting(a, b), Sin(a), Fitting(a, b)),
        13 when a.Rank > 0 => Sum(a, b.Rank % a.Rank),
        14 when a.Rank > 0 => Max(a, b.Rank % a.Rank),
        15 when a.Rank == 2 => Product(a, b),
        16 when a.Rank > 0 => a.Rank == 2 ? Transpose(a) : Reshape(a, [1, a.Shape[0]]),
        _ => a - Fitting(a, b),
    };

    private static Expr Fitting(Expr a, Expr b) =>
        b.Shape == a.Shape || b.Rank == 0 || (b.Rank == 1 && a.Rank == 2 && a.Shape[1] == b.Shape[0]) ? b : Mean(b);

    private static Expr Product(Expr a, Expr b) =>
        b.Rank == 2 && a.Shape[1] == b.Shape[0] ? MatMul(a, b)
        : b.Rank == 2 && a.Shape[0] == b.Shape[0] ? MatMul(Transpose(a), b)
        : MatMul(a, Transpose(a));
}
