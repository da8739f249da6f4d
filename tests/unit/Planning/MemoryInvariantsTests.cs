using static Grad.Functions;

namespace Grad.Tests.Unit.Planning;

/// <summary>The checker of the memory plan finds each fault that is put into a plan.</summary>
public class MemoryInvariantsTests
{
    private readonly CompiledFunction<double> function;
    private readonly Variable x = Variable("x", [4, 4]);
    private readonly Variable w = Variable("w", [4, 4]);
    private readonly MemoryPlan plan;
    private readonly Expr first;
    private readonly Expr tanh;
    private readonly Expr second;

    public MemoryInvariantsTests()
    {
        first = MatMul(x, w);
        tanh = Tanh(first);
        second = MatMul(tanh, w);
        function = Compile<double>(
            [x], [second], [(w, Square(w))], new() { Optimizations = ~(Optimizations.MemoryReuse | Optimizations.Simplification) });
        plan = function.Plan(new Dictionary<string, int>()).Memory;
    }

    [Fact]
    public void Separate_buffers_pass() => Check(plan);

    [Fact]
    public void An_array_in_the_place_of_an_operand_that_dies_passes() => Check(Moved(tanh, plan.Offsets[first]));

    [Fact]
    public void An_array_that_is_not_aligned_is_found() => Assert.Equal(
        "Memory plan: 'tanh [4, 4]' begins at byte 8, which is not aligned.", Fault(Moved(tanh, 8)));

    [Fact]
    public void An_array_outside_of_the_arena_is_found() => Assert.Equal(
        "Memory plan: 'tanh [4, 4]' lies outside of the arena.", Fault(Moved(tanh, plan.Size - 64)));

    [Fact]
    public void Two_inputs_in_one_place_are_found() => Assert.Equal(
        "Memory plan: 'w [4, 4]' and 'x [4, 4]' overlap, and both must last from run to run.",
        Fault(Moved(w, plan.Offsets[x])));

    [Fact]
    public void A_product_over_its_operand_is_found() => Assert.Equal(
        "Memory plan: step 3 writes 'matmul [4, 4]' over 'tanh [4, 4]', which it needs.",
        Fault(Moved(second, plan.Offsets[tanh])));

    [Fact]
    public void A_loop_that_writes_half_over_its_operand_is_found() => Assert.Equal(
        "Memory plan: step 2 writes 'tanh [4, 4]' over 'matmul [4, 4]', which it needs.",
        Fault(Moved(tanh, plan.Offsets[first] + 64)));

    [Fact]
    public void An_array_over_what_is_read_later_is_found() => Assert.Equal(
        "Memory plan: 'w [4, 4]' is no longer there when step 3 reads it.", Fault(Moved(tanh, plan.Offsets[w])));

    [Fact]
    public void An_array_over_an_input_is_found() => Assert.Equal(
        "Memory plan: 'x [4, 4]' is no longer there after the run.", Fault(Moved(second, plan.Offsets[x])));

    [Fact]
    public void An_array_over_an_output_is_found() => Assert.Equal(
        "Memory plan: 'square [4, 4]' is no longer there after the run.", Fault(Moved(tanh, plan.Offsets[function.Roots[1]])));

    private MemoryPlan Moved(Expr node, long offset) => plan with
    {
        Offsets = plan.Offsets.ToDictionary(o => o.Key, o => o.Key == node ? offset : o.Value),
    };

    private string Fault(MemoryPlan wrong) => Assert.Throws<InvalidOperationException>(() => Check(wrong)).Message;

    private void Check(MemoryPlan checkedPlan) => MemoryInvariants.Check(
        function.Steps, Run.Each(function.Steps.Length), function.Roots, function.UpdatedVariables, checkedPlan, n => n.Shape.Size.Value * sizeof(double));
}
