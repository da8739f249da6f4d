using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

public sealed class CompilationTests
{
    [Fact]
    public void Compiled_equals_interpreted() => Cases.Hold(EachInTurn(), 0.1);

    [Fact]
    public void Compiled_gradients_equal_interpreted() => Cases.Hold(EachInTurn().OnGradients, 0.05);

    /// <summary>
    /// The next way to compile for each case: compiling takes long, and there are many ways. A case that fails is made smaller
    /// with the way that it failed in.
    /// </summary>
    private static Law EachInTurn()
    {
        int turn = 0;
        Compilation? failed = null;
        return new("compiled equals interpreted", c =>
        {
            var way = failed ?? Compilation.All[turn++ % Compilation.All.Count];
            var verdict = way.Law.Check(c);
            if (verdict.Outcome == Outcome.Broken) failed = way;
            return verdict;
        });
    }
}
