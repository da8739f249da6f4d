using System.Numerics.Tensors;

namespace Grad;

/// <summary>Values of expressions without compiling them: for a look, for tests, for small things.</summary>
public static class Evaluation
{
    /// <summary>The value of a scalar expression, in <see cref="double"/>.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="values">A value for each variable that it depends on.</param>
    /// <exception cref="ArgumentException">
    /// The expression is not a scalar, a variable is unbound, bound twice, or bound to data of another shape.
    /// </exception>
    public static double Evaluate(this Expr expression, params ReadOnlySpan<(Variable Variable, Value Value)> values) =>
        expression.Shape.IsScalar
            ? Interpreter.Evaluate(expression, new Bindings(values)).Numbers[0]
            : throw Errors.NotOneNumber(expression);

    /// <summary>
    /// The value of an expression of any shape, in <see cref="double"/>. A single number is a tensor of shape [1].
    /// </summary>
    /// <param name="expression">The expression.</param>
    /// <param name="values">A value for each variable that it depends on.</param>
    /// <exception cref="ArgumentException">A variable is unbound, bound twice, or bound to data of another shape.</exception>
    public static Tensor<double> EvaluateTensor(
        this Expr expression, params ReadOnlySpan<(Variable Variable, Value Value)> values)
    {
        var result = Interpreter.Evaluate(expression, new Bindings(values));
        return Tensors.Of(result.Numbers, result.Sizes);
    }
}

/// <summary>Makes tensors of the platform's type.</summary>
internal static class Tensors
{
    /// <summary>Numbers as a tensor; a tensor without axes would be empty, so a single number has shape [1].</summary>
    public static Tensor<T> Of<T>(T[] numbers, int[] sizes) =>
        Tensor.Create(numbers, sizes.Length == 0 ? [1] : [.. sizes.Select(s => (nint)s)]);
}
