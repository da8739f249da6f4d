using System.Linq.Expressions;

namespace Grad;

internal static partial class Errors
{
    public static ArgumentException LambdaParameter(ParameterExpression parameter) => new(
        $"Read: the parameter '{parameter.Name}' is of type {parameter.Type.Name}; derivatives need double or float. " +
        "Declare it so, or capture a variable instead, which is read as its present value.");

    public static ArgumentException LambdaArguments(LambdaExpression lambda, int wanted, int given) => new(
        $"Read: the lambda takes {Count(wanted, "argument", "arguments")}, and {given} {(given == 1 ? "is" : "are")} given. " +
        $"In: {LambdaText.Of(lambda)}.");

    public static ArgumentException LambdaArgument(LambdaExpression lambda, int argument) => new(
        $"Differentiate: there is no argument {argument}; the lambda has {Count(lambda.Parameters.Count, "argument", "arguments")}, " +
        $"counted from 0. In: {LambdaText.Of(lambda)}.");

    public static ArgumentException LambdaCall(MethodCallExpression call) => new(
        $"Read: {LambdaText.Of(call)} cannot be read as mathematics, because Grad does not see into " +
        $"{call.Method.DeclaringType?.Name}.{call.Method.Name}. Write its formula in the lambda, or call a function of Math or " +
        "Scalar of one of Grad's operators, such as Erf.Scalar(x).");

    public static ArgumentException LambdaNode(Expression node) => new(
        $"Read: {LambdaText.Of(node)} ({node.NodeType}) cannot be read as mathematics. A lambda may contain arithmetic of " +
        "double and float, comparisons, ? : and functions of Math; give other things their value before the lambda.");

    public static ArgumentException LambdaOrder(Type family, Expr order) => new(
        $"Read: the order of {family.Name}.Scalar must be known now, and it is {order}. Capture it as a variable.");

    public static ArgumentException LambdaType(Type type, Type other) => new(
        $"ToLambda: {type.Name} takes or returns {other.Name}. Use a function of double or float numbers to such a number, " +
        "such as Func<double, double>.");

    public static ArgumentException LambdaVariables(Type type, int wanted, int given) => new(
        $"ToLambda: {type.Name} takes {Count(wanted, "argument", "arguments")}, and {Count(given, "variable is", "variables are")} " +
        "given. Name one variable for each argument.");

    public static ArgumentException LambdaUnknown(Variable x) => new(
        $"ToLambda: the variable {x.Description} is used and is not a parameter of the lambda. Name it among the parameters, or " +
        "replace it by a number first.");

    public static ArgumentException LambdaShape(Expr x) => new(
        $"ToLambda: a part has shape {x.Shape}, and a lambda computes with single numbers. Compile arrays instead." + Where([x]));

    public static ArgumentException LambdaOperator(Expr x) => new(
        $"ToLambda: the operator {x.Operator} has no meaning for single numbers of type double. Compile the expression instead." +
        Where([x]));
}
