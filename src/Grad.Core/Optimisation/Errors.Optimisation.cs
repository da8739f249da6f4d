namespace Grad;

internal static partial class Errors
{
    public static ArgumentException NoParameters(string operation) => new(
        $"{operation}: there is nothing to optimise. Name at least one variable with the value it starts at.");

    public static ArgumentException NotStarted(string operation, Variable x) => new(
        $"{operation}: the variable {x.Description} has no value. Give it a start if it is to be optimised, or bind it as data.");

    public static ArgumentException ParameterSize(string operation, Variable x) => new(
        $"{operation}: the size of the parameter {x.Description} is not known. Declare it with whole numbers as sizes.");

    public static ArgumentException NotAParameter(Variable x) => new(
        $"Optimum: the variable {x.Description} is not among the parameters that were optimised.");

    public static ArgumentException NotOneParameter(Variable x) => new(
        $"Optimum: the parameter {x.Description} is an array. Call Read or StandardErrors instead.");

    public static InvalidOperationException NoStandardErrors() => new(
        "Optimum: standard errors belong to least squares, and the loss is not seen to be a sum of squares. Call LeastSquares " +
        "with the residuals.");

    public static ArgumentException NotSquares(Expr loss) => new(
        $"Minimize: {loss} is not seen to be a sum of squares, which the method needs. Call LeastSquares with the residuals, or " +
        "choose Bfgs.");

    public static ArgumentException StartNotFinite(string operation, string what, double value) => new(
        $"{operation}: {what} {(double.IsNaN(value) ? "NaN" : "infinite")} at the start. Start where every operator is defined.");

    public static ArgumentException MostIterations(int given) => new(
        $"OptimizationOptions: MostIterations is {given}; it must be at least 1.");
}
