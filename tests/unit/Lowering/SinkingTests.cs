using static Grad.Functions;

namespace Grad.Tests.Unit.Lowering;

/// <summary>What is ready early and needed late is computed where it is needed.</summary>
public class SinkingTests
{
    private readonly Variable x = Variable("x", ["n", 4]);
    private readonly Variable w = Variable("w", [4, 4]);

    [Fact]
    public void A_term_of_the_state_is_computed_in_the_loop_of_its_update()
    {
        var m = Variable("m", [4, 4]);
        var gradient = Gradient(Sum(Square(MatMul(x, w))), w);
        var program = Compile<float>([x, w], [], [(m, (0.9 * m) + (0.1 * gradient))]);
        var update = Assert.Single(program.Steps.OfType<Loop>(), l => l.Loads.Any(r => r.View.Base == m));
        Assert.Equal(2, update.Body.Count(b => b is Multiply));
    }

    [Fact]
    public void The_mask_of_a_rectifier_is_that_of_its_result_and_is_not_stored()
    {
        var hidden = Relu(MatMul(x, w));
        var gradient = Gradient(Sum(Square(MatMul(hidden, w))), w);
        var program = Compile<float>([x, w], [gradient]);
        Assert.DoesNotContain(program.Steps.SelectMany(s => s.Writes), n => n.Kind == Kind.Boolean);
        var less = Assert.Single(program.Steps.OfType<Loop>().SelectMany(l => l.Body).OfType<Less>());
        Assert.IsType<Relu>(less.Right);
    }

    [Fact]
    public void A_node_that_a_product_reads_stays()
    {
        var early = Exp(w);
        var late = early * Sum(MatMul(x, early));
        var program = Compile<float>([x, w], [late]);
        var first = Assert.IsType<Loop>(program.Steps[0]);
        Assert.Contains(first.Body, b => b is Exp);
        Assert.Single(program.Steps.OfType<Loop>().SelectMany(l => l.Body).OfType<Exp>());
    }
}
