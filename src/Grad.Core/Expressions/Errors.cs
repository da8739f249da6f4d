namespace Grad;

/// <summary>Every sentence that building, differentiating and binding can end with, in one place.</summary>
internal static class Errors
{
    public static ArgumentException AxisOutOfRange(string operation, int axis, Shape shape) => new(
        $"{operation}: axis {axis} is out of range for shape {shape}, which has {Count(shape.Rank, "axis", "axes")}. " +
        (shape.Rank == 0 ? "A scalar has no axis to name." : $"Name an axis from {-shape.Rank} to {shape.Rank - 1}."));

    public static ArgumentException AxisTwice(string operation, int axis, Shape shape) => new(
        $"{operation}: axis {axis} of shape {shape} is named twice. Name each axis once.");

    public static ArgumentException NamelessVariable() => new(
        "Variable: the name is empty. Give each variable a name; it is printed in formulas and errors.");

    public static ArgumentException NegativeOrder(string operation, int order, Expr x) => new(
        $"{operation}: the order is {order}; a derivative has an order from 0 on." + Where([x]));

    public static ArgumentException ShapesDiffer(string operation, ReadOnlySpan<Expr> operands) => new(
        $"{operation}: the operands' shapes differ, {Shapes(operands)}. Broadcast or reshape them first." + Where(operands));

    public static ArgumentException CannotBroadcast(string operation, Expr x, Expr y, Dimension a, Dimension b) => new(
        $"{operation}: shapes {x.Shape} and {y.Shape} do not match: {a} ≠ {b}. " +
        "Sizes are compared from the last axis; they must be equal, or one of them 1." + Where([x, y]));

    public static ArgumentException BothStretched(string operation, Expr x, Expr y) => new(
        $"{operation}: {x.Shape} against {y.Shape} would stretch both sides. " +
        "Reshape one side to the shape of the other, or give both the same number of axes if that is meant." + Where([x, y]));

    public static ArgumentException WrongKind(string operation, Expr x, Kind wanted) => new(
        $"{operation}: an operand is {Name(x.Kind)}, and {Name(wanted)} is needed. " +
        (x.Kind == Kind.Boolean ? "Select numbers with Where(condition, a, b)." : "Convert it with ToReal first.") + Where([x]));

    public static ArgumentException KindsDiffer(string operation, Expr x, Expr y) => new(
        $"{operation}: one operand is {Name(x.Kind)} and the other {Name(y.Kind)}. Convert integers with ToReal first." +
        Where([x, y]));

    public static ArgumentException ReshapeSize(Expr x, Shape shape) => new(
        $"Reshape: {x.Shape} has {x.Shape.Size} elements and {shape} has {shape.Size}. " +
        "The numbers of elements must be equal." + Where([x]));

    public static ArgumentException BroadcastShape(Expr x, Shape shape) => new(
        $"BroadcastTo: {x.Shape} cannot be stretched to {shape}. " +
        "Sizes are compared from the last axis; they must be equal, or 1 in the expression." + Where([x]));

    public static ArgumentException PermuteAxes(Expr x, Axes axes) => new(
        $"Permute: {axes} does not name each axis of {x.Shape} once." + Where([x]));

    public static ArgumentException MatMulRank(Expr x, Expr y) => new(
        $"MatMul: {x.Shape} · {y.Shape}: both sides need at least one axis. Use * for a scalar." + Where([x, y]));

    public static ArgumentException MatMulInner(Expr x, Expr y, Dimension a, Dimension b) => new(
        $"MatMul: inner dimensions differ, {x.Shape} · {y.Shape}: {a} ≠ {b}. " +
        "Transpose one side, or reshape it first." + Where([x, y]));

    public static ArgumentException NotScalar(string operation, Expr y) => new(
        $"{operation}: the expression has shape {y.Shape}, and a gradient is taken of a scalar. " +
        "Reduce it with Sum or Mean, or use Vjp with a cotangent." + Where([y]));

    public static ArgumentException NotDifferentiable(string operation, Expr x) => new(
        $"{operation}: cannot differentiate with respect to {Describe(x)}: it is {Name(x.Kind)}, and only real " +
        "expressions have derivatives.");

    public static ArgumentException TangentShape(string operation, Expr x, Expr tangent) => new(
        $"{operation}: the direction for {Describe(x)} has shape {tangent.Shape}; it must have the shape {x.Shape}.");

    public static InvalidOperationException WrongCount(int wanted, int given) => new(
        $"{given} gradients cannot be taken apart into {wanted} variables.");

    public static ArgumentException NotOneNumber(Expr x) => new(
        $"Evaluate: the expression has shape {x.Shape}, not one number. Call EvaluateTensor instead." + Where([x]));

    public static NotSupportedException IntegerArray(Expr x) => new(
        $"Compile: arrays of whole numbers are not compiled yet, only whole scalars. Evaluate interprets them." + Where([x]));

    public static NotSupportedException ElementType(Type type) => new(
        $"Compile: {type.Name} is not an element type of programs. Use float or double.");

    public static ArgumentException UpdateShape(Variable x, Expr next) => new(
        $"Compile: the variable {x.Description} is updated with an expression of shape {next.Shape}. " +
        "An update must have the variable's shape." + Where([next]));

    public static ArgumentException NotAnInput(Variable x) => new(
        $"Compile: the variable {x.Description} is used and is neither an input nor updated. Add it to the inputs.");

    public static ArgumentException NotInProgram(Expr x) => new(
        $"Session: {Describe(x)} is neither an output nor a variable of the program. Add it to the outputs of Compile.");

    public static ArgumentException WrittenLength(Variable x, int given, int wanted) => new(
        $"Session: {given} numbers are written to the variable {x.Description}, which was bound to {wanted}. " +
        "Bind again for data of another size.");

    public static ArgumentException TooMuchMemory(long bytes) => new(
        $"Bind: the program's buffers take {bytes / 1e9:F1} GB for this data, more than one session can hold. Use smaller batches.");

    public static ArgumentException NotBound(Variable x) => new(
        $"The variable {x.Description} has no value. Bind it: ({x.Name}, value).");

    public static ArgumentException BoundTwice(Variable x) => new(
        $"The variable {x.Description} is bound twice. Give it one value.");

    public static ArgumentException BoundShape(Variable x, int[] sizes) => new(
        $"The variable {x.Description} is bound to data of shape [{string.Join(", ", sizes)}]. " +
        $"Give data of shape {x.Shape}, or declare the variable with the data's shape.");

    public static ArgumentException SymbolTwice(string symbol, int first, Variable firstVariable, int second, Variable x) => new(
        $"The size \"{symbol}\" is {first} in {firstVariable.Description} and {second} in {x.Description}. " +
        "Bind data of equal sizes, or give the two axes different names.");

    public static ArgumentException WrongData(Variable x, Kind data) => new(
        $"The variable {x.Description} is {Name(x.Kind)} and is bound to data that is {Name(data)}.");

    private static string Name(Kind kind) => kind switch
    {
        Kind.Real => "real",
        Kind.Integer => "integer",
        Kind.Boolean => "boolean",
        _ => "a random key",
    };

    private static string Describe(Expr x) => x is Variable v ? v.Description : $"{x} {x.Shape}";

    private static string Count(int n, string one, string many) => n == 1 ? $"1 {one}" : $"{n} {many}";

    private static string Shapes(ReadOnlySpan<Expr> operands) =>
        string.Join(" and ", operands.ToArray().Select(o => o.Shape.ToString()));

    /// <summary>The operands' formulas, and where their first variables were declared.</summary>
    private static string Where(ReadOnlySpan<Expr> operands)
    {
        var variables = operands.ToArray().SelectMany(o => Graph.Variables(o)).Distinct().Take(4).ToArray();
        string formulas = string.Join("; ", operands.ToArray().Select(o => o.ToString()));
        return variables.Length == 0
            ? $" In: {formulas}."
            : $" In: {formulas}; with {string.Join(", ", variables.Select(v => v.Description))}.";
    }
}
