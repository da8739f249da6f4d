using System.Numerics;
using CsCheck;
using Grad.Numerics;

namespace Grad.Tests.Properties.Operators;

public sealed class OperatorTests
{
    public static TheoryData<string> Names => [.. OperatorCase.All.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Three_derivatives_are_slopes_and_forward_equals_reverse(string name) =>
        SlopeLaw.Check(OperatorCase.All.Single(o => o.Name == name), orders: 3, points: 200);

    // Arrays of whole numbers are not compiled, only whole scalars.
    public static TheoryData<string> CompiledNames =>
        [.. OperatorCase.All.Where(o => o.Type != typeof(ToReal)).Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(CompiledNames))]
    public void Compiled_equals_interpreted(string name)
    {
        var operation = OperatorCase.All.Single(o => o.Name == name);
        Compiled<double>(operation, 1e-12);
        Compiled<float>(operation, 1e-5);
    }

    [Fact]
    public void Every_elementwise_operator_is_covered()
    {
        var known = OperatorCase.All.Select(o => o.Type).ToHashSet();
        var missing = typeof(Expr).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Elementwise)) && t.IsPublic && !t.IsAbstract && !known.Contains(t));
        Assert.Empty(missing);
        Assert.True(known.Count > 25, $"Only {known.Count} operators were found.");
    }

    [Fact]
    public void A_wrong_rule_is_caught()
    {
        var failure = Assert.Throws<CsCheckException>(
            () => SlopeLaw.Check(OperatorCase.OfUnary<WrongSine>(), orders: 1, points: 200));
        Assert.Contains("wrong sine: derivative 1", failure.ToString());
    }

    private static void Compiled<T>(OperatorCase operation, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Numbers that float holds, not too near to the ends of the domain, and a size that no width divides.
        var random = new Random(7);
        Variable[] x = [.. operation.Domains.Select((_, i) => Variable($"x{i}", ["n"]))];
        (Variable, Value)[] data = [.. x.Select((v, i) => (v, (Value)Enumerable.Range(0, 61)
            .Select(_ => operation.Domains[i].Between(0.02 + 0.96 * random.NextDouble())).ToArray()))];
        var y = operation.Build(x);
        var session = Compile<T>(x, [y]).Bind(data);
        session.Run();
        double[] expected = y.EvaluateTensor(data).ToArray();
        double[] found = [.. session.Read(y).Select(double.CreateTruncating)];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], tolerance * (1 + Math.Abs(expected[i])));
    }

    private sealed class WrongSine(Expr x) : Unary<WrongSine>(x), IUnary<WrongSine>
    {
        public static string Name => "wrong sine";

        public static double Scalar(double x) => Math.Sin(x);

        public static Expr? Partial(Expr x, Expr y) => Sin(x); // wrong on purpose

        public static V Lanes<V>(V x) where V : struct, ILanes<V> => x;
    }
}
