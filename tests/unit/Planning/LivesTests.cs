using System.Collections.Immutable;
using static Grad.Functions;

namespace Grad.Tests.Unit.Planning;

/// <summary>Which arrays share a buffer, and how long each is needed.</summary>
public class LivesTests
{
    private readonly Variable x = Variable("x", ["n", 4]);
    private readonly Variable w = Variable("w", [4, 4]);

    [Fact]
    public void A_loop_writes_over_an_operand_that_dies_there()
    {
        var y = MatMul(x, w);
        var (buffers, step) = Compiled([Sum(Exp(MatMul(Tanh(y), w)))]);
        // y, and tanh y in its place; the second product; the sum; x and w.
        Assert.Equal(5, buffers.Length);
        var shared = Assert.Single(buffers, b => b.Nodes.Length > 1);
        Assert.Equal(["matmul", "tanh"], shared.Nodes.Select(n => n.Operator));
        Assert.Equal((0, 2), (shared.First, shared.Last));
        Assert.IsType<ProductStep>(step[2]);
    }

    [Fact]
    public void A_product_never_writes_over_what_it_reads()
    {
        var (buffers, _) = Compiled([Sum(MatMul(MatMul(MatMul(x, w), w), w))]);
        Assert.All(buffers, b => Assert.Single(b.Nodes));
        var products = buffers.Where(b => b.Nodes[0] is MatMul).ToArray();
        Assert.Equal([0, 1, 2], products.Select(p => p.First));
        Assert.Equal([1, 2, 3], products.Select(p => p.Last));
    }

    [Fact]
    public void What_is_read_in_another_order_is_not_written_over()
    {
        var y = MatMul(w, w);
        var (buffers, _) = Compiled([MatMul(Exp(y) + Transpose(y), w)]);
        Assert.All(buffers, b => Assert.Single(b.Nodes));
    }

    [Fact]
    public void What_is_read_again_later_is_not_written_over()
    {
        var y = MatMul(x, w);
        var (buffers, _) = Compiled([Sum(MatMul(Tanh(y), w) * y)]);
        Assert.All(buffers, b => Assert.Single(b.Nodes));
    }

    [Fact]
    public void Outputs_live_to_the_end_and_leaves_throughout()
    {
        var y = MatMul(x, w);
        var (buffers, steps) = Compiled([y, Sum(Tanh(y))]);
        Assert.All(buffers, b => Assert.Equal(steps.Length, b.Last));
        Assert.All(buffers.Where(b => b.Nodes[0] is Variable), b => Assert.Equal(0, b.First));
    }

    [Fact]
    public void An_update_shares_the_buffer_of_its_variable()
    {
        var loss = Sum(Square(MatMul(x, w)));
        var step = Compile<float>([x], [loss], [(w, w - (0.1 * Gradient(loss, w)))]);
        var own = Assert.Single(step.Buffers, b => b.Nodes[0] == w);
        Assert.Equal(step.Roots[1], own.Nodes[1]);
    }

    [Fact]
    public void Without_reuse_every_array_has_its_own_buffer()
    {
        var step = Compile<float>(
            [x, w], [Sum(MatMul(Tanh(MatMul(x, w)), w))], options: new() { Optimizations = ~Optimizations.MemoryReuse });
        Assert.All(step.Buffers, b => Assert.Single(b.Nodes));
        Assert.All(step.Buffers, b => Assert.Equal((0, step.Steps.Length), (b.First, b.Last)));
    }

    private (ImmutableArray<Buffer> Buffers, ImmutableArray<Step> Steps) Compiled(Expr[] outputs)
    {
        var function = Compile<float>([x, w], outputs);
        return (function.Buffers, function.Steps);
    }
}
