using Grad.Numerics;
using static Grad.Functions;

namespace Grad.Tests.Unit.Writing;

public class WritingErrorTests
{
    private readonly Variable x = Variable("x", [3, 3]);

    [Fact]
    public void An_operator_whose_body_looks_across_lanes_is_named() => Assert.Equal(
        "ToCSharp: across cannot be written as C# that needs nothing else. Run it in a session, or leave it out of what is compiled.",
        Assert.Throws<NotSupportedException>(() => Compile<double>([x], [new Across(x)]).ToCSharp("Sums")).Message);

    [Theory]
    [InlineData("")]
    [InlineData("lower")]
    [InlineData("Two words")]
    [InlineData("1st")]
    public void A_class_has_a_name(string name) => Assert.Equal(
        $"ToCSharp: '{name}' cannot be the name of a class. A name begins with a capital letter and consists of letters and digits.",
        Assert.Throws<ArgumentException>(() => Compile<double>([x], [Sum(x)]).ToCSharp(name)).Message);

    [Fact]
    public void A_constant_that_would_fill_pages_is_refused() => Assert.Equal(
        "ToCSharp: a constant [20000] is too long to be written into a file. Make it a variable, and give it its numbers before a run.",
        Assert.Throws<NotSupportedException>(() => Compile<double>([], [Sum(Sin(Constant(new double[20_000])))],
            options: new() { Optimizations = Optimizations.None }).ToCSharp("Long")).Message);

    [Fact]
    public void Places_outside_of_the_data_are_refused_when_the_sizes_are_known()
    {
        var rows = Variable("rows", ["n"]);
        string text = Compile<double>([rows], [Sum(rows[3..])]).ToCSharp("Tail", "Sum");
        var program = WrittenProgram.Of(text, 5);
        program.Write("Rows", [1, 2, 3, 4, 5]);
        program.Run();
        Assert.Equal([9], program.Read("Sum"));
    }

    [Fact]
    public void Names_that_the_class_needs_itself_do_not_clash()
    {
        Variable n = Variable("n", ["n"]), tanh = Variable("tanh", ["n"]), sum = Variable("sum"), scale = Variable("class");
        string text = Compile<float>([n, tanh, sum, scale], [Sum(Tanh(tanh) * n * sum * scale)]).ToCSharp("Step", "Step");
        var program = WrittenProgram.Of(text, 2);
        program.Write("N", [1, 2]);
        program.Write("Tanh", [0, 1]);
        program.Write("Sum", [3]);
        program.Write("Class", [2]);
        program.Run();
        Assert.Equal(12 * Math.Tanh(1), program.Read("Step3")[0], 1e-5);
    }

    [Fact]
    public void An_index_outside_of_its_axis_is_named_when_the_file_runs()
    {
        Variable x = Variable("x", [3]), at = IntegerVariable("at", [2]);
        var program = WrittenProgram.Of(Compile<double>([x, at], [Gather(x, 0, at)]).ToCSharp("Picked"));
        program.Write("X", [1, 2, 3]);
        program.Write("At", [0, 7]);
        var error = Assert.Throws<ArgumentOutOfRangeException>(program.Run);
        Assert.StartsWith("Index 7 is outside of an axis of size 3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_that_has_no_factor_is_refused_when_the_file_runs()
    {
        var program = WrittenProgram.Of(Compile<double>([x], [Cholesky(x), Inverse(x)]).ToCSharp("Factors"));
        program.Write("X", [1, 0, 0, 0, -1, 0, 0, 0, 1]);
        Assert.Equal(
            "A matrix is not positive definite: its leading minor of order 2 is not positive.",
            Assert.Throws<ArithmeticException>(program.Run).Message);
        program = WrittenProgram.Of(Compile<double>([x], [Inverse(x)]).ToCSharp("Inverse"));
        Assert.Equal("A matrix is singular: its pivot 1 is zero.", Assert.Throws<ArithmeticException>(program.Run).Message);
    }

    [Fact]
    public void An_operator_may_have_the_name_of_the_class()
    {
        var v = Variable("v", ["n"]);
        var program = WrittenProgram.Of(Compile<double>([v], [Sum(Tanh(v))]).ToCSharp("Tanh", "Sum"), 1);
        program.Write("V", [1]);
        program.Run();
        Assert.Equal(Math.Tanh(1), program.Read("Sum")[0], 1e-15);
    }

    private sealed class Across(Expr x) : Unary<Across>(x), IUnary<Across>
    {
        public static string Name => "across";

        public static double Scalar(double x) => x;

        public static Expr? Partial(Expr x, Expr y) => null;

        public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.Sum(x);
    }
}
