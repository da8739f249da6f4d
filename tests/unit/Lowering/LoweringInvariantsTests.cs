using System.Collections.Immutable;
using static Grad.Functions;

namespace Grad.Tests.Unit.Lowering;

/// <summary>The checker of the lowering finds each fault that is put into a program.</summary>
public class LoweringInvariantsTests
{
    private readonly ImmutableArray<Step> steps;
    private readonly ImmutableArray<Expr> roots;

    public LoweringInvariantsTests()
    {
        Variable x = Variable("x", [2, 2]);
        var function = Compile<double>([x], [Exp(Tanh(MatMul(x, x)))]);
        (steps, roots) = (function.Steps, function.Roots);
    }

    [Fact]
    public void A_program_as_it_was_lowered_passes() => LoweringInvariants.Check(steps, roots);

    [Fact]
    public void Steps_in_another_order_are_found() => Assert.Equal(
        "Lowering: step 0 reads 'matmul [2, 2]' before it is written.", Fault([.. steps.Reverse()], roots));

    [Fact]
    public void An_array_that_is_written_twice_is_found() => Assert.Equal(
        "Lowering: step 1 writes 'matmul [2, 2]', which was written before.", Fault([steps[0], steps[0]], roots));

    [Fact]
    public void A_root_that_is_not_written_is_found() => Assert.Equal(
        "Lowering: no step writes the root 'exp [2, 2]'.", Fault([steps[0]], roots));

    [Fact]
    public void A_body_in_another_order_is_found() => Assert.Equal(
        "Lowering: step 1 computes 'exp [2, 2]' before its operand 'tanh [2, 2]'.",
        Fault(l => l with { Body = [.. l.Body.Reverse()] }));

    [Fact]
    public void A_store_of_what_is_not_computed_is_found() => Assert.Equal(
        "Lowering: step 1 stores or folds 'exp [2, 2]', which it does not compute.",
        Fault(l => l with { Body = [l.Body[0]] }));

    [Fact]
    public void A_load_with_too_few_strides_is_found() => Assert.Equal(
        "Lowering: step 1 walks over [2, 2] and loads 'matmul [2, 2]' with 1 strides.",
        Fault(l => l with { Loads = [(l.Loads[0].Node, l.Loads[0].View with { Strides = [Dimension.One] })] }));

    [Fact]
    public void An_operator_of_another_shape_is_found()
    {
        var y = (Elementwise)Sin(Variable("y", [3]));
        Assert.Equal(
            "Lowering: step 1 walks over [2, 2] and computes 'sin [3]'.",
            Fault(l => l with { Loads = [.. l.Loads, (y.Operands[0], l.Loads[0].View)], Body = [.. l.Body, y] }));
    }

    private string Fault(Func<Loop, Loop> change) => Fault([steps[0], change((Loop)steps[1])], roots);

    private static string Fault(ImmutableArray<Step> steps, ImmutableArray<Expr> roots) =>
        Assert.Throws<InvalidOperationException>(() => LoweringInvariants.Check(steps, roots)).Message;
}
