using System.Numerics;
using System.Reflection;
using Grad.Numerics;
using static Grad.Functions;

namespace Grad.Tests.Unit.Writing;

/// <summary>Products and routines in written files are Grad's own kernels: they give the bits of a session.</summary>
public class WrittenRoutineTests
{
    private static readonly CompilationOptions Managed = new() { ProductBackend = "managed", Threads = 2 };

    private static readonly Case[] All = [.. Products(), .. Convolutions(), .. Axes(), .. Indices(), .. Draws(), .. Matrices(), Named()];

    // One assembly for all: the C# compiler takes longer to begin than to compile.
    private static readonly Lazy<Assembly> Singles = new(() => Written<float>(Managed));
    private static readonly Lazy<Assembly> Doubles = new(() => Written<double>(Managed));
    private static readonly Lazy<Assembly> Scalars = new(() => Written<float>(Managed with { LaneWidth = LaneWidth.Scalar }));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void In_float_they_have_the_same_bits(string name) => Same<float>(name, Singles.Value, Managed);

    [Theory]
    [MemberData(nameof(Names))]
    public void In_double_they_have_the_same_bits(string name) => Same<double>(name, Doubles.Value, Managed);

    [Theory]
    [InlineData("Product")]
    [InlineData("Strided")]
    public void With_loops_of_one_element_at_a_time_they_have_the_same_bits(string name) =>
        Same<float>(name, Scalars.Value, Managed with { LaneWidth = LaneWidth.Scalar });

    private static Assembly Written<T>(CompilationOptions options) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        WrittenProgram.Compiled(All.Select(c => (c.Name, c.Compiled<T>(options).ToCSharp(c.Name))));

    private static void Same<T>(string name, Assembly assembly, CompilationOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var c = All.Single(c => c.Name == name);
        var session = c.Compiled<T>(options).Bind(c.Data);
        var program = WrittenProgram.Of(assembly.GetType($"Compiled.{name}")!, c.Data);
        for (int run = 0; run < 2; run++)
        {
            session.Run();
            program.Run();
            for (int i = 0; i < c.Outputs.Length; i++)
            {
                double[] expected = [.. session.Read(c.Outputs[i]).Select(double.CreateTruncating)];
                double[] actual = program.Read(c.Outputs.Length == 1 ? "Result" : $"Result{i + 1}");
                WrittenComparison.AreEqual(expected, actual, $"{name}, result {i + 1}");
            }
        }
    }

    private static IEnumerable<Case> Products()
    {
        yield return OfMany("Product", [37, 23], [23, 41], (a, b) => MatMul(a, b));
        yield return OfMany("Packed", [200, 300], [300, 260], (a, b) => MatMul(a, b));
        yield return Of("Deep", [40, 1100], [1100, 40], (a, b) => MatMul(a, b));
        yield return Of("Transposed", [23, 37], [41, 23], (a, b) => MatMul(Transpose(a), Transpose(b)));
        yield return OfMany("Dots", [9, 400], [7, 400], (a, b) => MatMul(a, Transpose(b)));
        yield return Of("Shallow", [50, 3], [3, 20], (a, b) => MatMul(a, b));
        yield return Of("Batch", [5, 8, 12], [5, 12, 9], (a, b) => MatMul(a, b));
        yield return OfMany("Shared", [5, 8, 12], [12, 9], (a, b) => MatMul(a, b));
        yield return OfMany("Strided", [30, 40], [40, 30], (a, b) => MatMul(a[2..20, ..], b[.., 3..25]));
        yield return OfMany("Column", [70, 45], [45], (a, b) => MatMul(a, b));
        yield return Of("Row", [70], [70, 45], (a, b) => MatMul(a, b));
        yield return Of("ColumnTransposed", [45, 70], [45], (a, b) => MatMul(Transpose(a), b));
        yield return Of("Empty", [4, 0], [0, 5], (a, b) => MatMul(a, b));
        // The gradient leaves out the terms of exact zeros beside the infinity.
        Variable x = Variable("x", ["n", 6]), w = Variable("w", [6, 4]);
        var y = MatMul(x, w);
        var masked = Sum(Where(Broadcasting.To(ExpandDims(Arange("n"), 1), y.Shape) > 1, y, new Literal(0, y.Shape)));
        double[] infinite = Numbers(30, 1);
        infinite[3] = double.PositiveInfinity;
        yield return new("Strong", [Gradient(masked, w)], [(x, Value.Of(infinite, 5, 6)), (w, Value.Of(Numbers(24, 2), 6, 4))]);
    }

    private static IEnumerable<Case> Convolutions()
    {
        yield return OfConvolution("Flat", [3, 4, 30], [6, 4, 5], (x, k) => Conv(x, k, stride: 2, padding: 2));
        yield return OfConvolution("Plain", [2, 3, 12, 11], [5, 3, 3, 3], (x, k) => Conv(x, k));
        yield return OfConvolution("Strides", [2, 4, 13, 14], [6, 2, 3, 2], (x, k) => Conv(x, k, (2, 3), (1, 0), (1, 2), groups: 2));
        yield return OfConvolution("Spread", [2, 4, 6, 5], [4, 3, 3, 3], (x, k) => ConvTranspose(x, k, stride: 2, padding: 1, outputPadding: 1));
        // So large that a session cuts it into pieces, whose partial sums count for the bits.
        yield return OfConvolution("Pieces", [8, 12, 28, 28], [16, 12, 3, 3], (x, k) => Conv(x, k, padding: 1));
        Variable x = Variable("x", ["n", 2, 9, 20]);
        double[] numbers = Numbers(2 * 2 * 9 * 20, 3);
        numbers[17] = double.NaN;
        Expr[] pools = [MaxPool(x, 2), MaxPool(x, 3, stride: 2, padding: 1), MaxPool(x, (2, 20))];
        yield return new("Pools", [.. pools, Gradient(Sum(Sin(pools[1])), x)], [(x, Value.Of(numbers, 2, 2, 9, 20))]);
        yield return Of("Means", [2, 3, 8, 8], [1], (a, b) => AveragePool(a, 2) * b);
        Variable image = Variable("image", ["n", 1, 5, 5]), kernel = Variable("kernel", [2, 1, 3, 3]);
        double[] infinite = Numbers(50, 4);
        infinite[12] = double.NegativeInfinity;
        var y = Conv(image, kernel);
        var first = Sum(Where(Broadcasting.To(Reshape(Arange("n"), ["n", 1, 1, 1]), y.Shape) > 0, y, new Literal(0, y.Shape)));
        yield return new(
            "StrongConvolution", [Gradient(first, kernel), Gradient(first, image)],
            [(image, Value.Of(infinite, 2, 1, 5, 5)), (kernel, Value.Of(Numbers(18, 5), 2, 1, 3, 3))]);
    }

    private static IEnumerable<Case> Axes()
    {
        yield return Of("Sums", [4, 7, 3], [4, 7, 3], (a, b) => CumSum(a, 1) + CumSum(b, 0, reverse: true) + CumSum(a));
        yield return Of("Running", [4, 7], [4, 7], (a, b) => CumProd(a, 0) + CumMax(b, 1) + LogCumSumExp(a, 1) + Recurrence(a, b, 0, reverse: true));
        yield return OfGradient("RunningSlopes", [4, 7], [4, 7], (a, b) => Sum(Sin(CumProd(a) + LogCumSumExp(b, 0) + Recurrence(a, b))));
        yield return Of("Joined", [3, 2, 4], [3, 5, 4], (a, b) => Concat([a, b, a], 1));
        yield return OfGradient("JoinedSlopes", [3, 2], [4, 2], (a, b) => Sum(Sin(Concat([a, b], 0)) * Concat([b, a])));
        yield return Of("Padded", [3, 4], [1], (a, b) => Pad(Pad(a, 1, 2, 3, filling: -1.5), 0, 1, 0) * b);
        yield return OfGradient("Cut", [9, 8], [1], (a, b) => Sum(Sin(Flip(a[1..^2, ..]) * b)) + Sum(Exp(Slice(a, 1, 0, 7, 3))));
        Variable x = Variable("x", ["n", 5]), whole = IntegerVariable("whole", ["n", 5]);
        (Variable, Value)[] data =
            [(x, Value.Of(Numbers(15, 6), 3, 5)), (whole, Value.Of([.. Enumerable.Range(0, 15).Select(i => i * 7 % 11)], 3, 5))];
        yield return new(
            "Kinds",
            [
                ToReal(CumSum(whole, 1)), ToReal(Concat([whole, whole + 1], 1)), ToReal(Pad(whole, 0, 1, 1, filling: 4)),
                Where(Concat([x > 0, x > 1], 0), Concat([x, x], 0), Concat([-x, x], 0)),
            ],
            data);
    }

    private static IEnumerable<Case> Indices()
    {
        Variable x = Variable("x", ["n", 5, 2]), rows = IntegerVariable("rows", [4]), each = IntegerVariable("each", ["n", 3, 2]);
        (Variable, Value)[] data =
        [
            (x, Value.Of([.. Numbers(30, 7).Select((v, i) => i == 8 ? double.NaN : v)], 3, 5, 2)), (rows, (int[])[2, 0, 4, 2]),
            (each, Value.Of([.. Enumerable.Range(0, 18).Select(i => i * 3 % 5)], 3, 3, 2)),
        ];
        var taken = Take(x, rows, 1);
        yield return new("Taken", [taken, Gather(x, 1, each), ScatterAdd(Gather(x, 1, each), 1, each, 6)], data);
        yield return new("TakenSlopes", [Gradient(Sum(Sin(taken)) + Sum(Gather(x, 1, each)), x)], data);
        yield return new(
            "Found",
            [
                ToReal(ArgMax(x, 1)), ToReal(ArgMin(x, 2)), Sort(x, 1, descending: true), ToReal(ArgSort(x, 0)), TopK(x, 2, 1).Values,
                ToReal(ArgSort(each, 1)), Median(x, 0),
            ],
            data);
    }

    /// <summary>Sizes and arrays called like what the methods of a file speak of.</summary>
    private static Case Named()
    {
        Variable image = Variable("panel", ["y", "x"]), table = Variable("table", ["outer", "size"]);
        Variable a = Variable("a", ["b", "rows", "product"]), c = Variable("c", ["b", "product", "sizes"]);
        Variable at = IntegerVariable("at", ["count"]);
        return new(
            "Names",
            [Pad(image, 1, 2, 1), Concat([image, image], 0), MatMul(a, c), Take(table, at, 1)],
            [
                (image, Value.Of(Numbers(12, 9), 3, 4)), (table, Value.Of(Numbers(15, 10), 3, 5)), (at, (int[])[4, 0, 2]),
                (a, Value.Of(Numbers(24, 11), 2, 3, 4)), (c, Value.Of(Numbers(40, 12), 2, 4, 5)),
            ]);
    }

    private static IEnumerable<Case> Draws()
    {
        Variable key = KeyVariable("key"), x = Variable("x", ["n", 7]), step = IntegerVariable("step", []);
        (Variable, Value)[] data = [(key, Value.Key(5)), (x, Value.Of(Numbers(21, 8), 3, 7)), (step, 3)];
        yield return new(
            "Drawn",
            [
                Uniform(Split(key, 0), ["n", 7]) + x, Normal(Split(key, step), ["n", 7]) + x,
                Dropout(x, Split(RandomKey(-3), 2), 0.4), ToReal(Permutation(Split(key, 4), "n")),
                ToReal(UniformIntegers(key, -5, 1_000_000, [40])),
            ],
            data);
        Variable scale = Variable("scale", []), keys = KeyVariable("own");
        var one = scale * Normal(Split(keys, 1), [3]);
        var (several, scales) = Batch(one, 4, scale);
        yield return new("DrawnTogether", [several], [(scales, Value.Of(Numbers(4, 9), 4)), (keys, Value.Key(6))]);
    }

    private static IEnumerable<Case> Matrices()
    {
        Variable a = Variable("a", ["n", 6, 6]), b = Variable("b", ["n", 6, 2]), large = Variable("large", [40, 40]);
        (Variable, Value)[] data =
        [
            (a, Value.Of(Numbers(108, 21), 3, 6, 6)), (b, Value.Of(Numbers(36, 22), 3, 6, 2)), (large, Value.Of(Numbers(1600, 23), 40, 40)),
        ];
        Expr positive = MatMul(a, Transpose(a)) + Identity(6), broad = MatMul(large, Transpose(large)) + (3 * Identity(40));
        var (sign, logarithm) = LogDeterminant(a);
        yield return new(
            "Systems",
            [
                Cholesky(positive), Cholesky(broad), Solve(a, b), Solve(large, Transpose(large)), Inverse(a), Determinant(a), sign, logarithm,
                TriangularSolve(a, b), TriangularSolve(broad, large, upper: true, transposed: true),
            ],
            data);
        var (q, r) = Qr(large);
        var (u, values, vT) = SingularValueDecomposition(a);
        var (eigenvalues, vectors) = EigenSymmetric(broad);
        yield return new("Decompositions", [q, r, u, values, vT, eigenvalues, vectors, SingularValues(large), Qr(a[.., .., ..3]).Q], data);
        var slope = Sum(LogDeterminant(positive).LogAbs) + Sum(Square(Cholesky(broad))) + Sum(Sin(Solve(a, b)));
        yield return new("Powers", [MatrixExp(0.3 * a), Gradient(Sum(Determinant(a)), a), MatrixPower(a, -2)], data[..1]);
        yield return new("SystemSlopes", [.. Gradients(slope, a, b, large)], data);
    }

    private static Case Of(string name, int[] left, int[] right, Func<Expr, Expr, Expr> of) =>
        Of(name, left[0], left, right, (a, b) => [of(a, b)]);

    /// <summary>The same with a symbol for the first size.</summary>
    private static Case OfMany(string name, int[] left, int[] right, Func<Expr, Expr, Expr> of) =>
        Of(name, "n", left, right, (a, b) => [of(a, b)]);

    private static Case OfGradient(string name, int[] left, int[] right, Func<Expr, Expr, Expr> of) =>
        Of(name, left[0], left, right, (a, b) => of(a, b) is var y ? [y, .. Gradients(y, a, b)] : []);

    private static Case OfConvolution(string name, int[] input, int[] kernel, Func<Expr, Expr, Expr> of) =>
        Of(name, "n", input, kernel, (x, k) => of(x, k) is var y ? [y, .. Gradients(Sum(Sin(y)), x, k)] : []);

    private static Case Of(string name, Dimension first, int[] left, int[] right, Func<Variable, Variable, Expr[]> of)
    {
        Variable a = Variable("a", Shape.Of([first, .. left[1..].Select(s => (Dimension)s)])), b = Variable("b", Shape.Fixed(right));
        return new(
            name, of(a, b),
            [(a, Value.Of(Numbers(Length(left), left.Length), left)), (b, Value.Of(Numbers(Length(right), 10 + right.Length), right))]);

        int Length(int[] sizes) => sizes.Aggregate(1, (x, y) => x * y);
    }

    private static double[] Numbers(int count, int stream)
    {
        var numbers = new double[count];
        Philox.FillNormal<double>(Philox.FromSeed(stream), 0, numbers);
        return numbers;
    }

    private sealed record Case(string Name, Expr[] Outputs, (Variable Variable, Value Value)[] Data)
    {
        public CompiledFunction<T> Compiled<T>(CompilationOptions options) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Compile<T>([.. Data.Select(d => d.Variable)], Outputs, options: options);
    }
}
