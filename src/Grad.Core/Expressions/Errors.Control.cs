using System.Globalization;

namespace Grad;

internal static partial class Errors
{
    public static ArgumentException ScanScalar(Expr x) => new(
        $"Scan: {x} is a scalar. A loop runs over the first axis; give an array, or a length where there is nothing to run over." +
        Where([x]));

    public static ArgumentException ScanLengths(ReadOnlySpan<Expr> over, Dimension length) => new(
        $"Scan: the arrays have shapes {Shapes(over)}, the loop {length} steps. " +
        "Their first axes must have the size of the loop." + Where(over));

    public static ArgumentException ScanWithoutLength() => new(
        "Scan: there is nothing to run over and no length. Give an array whose first axis is run over, or a length.");

    public static ArgumentException ScanSegment(int segment) => new(
        $"Scan: the segment is {segment} steps long; it must be at least 1.");

    public static ArgumentException ScanCarries(string operation, int given, int returned) => new(
        $"{operation}: {Count(given, "value is", "values are")} carried into a step and {returned} out of it. " +
        "A step returns as many carried values as it gets.");

    public static ArgumentException ScanCarry(string operation, Expr initial, Expr next, int index) => new(
        $"{operation}: carried value {index + 1} begins as {initial.Kind} {initial.Shape} and a step makes it {next.Kind} {next.Shape}. " +
        "Every step gets and returns the same shape and kind; broadcast or convert the first value." + Where([initial, next]));

    public static ArgumentException IterateShape(Expr initial, Expr next) => new(
        $"Iterate: x begins as {initial.Kind} {initial.Shape} and f(x) is {next.Kind} {next.Shape}. " +
        "Both must have the same shape and kind; broadcast or convert one of them." + Where([initial, next]));

    public static ArgumentException WhileCondition(Expr condition) => new(
        $"While: the condition is {condition.Kind} {condition.Shape}; it must be a single condition. " +
        "Make one of several by Any or All." + Where([condition]));

    public static ArgumentException WhileReverse() => new(
        "While: the reverse pass needs the values before each step, and nothing says how many steps there can be. " +
        "Give the most steps that the loop may take, most: 1000, or go forward: Jvp, or Jacobian with JacobianMode.Forward.");

    public static ArgumentException CondCondition(Expr condition) => new(
        $"Cond: the condition is {condition.Kind} {condition.Shape}; it must be a single condition. " +
        "For a condition for each element use Where." + Where([condition]));

    public static ArgumentException CondResults(int then, int otherwise) => new(
        $"Cond: one branch gives {Count(then, "result", "results")}, the other {otherwise}. Both must give as many.");

    public static ArgumentException CondBranches(Expr then, Expr otherwise) => new(
        $"Cond: one branch is {then.Kind} {then.Shape}, the other {otherwise.Kind} {otherwise.Shape}. " +
        "Both must have the same shape and kind; broadcast or convert one of them." + Where([then, otherwise]));

    public static ArgumentException FixedPointShape(Expr initial, Expr next) => new(
        $"FixedPoint: x begins as {initial.Kind} {initial.Shape} and f(x) is {next.Kind} {next.Shape}. " +
        "Both must be real and of one shape." + Where([initial, next]));

    public static ArgumentException SearchLimits(string operation, double? tolerance, int most) => new(
        $"{operation}: the tolerance is {tolerance?.ToString(CultureInfo.InvariantCulture) ?? "the default"} and at most {most} " +
        "steps are tried. Both must be above 0.");

    public static ArithmeticException NoFixedPoint(int most) => new(
        $"FixedPoint: x still changed after {Count(most, "step", "steps")}. f must be a contraction near its fixed point; " +
        "begin nearer to it, allow more steps or a larger tolerance.");

    public static ArgumentException RootShape(Expr initial, Expr y) => new(
        $"Root: x begins as {initial.Kind} {initial.Shape} and f(x) is {y.Kind} {y.Shape}. " +
        "Both must be real: a number each, or vectors of one length." + Where([initial, y]));

    public static ArithmeticException NoRoot(int most) => new(
        $"Root: x still changed after {Count(most, "step", "steps")} of Newton's method. Begin nearer to the root, where the " +
        "Jacobian is regular, or allow a larger tolerance.");

    public static ArgumentException CustomShape(string rule, Expr like, Expr given) => new(
        $"Custom: the {rule} gives shape {given.Shape} where {like.Shape} belongs: a derivative has the shape of what it is of." +
        Where([like, given]));

    public static ArgumentException CustomCount(int arguments, int given) => new(
        $"Custom: the function has {Count(arguments, "argument", "arguments")} and the vjp gives {Count(given, "cotangent", "cotangents")}. " +
        "Give one for each, 0 where there is none.");

    public static ArgumentException CustomNotLinear() => new(
        "Custom: the rule is not linear in the tangents or cotangents that it gets, so it cannot be transposed. " +
        "A derivative is linear in its direction.");

    public static ArgumentException CustomKind(Expr result) => new(
        $"Custom: the value is {result.Kind}; only real values have a derivative." + Where([result]));

    public static ArgumentException CustomCaptures(Variable variable) => new(
        $"Custom: the value depends on {variable.Description}, which is not an argument, so the rule cannot say its derivative. " +
        "Pass it as a further argument.");
}
