using static Grad.Functions;

namespace Grad.Tests.Unit.Generation;

public sealed class LaneCallTests
{
    private static readonly Variable X = Variable("x", [37]), Y = Variable("y", [37]);

    [Fact]
    public void Instructions_of_bodies_are_counted()
    {
        Assert.Equal(1, LaneCall.Instructions((Elementwise)(X + Y)));
        Assert.Equal(1, LaneCall.Cost((Elementwise)(X * Y)));
        Assert.Equal(1, LaneCall.Instructions((Elementwise)(X / Y)));
        Assert.Equal(10, LaneCall.Cost((Elementwise)(X / Y)));
        Assert.InRange(LaneCall.Instructions((Elementwise)Exp(X)), 15, 60);
        Assert.InRange(LaneCall.Instructions((Elementwise)Tanh(X)), 30, 100);
    }

    [Fact]
    public void Long_bodies_are_called_where_there_are_many()
    {
        Elementwise[] one = [(Elementwise)Tanh(X), (Elementwise)(X + Y)];
        Assert.Empty(LaneCall.In(one, copies: 2));
        Elementwise[] many = [.. Enumerable.Range(0, 5).Select(i => (Elementwise)Tanh(X + i)), (Elementwise)(X + Y)];
        Assert.Equal([typeof(Tanh)], LaneCall.In(many, copies: 1));
        Elementwise[] three = [(Elementwise)Tanh(X), (Elementwise)Tanh(Y), (Elementwise)Tanh(X + Y)];
        Assert.Empty(LaneCall.In(three, copies: 1));
        Assert.Equal([typeof(Tanh)], LaneCall.In(three, copies: 2));
    }

    /// <summary>A short body stands twice in the code of a loop, a long one once: whatever is left over, it computes the same.</summary>
    [Fact]
    public void Every_length_gives_each_element_its_own_value()
    {
        Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]);
        Expr[][] loops = [[Exp(x) * Tanh(y), Sum(Exp(x) * Tanh(y))], [LogSumExp(x + y)], [x * y, Sum(x * y)]];
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            for (int n = 0; n <= 35; n++)
            {
                (Variable, Value)[] at =
                [
                    (x, Value.Of([.. Enumerable.Range(0, n).Select(i => Math.Sin(i))], n)),
                    (y, Value.Of([.. Enumerable.Range(0, n).Select(i => Math.Cos(3 * i))], n)),
                ];
                foreach (var outputs in loops)
                {
                    var session = Compile<double>([x, y], outputs, options: new() { LaneWidth = width }).Bind(at);
                    session.Run();
                    foreach (var output in outputs)
                    {
                        double[] expected = [.. output.EvaluateTensor(at)], found = [.. session.Read(output)];
                        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-14);
                    }
                }
            }
        }
    }

    /// <summary>Operators of one and two operands, one with a number of its own, and a rest of the vector, at every width.</summary>
    [Fact]
    public void A_called_body_computes_what_an_inlined_one_does()
    {
        Expr[] outputs =
        [
            .. Enumerable.Range(1, 6).SelectMany(i => new[] { Tanh(i * X), Pow(Exp(X / i), Y), Sin(X - i), Atan2(X, Y + i) }),
        ];
        (Variable, Value)[] at =
        [
            (X, Value.Of([.. Enumerable.Range(0, 37).Select(i => Math.Sin(i))], 37)),
            (Y, Value.Of([.. Enumerable.Range(0, 37).Select(i => Math.Cos(3 * i))], 37)),
        ];
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var options = new CompilationOptions { LaneWidth = width };
            var together = Compile<double>([X, Y], outputs, options: options).Bind(at);
            together.Run();
            foreach (var output in outputs)
            {
                var alone = Compile<double>([X, Y], [output], options: options).Bind(at);
                alone.Run();
                Assert.Equal(alone.Read(output).ToArray(), together.Read(output).ToArray());
            }
        }
    }

    /// <summary>Long loops are cut where the just-in-time compiler would stop inlining.</summary>
    [Fact]
    public void A_loop_has_no_more_than_fits_into_one_method()
    {
        Variable[] parts = [.. Enumerable.Range(0, 120).Select(i => Variable($"x{i}", [14]))];
        Expr y = parts[0];
        for (int i = 1; i < parts.Length; i++) y = i % 2 == 0 ? y * parts[i] : y - parts[i];
        var loops = Compile<double>(parts, [y]).Steps.OfType<Loop>().ToArray();
        Assert.InRange(loops.Length, 3, 6);
        Assert.All(loops, l => Assert.InRange(l.Loads.Length, 1, 60));
    }
}
