using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

public sealed class CompilationTests
{
    [Fact]
    public void Compiled_equals_interpreted() => Cases.Hold(EachInTurn(), 0.1);

    [Fact]
    public void Compiled_gradients_equal_interpreted() => Cases.Hold(EachInTurn().OnGradients, 0.05);

    /// <summary>The next way to compile for each case: compiling takes long, and there are many ways.</summary>
    private static Law EachInTurn()
    {
        int turn = 0;
        return new("compiled equals interpreted", c => Compilation.All[turn++ % Compilation.All.Count].Law.Check(c));
    }
}
