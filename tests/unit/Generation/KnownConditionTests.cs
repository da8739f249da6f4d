using static Grad.Functions;

namespace Grad.Tests.Unit.Generation;

/// <summary>A condition that is known when a program is compiled is a mask like any other.</summary>
public class KnownConditionTests
{
    private readonly Variable x = Variable("x", [17]);
    private readonly double[] data = [.. Enumerable.Range(0, 17).Select(i => i / 4.0 - 2)];

    // Found by the random expressions, seed dbuuQr-eclW1: true ∧ mask took the bits of the number 1.
    [Theory]
    [InlineData(Optimizations.All)]
    [InlineData(Optimizations.None)]
    public void A_known_condition_meets_one_that_is_computed(Optimizations optimizations)
    {
        var isTrue = new Literal(1, x.Shape, Kind.Boolean);
        Expr[] conditions = [isTrue & (1 < x), !isTrue | (x <= 1), (1 < x) & !isTrue];
        Expr[] outputs = [.. conditions.Select(c => Where(c, x, 10))];
        var session = Compile<double>([x], outputs, options: new() { Optimizations = optimizations }).Bind((x, data));
        session.Run();
        foreach (var output in outputs)
            Assert.Equal(output.EvaluateTensor((x, data)).ToArray(), session.Read(output).ToArray());
    }

    [Fact]
    public void A_known_condition_is_simplified_away()
    {
        var known = new Less(0, 1);
        var c = Variable("y") < 2;
        Assert.Equal("y < 2", Simplify(And(known, c)).ToString());
        Assert.Equal("y < 2", Simplify(Or(c, Not(known))).ToString());
        Assert.Equal("1", Simplify(Or(known, c)).ToString());
        Assert.Equal("0", Simplify(And(c, Not(known))).ToString());
    }
}
