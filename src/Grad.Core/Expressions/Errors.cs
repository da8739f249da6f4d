using System.Globalization;

namespace Grad;

/// <summary>Every sentence that building, differentiating and binding can end with, in one place.</summary>
internal static partial class Errors
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
        $"{operation}: the operands' shapes differ, {Shapes(operands)}. Broadcast or reshape them " +
        "first." + Where(operands));

    public static ArgumentException CannotBroadcast(string operation, Expr x, Expr y, Dimension a, Dimension b) => new(
        $"{operation}: shapes {x.Shape} and {y.Shape} do not match: {a} ≠ {b}. " +
        "Sizes are compared from the last axis; they must be equal, or one of them 1." + Where([x, y]));

    public static ArgumentException BothStretched(string operation, Expr x, Expr y) => new(
        $"{operation}: {x.Shape} against {y.Shape} would stretch both sides. " +
        "Reshape one side to the shape of the other, or give both the same number of axes if that is " +
        "meant." + Where([x, y]));

    public static ArgumentException PlaceOutOfRange(string operation, Index index, int axis, Expr x) => new(
        $"{operation}: place {index} is out of range for axis {axis} of shape {x.Shape}. " +
        "Count places from 0, or from the end with ^." + Where([x]));

    public static ArgumentException RangeOutside(string operation, Range range, int axis, Shape shape) => new(
        $"{operation}: the range {range} does not lie within axis {axis} of shape {shape}. " +
        "Start and end count from 0, or from the end with ^; the start must not be above the end.");

    public static ArgumentException RangeOutsideData(
        string operation, long first, long last, int axis, Shape shape, long size) => new(
        $"{operation}: places {first} to {last} do not lie within axis {axis} of shape {shape}, whose size is " +
        $"{size} for this data. Take a shorter range, or bind more data.");

    public static ArgumentException StepTooSmall(string operation, int step) => new(
        $"{operation}: the step is {step}; it must be at least 1. Flip reverses an axis.");

    public static ArgumentException TooManyRanges(Expr x, int ranges) => new(
        $"Slice: {Count(ranges, "range is", "ranges are")} given for shape {x.Shape}, which has " +
        $"{Count(x.Rank, "axis", "axes")}. " +
        "Give at most one for each axis." + Where([x]));

    public static ArgumentException IndexShape(string operation, Expr x, Expr indices, int axis) => new(
        $"{operation}: the indices have shape {indices.Shape}; they must have the shape {x.Shape} of the array but " +
        $"for axis {axis}. Take reads whole places of an axis with indices of any shape." + Where([x, indices]));

    public static ArgumentException IndexOutOfRange(string operation, int index, Expr indices, int size) => new(
        $"{operation}: the index {index} is out of range; " +
        (size == 0 ? "the axis has no places for this data." : $"it must lie between 0 and {size - 1}.") +
        Where([indices]));

    public static ArgumentException EmptySearch(string operation, int axis, Expr x) => new(
        $"{operation}: axis {axis} of shape {x.Shape} has no elements for this data. " +
        "Bind data with at least one." + Where([x]));

    public static ArgumentException NormOrder(double p) => new(
        string.Create(CultureInfo.InvariantCulture, $"Norm: p is {p}; it must be at least 1."));

    public static ArgumentException UnknownDiagonal(string operation, Expr x) => new(
        $"{operation}: which of the last two axes of shape {x.Shape} is shorter is not known before data is bound. " +
        "Cut the longer one first." + Where([x]));

    public static ArgumentException Groups(Expr x, int groups) => new(
        $"GroupNorm: {groups} groups do not divide the channels, axis 1 of shape {x.Shape}. " +
        "Give a number of groups that does." + Where([x]));

    public static ArgumentException NotVectors(string operation, Expr x, Expr y) => new(
        $"{operation}: the shapes are {x.Shape} and {y.Shape}, and two vectors are needed. " +
        "Use MatMul, or reshape them to one axis." + Where([x, y]));

    public static ArgumentException NotMatrices(string operation, Expr x, Expr y) => new(
        $"{operation}: the shapes are {x.Shape} and {y.Shape}, and two matrices are needed. " +
        "Reshape a vector of n elements to [n, 1] or [1, n]." + Where([x, y]));

    public static ArgumentException NotThree(string operation, Expr x, Expr y) => new(
        $"{operation}: the shapes are {x.Shape} and {y.Shape}, and the last axes must have size 3. " +
        "Pad vectors of the plane with a zero." + Where([x, y]));

    public static ArgumentException EinsumNotation(string notation, string reason) => new(
        $"Einsum: \"{notation}\" does not fit: {reason}.");

    public static ArgumentException NotSquare(string operation, Expr x) => new(
        $"{operation}: the matrix has shape {x.Shape}, and its last two axes must be equal." + Where([x]));

    public static ArgumentException Wide(string operation, Expr x) => new(
        $"{operation}: the matrix has shape {x.Shape}; it must have at least as many rows as columns, known now. " +
        "Transpose it first." + Where([x]));

    public static ArgumentException RightSide(string operation, Expr a, Expr b) => new(
        $"{operation}: the matrix has shape {a.Shape} and the right side {b.Shape}; the right side needs " +
        $"{a.Shape[a.Rank - 1]} rows." +
        Where([a, b]));

    public static ArithmeticException NotPositiveDefinite(Expr a, int minor, int? matrix) => new(
        $"Cholesky: {Numbered(matrix)} is not positive definite: its leading minor of order {minor} is not positive. " +
        "Add a small multiple of Identity to it if only rounding is to blame." + Where([a]));

    public static ArithmeticException Singular(string operation, Expr a, int pivot, int? matrix) => new(
        $"{operation}: {Numbered(matrix)} is singular: pivot {pivot} is zero. " +
        "Use LeastSquares or PseudoInverse, or add a small multiple of Identity to it." + Where([a]));

    public static ArgumentException NothingToJoin(string operation) => new(
        $"{operation}: there are no arrays. Give at least one.");

    public static ArgumentException CannotJoin(string operation, Expr x, Expr y, int axis) => new(
        $"{operation}: shapes {x.Shape} and {y.Shape} differ in more than axis {axis}, along which they are joined. " +
        "Slice, pad or reshape one of them first." + Where([x, y]));

    public static ArgumentException PartSizes(Expr x, int axis, Dimension sum) => new(
        $"Split: the parts have size {sum} together, and axis {axis} of shape {x.Shape} has size {x.Shape[axis]}. " +
        "Give sizes that add up to it." + Where([x]));

    public static ArgumentException NotOfSizeOne(string operation, int axis, Expr x) => new(
        $"{operation}: axis {axis} of shape {x.Shape} has size {x.Shape[axis]}, and only axes of size 1 can be " +
        "dropped. Use At for one place of an axis." + Where([x]));

    public static ArgumentException WrongKind(string operation, Expr x, Kind wanted) => new(
        $"{operation}: an operand is {Name(x.Kind)}, and {Name(wanted)} is needed. " +
        Remedy(x.Kind, wanted) + Where([x]));

    public static ArgumentException NotAScalarOperand(string operation, string name, Expr x) => new(
        $"{operation}: the {name} has shape {x.Shape}, and a scalar is needed. " +
        "Take one element of it with At." + Where([x]));

    public static ArgumentException Probability(string operation, double probability) => new(
        string.Create(
            CultureInfo.InvariantCulture, $"{operation}: the probability is {probability}. Give a number from 0 to 1."));

    public static ArgumentException Rate(string operation, double rate) => new(
        string.Create(
            CultureInfo.InvariantCulture, $"{operation}: the rate is {rate}. Give a number from 0 to below 1."));

    public static ArgumentException EmptyRange(string operation, int low, int high) => new(
        $"{operation}: the range [{low}, {high}) is empty. Give an upper bound, which is excluded, above the lower.");

    public static ArgumentException KindsDiffer(string operation, Expr x, Expr y) => new(
        $"{operation}: one operand is {Name(x.Kind)} and the other {Name(y.Kind)}. Convert integers with ToReal " +
        "first." +
        Where([x, y]));

    public static ArgumentException ReshapeSize(Expr x, Shape shape) => new(
        $"Reshape: {x.Shape} has {x.Shape.Size} elements and {shape} has {shape.Size}. " +
        "The numbers of elements must be equal." + Where([x]));

    public static ArgumentException BroadcastShape(Expr x, Shape shape) => new(
        $"BroadcastTo: {x.Shape} cannot be stretched to {shape}. " +
        "Sizes are compared from the last axis; they must be equal, or 1 in the expression." + Where([x]));

    public static ArgumentException PermuteAxes(Expr x, Axes axes) => new(
        $"Permute: {axes} does not name each axis of {x.Shape} once. " +
        "Give one number for each axis, in their new order." + Where([x]));

    public static ArgumentException MatMulRank(Expr x, Expr y) => new(
        $"MatMul: {x.Shape} · {y.Shape}: both sides need at least one axis. Use * for a scalar." + Where([x, y]));

    public static ArgumentException MatMulInner(Expr x, Expr y, Dimension a, Dimension b) => new(
        $"MatMul: inner dimensions differ, {x.Shape} · {y.Shape}: {a} ≠ {b}. " +
        "Transpose one side, or reshape it first." + Where([x, y]));

    public static ArgumentException NotScalar(string operation, Expr y) => new(
        $"{operation}: the expression has shape {y.Shape}, and a gradient is taken of a scalar. " +
        "Reduce it with Sum or Mean, or use Vjp with a cotangent." + Where([y]));

    public static ArgumentException NotDifferentiable(string operation, Expr x) => new(
        $"{operation}: {Describe(x)} is {Name(x.Kind)}, and derivatives are of real expressions, by real ones. " +
        "An index or a condition has none; numbers are made real with Variable or ToReal.");

    public static ArgumentException TangentShape(string operation, Expr x, Expr tangent) => new(
        $"{operation}: the direction for {Describe(x)} has shape {tangent.Shape}; it must have the shape {x.Shape}. " +
        "Broadcast or reshape it first.");

    public static InvalidOperationException WrongCount(int wanted, int given) => new(
        $"Gradients: {Count(given, "gradient cannot", "gradients cannot")} be taken apart into {wanted} names. " +
        "Give one name for each variable.");

    public static ArgumentException NotOneNumber(Expr x) => new(
        $"Evaluate: the expression has shape {x.Shape}, not one number. Call EvaluateTensor instead." + Where([x]));

    public static NotSupportedException ElementType(Type type) => new(
        $"Compile: {type.Name} is not an element type of programs. Use float or double.");

    public static ArgumentException UpdateShape(Variable x, Expr next) => new(
        $"Compile: the variable {x.Description} is updated with an expression of shape {next.Shape}. " +
        "An update must have the variable's shape." + Where([next]));

    public static ArgumentException NotAnInput(Variable x) => new(
        $"Compile: the variable {x.Description} is used and is neither an input nor updated. Add it to the inputs.");

    public static ArgumentException NotInProgram(Expr x) => new(
        $"Session: {Describe(x)} is neither an output nor a variable of the program. Add it to the outputs of " +
        "Compile.");

    public static ArgumentException NotWhole(Expr x) => new(
        $"Session: {Describe(x)} is {Name(x.Kind)}, and ReadIntegers reads whole numbers and conditions. Call Read " +
        "instead.");

    public static ArgumentException TensorRank(string operation, int wanted, ReadOnlySpan<nint> lengths) => new(
        $"{operation}: the tensor has shape [{string.Join(", ", lengths.ToArray())}], and " +
        $"{Count(wanted, "axis is", "axes are")} " +
        "needed. Reshape the expression first.");

    public static ArgumentException TooManyElements(ReadOnlySpan<int> sizes) => new(
        $"An array of shape [{string.Join(", ", sizes.ToArray())}] has more than {int.MaxValue} elements, the most that one " +
        $"array holds. {OrProducts}");

    public static ArgumentException SizeOutOfRange(Shape shape, int axis, long size) => new(
        $"The size {shape[axis]} of axis {axis} of shape {shape} is {size} for this data. " +
        (size < 0 ? "A size must not be negative; bind more data." : $"A size is at most {int.MaxValue}."));

    public static ArithmeticException NotFinite(Expr node, string value, string place, string[] operands) => new(
        $"Run: {node.Operator} gave {value}{place}" +
        (operands.Length == 0 ? "." : $" from {string.Join(" and ", operands)}.") +
        Where([node]));

    public static ArithmeticException NotFiniteInput(Expr leaf, string value, string place) => new(
        $"Run: {Describe(leaf)} holds {value}{place}.");

    public static ArgumentException WrittenLength(Variable x, int given, int wanted) => new(
        $"Session: {given} numbers are written to the variable {x.Description}, which was bound to {wanted}. " +
        "Bind again for data of another size.");

    public static ArgumentException ThreadCount(string asker, string asked) => new(
        $"{asker} asks for {asked} threads. Give a whole number from 1 to {Grad.ThreadCount.Most}, or leave it out.");

    public static ArgumentException TooMuchMemory(string operation, double bytes, int[] largest) => new(
        string.Create(CultureInfo.InvariantCulture, $"{operation}: the arrays take {bytes / 1e9:F1} GB for this data, ") +
        $"more than there is; the largest has shape [{string.Join(", ", largest)}]. {OrProducts}");

    public static ArgumentException NotBound(Variable x) => new(
        $"The variable {x.Description} has no value. Bind it: ({x.Name}, value).");

    public static ArgumentException BoundTwice(Variable x) => new(
        $"The variable {x.Description} is bound twice. Give it one value.");

    public static ArgumentException BoundShape(Variable x, int[] sizes) => new(
        $"The variable {x.Description} is bound to data of shape [{string.Join(", ", sizes)}]. " +
        $"Give data of shape {x.Shape}, or declare the variable with the data's shape.");

    public static ArgumentException SymbolTwice(
        string symbol, int first, Variable firstVariable, int second, Variable x) => new(
        $"The size \"{symbol}\" is {first} in {firstVariable.Description} and {second} in {x.Description}. " +
        "Bind data of equal sizes, or give the two axes different names.");

    public static ArgumentException WrongData(Variable x, Kind data) => new(
        $"The variable {x.Description} is {Name(x.Kind)} and is bound to data that is {Name(data)}. " +
        $"Convert the data, or declare the variable {Name(data)}.");

    private const string OrProducts = "Use smaller batches, or, where it is a Jacobian, Jvp and Vjp, which never form it.";

    private static string Remedy(Kind kind, Kind wanted) => (kind, wanted) switch
    {
        (_, Kind.Key) => "Make one with RandomKey(seed), or Split a key.",
        (_, Kind.Integer) => "Declare it with IntegerVariable.",
        (_, Kind.Boolean) => "Compare it with something first.",
        (Kind.Boolean, _) => "Select numbers with Where(condition, a, b).",
        (Kind.Key, _) => "Draw numbers with it: Uniform(key, shape).",
        _ => "Convert it with ToReal first.",
    };

    private static string Numbered(int? matrix) => matrix is { } m ? $"matrix {m}" : "the matrix";

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
        string[] variables = [.. operands.ToArray().SelectMany(o => Graph.Variables(o)).Select(v => v.Description).Distinct().Take(4)];
        string formulas = string.Join("; ", operands.ToArray().Select(o => o.ToString()));
        return variables.Length == 0
            ? $" In: {formulas}."
            : $" In: {formulas}; with {string.Join(", ", variables)}.";
    }
}
