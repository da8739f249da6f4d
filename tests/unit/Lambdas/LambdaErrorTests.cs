using static Grad.Functions;

namespace Grad.Tests.Unit.Lambdas;

/// <summary>What cannot be read or written, word for word.</summary>
public class LambdaErrorTests
{
    private static readonly int[] Powers = [1, 2, 3];

    [Fact]
    public void A_call_that_cannot_be_seen_into() => Fails(
        "Read: LambdaErrorTests.Scaled(x) cannot be read as mathematics, because Grad does not see into " +
        "LambdaErrorTests.Scaled. Write its formula in the lambda, or call a function of Math or Scalar of one of Grad's " +
        "operators, such as Erf.Scalar(x).",
        () => Differentiate((double x) => 1 + Scaled(x)));

    [Fact]
    public void A_delegate_inside()
    {
        Func<double, double> inner = x => x;
        Fails(
            "Read: inner(x) (Invoke) cannot be read as mathematics. A lambda may contain arithmetic of double and float, " +
            "comparisons, ? : and functions of Math; give other things their value before the lambda.",
            () => Differentiate((double x) => inner(x)));
    }

    [Fact]
    public void An_element_chosen_by_an_argument() => Fails(
        "Read: LambdaErrorTests.Powers[(int)x] (ArrayIndex) cannot be read as mathematics. A lambda may contain arithmetic of " +
        "double and float, comparisons, ? : and functions of Math; give other things their value before the lambda.",
        () => Differentiate((double x) => Powers[(int)x] * x));

    [Fact]
    public void A_parameter_that_is_no_real_number() => Fails(
        "Read: the parameter 'n' is of type Int32; derivatives need double or float. Declare it so, or capture a variable " +
        "instead, which is read as its present value.",
        () => Differentiate<Func<double, int, double>>((x, n) => Math.Pow(x, n)));

    [Fact]
    public void Another_number_of_arguments() => Fails(
        "Read: the lambda takes 2 arguments, and 1 is given. In: (x, y) => x * y.",
        () => Read((double x, double y) => x * y, Variable("x")));

    [Fact]
    public void An_argument_that_is_not_there() => Fails(
        "Differentiate: there is no argument 1; the lambda has 1 argument, counted from 0. In: x => x * x.",
        () => Differentiate((double x) => x * x, 1));

    [Fact]
    public void A_variable_that_is_no_parameter()
    {
        Variable x = Variable("x"), y = Variable("y");
        Fails(
            $"ToLambda: the variable {y.Description} is used and is not a parameter of the lambda. Name it among the " +
            "parameters, or replace it by a number first.",
            () => (x * y).ToLambda<Func<double, double>>(x));
    }

    [Fact]
    public void An_array()
    {
        var x = Variable("x", [3]);
        Fails(
            "ToLambda: a part has shape [3], and a lambda computes with single numbers. Compile arrays instead. " +
            $"In: x; with {x.Description}.",
            () => Sum(x).ToLambda<Func<double, double>>(x));
    }

    [Fact]
    public void An_operator_that_works_on_arrays()
    {
        var x = Variable("x");
        var draw = Uniform(RandomKey(1), []) * x;
        Fails(
            "ToLambda: the operator key has no meaning for single numbers of type double. Compile the expression instead. " +
            "In: key(0x910a2dec89025cc1).",
            () => draw.ToLambda<Func<double, double>>(x));
    }

    [Fact]
    public void An_order_that_is_an_argument() => Fails(
        "Read: the order of Polygamma.Scalar must be known now, and it is truncate(x). Capture it as a variable.",
        () => Differentiate((double x) => Polygamma.Scalar(x, (int)x)));

    [Fact]
    public void A_delegate_type_that_does_not_fit()
    {
        var x = Variable("x");
        Fails(
            "ToLambda: Func`2 takes or returns Int32. Use a function of double or float numbers to such a number, such as " +
            "Func<double, double>.",
            () => x.ToLambda<Func<int, double>>(x));
        Fails(
            "ToLambda: Func`3 takes 2 arguments, and 1 variable is given. Name one variable for each argument.",
            () => x.ToLambda<Func<double, double, double>>(x));
    }

    private static double Scaled(double x) => 3 * x;

    private static void Fails(string sentence, Func<object> action) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(action).Message);
}
