using static Grad.Functions;

namespace Grad.Tests.Unit.Optimisation;

/// <summary>What is asked in vain, word for word.</summary>
public class OptimisationErrorTests
{
    private readonly Variable x = Variable("x", ["n"]), a = Variable("a"), b = Variable("b");

    [Fact]
    public void Nothing_to_optimise()
    {
        const string Sentence = "there is nothing to optimise. Name at least one variable with the value it starts at.";
        Fails($"Minimize: {Sentence}", () => Minimize(Square(a)));
        Fails($"LeastSquares: {Sentence}", () => LeastSquares(a));
    }

    [Fact]
    public void A_variable_without_a_value() => Fails(
        $"LeastSquares: the variable {b.Description} has no value. Give it a start if it is to be optimised, or bind it as data.",
        () => LeastSquares(a - b, (a, 1)));

    [Fact]
    public void A_loss_that_is_no_single_number() => Fails(
        Assert.Throws<ArgumentException>(() => Gradient(a * x, a)).Message.Replace("Gradient", "Minimize", StringComparison.Ordinal),
        () => Minimize(a * x, [(a, 1)], [(x, new[] { 1.0 })]));

    [Fact]
    public void A_start_where_the_function_is_not_defined()
    {
        const string Way = "at the start. Start where every operator is defined.";
        Fails($"LeastSquares: a residual is NaN {Way}", () => LeastSquares(Log(a), (a, -1)));
        Fails($"LeastSquares: a derivative is infinite {Way}", () => LeastSquares(Sqrt(a), (a, 0)));
        Fails($"Minimize: the loss is infinite {Way}", () => Minimize(Exp(a), (a, 1000)));
        Fails($"Minimize: a derivative is infinite {Way}", () => Minimize(Sqrt(a) - 1, (a, 0)));
    }

    [Fact]
    public void A_parameter_whose_size_is_not_known() => Fails(
        $"LeastSquares: the size of the parameter {x.Description} is not known. Declare it with whole numbers as sizes.",
        () => LeastSquares(x - 1, (x, new[] { 1.0, 2.0 })));

    [Fact]
    public void A_method_that_needs_squares() => Fails(
        "Minimize: exp(a) is not seen to be a sum of squares, which the method needs. Call LeastSquares with the residuals, or " +
        "choose Bfgs.",
        () => Minimize(Exp(a), [(a, 1)], [], new() { Method = OptimizationMethod.LevenbergMarquardt }));

    [Fact]
    public void No_iterations() => Fails(
        "OptimizationOptions: MostIterations is 0; it must be at least 1.",
        () => Minimize(Exp(a), [(a, 1)], [], new() { MostIterations = 0 }));

    [Fact]
    public void Values_that_are_not_there()
    {
        Variable w = Variable("w", [2]);
        var fit = LeastSquares(w - 1, (w, new double[2]));
        Fails($"Optimum: the variable {a.Description} is not among the parameters that were optimised.", () => fit.Scalar(a));
        Fails($"Optimum: the parameter {w.Description} is an array. Call Read or StandardErrors instead.", () => fit.Scalar(w));
        Assert.Equal(
            "Optimum: standard errors belong to least squares, and the loss is not seen to be a sum of squares. Call LeastSquares " +
            "with the residuals.",
            Assert.Throws<InvalidOperationException>(() => (object)Minimize(Exp(a) - a, (a, 1)).StandardErrors(a)).Message);
    }

    private static void Fails(string sentence, Func<object> action) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(action).Message);
}
