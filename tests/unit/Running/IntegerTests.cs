using static Grad.Functions;

namespace Grad.Tests.Unit.Running;

/// <summary>Arrays of whole numbers and conditions keep their own storage and stay exact in programs of float.</summary>
public class IntegerTests
{
    private const int Large = (1 << 30) + 1;

    [Theory]
    [InlineData(LaneWidth.Scalar)]
    [InlineData(LaneWidth.Bits128)]
    [InlineData(LaneWidth.Bits256)]
    [InlineData(LaneWidth.Bits512)]
    public void They_compute_what_the_interpreter_computes(LaneWidth width)
    {
        Variable i = IntegerVariable("i", ["n", 3]), k = IntegerVariable("k", [3]), x = Variable("x", ["n", 3]);
        var mask = BooleanVariable("mask", ["n", 1]);
        Expr[] outputs =
        [
            i + k, (i * 2) - k, Maximum(i, k), Sum(i), Sum(i, 0), Max(i, 1), Min(i, 0), Transpose(i) * 3,
            i < k, !((i < k) | Equal(i, 7)), ToReal(i) * x, Where(i > k, x, -x), Where(x > 0, i, k), Where(BroadcastTo(mask, ["n", 3]), x, 0),
            BroadcastTo(mask, ["n", 3]) & (x > 0), Sum(Where(Equal(i, k), x, 0 * x)), Where(BroadcastTo(mask, ["n", 3]), i, -i),
        ];
        var (integers, reals) = (new int[7, 3], new double[7, 3]);
        for (int j = 0; j < 21; j++) (integers[j / 3, j % 3], reals[j / 3, j % 3]) = ((j * 5 % 13) - 6, Math.Sin(j));
        var conditions = Value.Of([true, false, true, true, false, false, true], 7, 1);
        (Variable, Value)[] values = [(i, integers), (k, new[] { 2, -1, 4 }), (x, reals), (mask, conditions)];
        var session = Compile<float>([i, k, x, mask], outputs, options: new() { LaneWidth = width }).Bind(values);
        session.Run();
        foreach (var output in outputs)
        {
            var expected = output.EvaluateTensor(values).ToArray();
            Assert.Equal(expected.Select(e => (float)e), session.Read(output).ToArray(), (a, b) => Math.Abs(a - b) <= 1e-6f * Math.Abs(a));
            if (output.Kind != Kind.Real) Assert.Equal(expected.Select(e => (int)e), session.ReadIntegers(output).ToArray());
        }
    }

    [Fact]
    public void They_are_exact_where_float_is_not()
    {
        var i = IntegerVariable("i", [40]);
        Expr[] outputs = [i + 1, Equal(i, Large)];
        var session = Compile<float>([i], outputs, [(i, i - 1)]).Bind((i, Enumerable.Repeat(Large, 40).ToArray()));
        session.Run();
        Assert.All(session.ReadIntegers(outputs[0]).ToArray(), n => Assert.Equal(Large + 1, n));
        Assert.All(session.ReadIntegers(outputs[1]).ToArray(), n => Assert.Equal(1, n));
        Assert.All(session.ReadIntegers(i).ToArray(), n => Assert.Equal(Large - 1, n));
        session.Write(i, Enumerable.Range(Large, 40).ToArray());
        session.Run();
        Assert.Equal(Enumerable.Range(Large + 1, 40), session.ReadIntegers(outputs[0]).ToArray());
    }

    [Fact]
    public void Real_expressions_are_not_read_as_whole_numbers()
    {
        var x = new Variable("x", Shape.Scalar, Kind.Real, new("Program.cs", 3));
        var session = Compile<float>([x], []).Bind((x, 1));
        Assert.Equal(
            "Session: 'x' [] (Program.cs:3) is real, and ReadIntegers reads whole numbers and conditions. Call Read instead.",
            Assert.Throws<ArgumentException>(() => session.ReadIntegers(x)).Message);
    }
}
