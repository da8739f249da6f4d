using static Grad.Functions;

namespace Grad.Tests.Unit.Expressions;

/// <summary>The sentences that building and binding end with, word for word.</summary>
public class ErrorTests
{
    private readonly Variable x = Variable("x", ["n", 1]);
    private readonly Variable v = Variable("v", ["n"]);

    private static string Message(Func<object> action) => Assert.ThrowsAny<Exception>(action).Message;

    [Fact]
    public void Sizes_that_differ_are_named() => Assert.Equal(
        "+: shapes [3] and [4] do not match: 3 ≠ 4. Sizes are compared from the last axis; they must be equal, or one " +
        $"of them 1. In: a; b; with 'a' [3] (ErrorTests.cs:{Line()}), 'b' [4] (ErrorTests.cs:{Line()}).",
        Message(() => Variable("a", [3]) + Variable("b", [4])));

    [Fact]
    public void A_column_against_a_vector_is_refused() => Assert.StartsWith(
        "−: [n, 1] against [n] would stretch both sides. Reshape one side to the shape of the other, or give both the " +
        "same number of axes if that is meant. In: x; v; with 'x' [n, 1] (ErrorTests.cs:",
        Message(() => x - v), StringComparison.Ordinal);

    [Fact]
    public void Inner_dimensions_that_differ_are_named() => Assert.StartsWith(
        "MatMul: inner dimensions differ, [32, 784] · [128, 10]: 784 ≠ 128. Transpose one side, or reshape it first.",
        Message(() => MatMul(Variable("a", [32, 784]), Variable("b", [128, 10]))), StringComparison.Ordinal);

    [Fact]
    public void An_axis_out_of_range_is_named() => Assert.Equal(
        "Sum: axis 2 is out of range for shape [n, 1], which has 2 axes. Name an axis from -2 to 1.",
        Message(() => Sum(x, 2)));

    [Fact]
    public void A_gradient_of_an_array_is_refused() => Assert.StartsWith(
        "Gradient: the expression has shape [n, 1], and a gradient is taken of a scalar. Reduce it with Sum or Mean, or " +
        "use Vjp with a cotangent.", Message(() => Gradient(x, x)), StringComparison.Ordinal);

    [Fact]
    public void An_unbound_variable_is_named()
    {
        var w = new Variable("w", Shape.Scalar, Kind.Real, new("Program.cs", 7));
        Assert.Equal("The variable 'w' [] (Program.cs:7) has no value. Bind it: (w, value).", Message(() => w.Evaluate()));
        Assert.Equal(
            "The variable 'w' [] (Program.cs:7) is bound twice. Give it one value.",
            Message(() => w.Evaluate((w, 1), (w, 2))));
        Assert.Equal(
            "The variable 'w' [] (Program.cs:7) is bound to data of shape [2]. Give data of shape [], or declare the " +
            "variable with the data's shape.", Message(() => w.Evaluate((w, new double[2]))));
    }

    [Fact]
    public void One_size_with_two_values_is_refused()
    {
        var a = new Variable("a", ["n"], Kind.Real, new("Program.cs", 1));
        var b = new Variable("b", ["n"], Kind.Real, new("Program.cs", 2));
        Assert.Equal(
            "The size \"n\" is 2 in 'a' [n] (Program.cs:1) and 3 in 'b' [n] (Program.cs:2). Bind data of equal sizes, or " +
            "give the two axes different names.",
            Message(() => (a + b).EvaluateTensor((a, new double[2]), (b, new double[3]))));
    }

    [Fact]
    public void A_variable_that_is_not_an_input_is_named()
    {
        var w = new Variable("w", Shape.Scalar, Kind.Real, new("Program.cs", 7));
        Assert.Equal(
            "Compile: the variable 'w' [] (Program.cs:7) is used and is neither an input nor updated. Add it to the inputs.",
            Message(() => Compile<float>([], [w * 2])));
    }

    [Fact]
    public void An_array_that_is_too_long_is_named()
    {
        var outer = ExpandDims(v, 1) * ExpandDims(v, 0);
        const string Sentence =
            "An array of shape [100000, 100000] has more than 2147483647 elements, the most that one array holds. " +
            "Use smaller batches, or, where it is a Jacobian, Jvp and Vjp, which never form it.";
        Assert.Equal(Sentence, Message(() => outer.EvaluateTensor((v, new double[100_000]))));
        Assert.Equal(Sentence, Message(() => Compile<float>([v], [outer]).Bind((v, new double[100_000]))));
    }

    private static int Line([System.Runtime.CompilerServices.CallerLineNumber] int line = 0) => line + 1;
}
