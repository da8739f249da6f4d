using Grad.Writing;

namespace Grad;

/// <summary>What the call of a kernel is written with: the names of arrays, sizes as text.</summary>
/// <param name="step">The call.</param>
/// <param name="names">The names of arrays and sizes.</param>
/// <param name="elementType">The type of an array's elements.</param>
internal sealed class WrittenCall(ProcedureStep step, ProgramNames names, Func<Expr, string> elementType)
{
    private readonly List<(Expr Node, Dimension Size)> locals = [];

    /// <summary>Statements that give the arrays that are read or written as spans their names.</summary>
    public IEnumerable<string> Locals => locals.Select(array =>
    {
        string name = names.Pointer(array.Node);
        string span = step.Results.Any(r => r is not null && names.Pointer(r) == name) ? "Span" : "ReadOnlySpan";
        return $"var {name} = new {span}<{elementType(array.Node)}>(this.{name}, {names.Size(array.Size)});";
    });

    /// <summary>The name of an operand as a span.</summary>
    public string Operand(int operand) => Local(step.Arrays[operand]);

    /// <summary>The name of a result as a span.</summary>
    public string Result(int result = 0) => Local(step.Results[result]!);

    /// <summary>The pointer to an operand.</summary>
    public string Pointer(int operand) => $"this.{names.Pointer(step.Arrays[operand])}";

    /// <summary>The pointer to a result.</summary>
    public string ResultPointer(int result = 0) => $"this.{names.Pointer(step.Results[result]!)}";

    /// <summary>The address of an operand, a number.</summary>
    public string Address(int operand) => $"(nint){Pointer(operand)}";

    /// <summary>The address of a result, a number.</summary>
    public string ResultAddress(int result = 0) => $"(nint){ResultPointer(result)}";

    /// <summary>The type of an array's elements.</summary>
    public string Element(Expr node) => elementType(node);

    /// <summary>The name of a type among the kernels of the file.</summary>
    public string Kernel(string type) => names.Kernel(type);

    /// <summary>One of Grad's own factorisations, of the result's element type.</summary>
    public string Factorization(string name) =>
        $"{Kernel(nameof(Factorizations.ManagedProducts))}.Own.Factorizations.{name}<{elementType(step.Node)}>";

    /// <summary>How many matrices stand in the last two axes.</summary>
    public string MatrixCount(Shape shape) => Size(shape.Slice(0, shape.Rank - 2).Size);

    /// <summary>A size.</summary>
    public string Size(Dimension size) => names.Size(size);

    /// <summary>The sizes of all axes as a collection.</summary>
    public string Sizes(Shape shape) => $"[{string.Join(", ", shape.Select(names.Size))}]";

    /// <summary>The product of the sizes in front of an axis, its size, and the product of those behind it.</summary>
    public IEnumerable<string> Around(Shape shape, int axis) =>
        [Size(shape.Slice(0, axis).Size), Size(shape[axis]), Size(shape.Slice(axis + 1, shape.Rank - axis - 1).Size)];

    /// <summary>The rows of an array along an axis.</summary>
    public string Rows(Shape shape, int axis, bool reverse)
    {
        string[] sizes = [.. Around(shape, axis)];
        return $"new(outer: {sizes[0]}, size: {sizes[1]}, inner: {sizes[2]}, reverse: {(reverse ? "true" : "false")})";
    }

    /// <summary>A number of the result's element type.</summary>
    public string Number(double value)
    {
        string type = elementType(step.Node);
        return type is "int" ? int.CreateSaturating(value).ToString("D", System.Globalization.CultureInfo.InvariantCulture)
            : type is "byte" ? byte.CreateSaturating(value).ToString("D", System.Globalization.CultureInfo.InvariantCulture)
            : LaneSyntax.Of(0, type == "double").Number(value);
    }

    /// <summary>The sides of a product in which an exact zero leaves a term out.</summary>
    public string Sides(StrongSides sides) => names.Sides(sides);

    private string Local(Expr node)
    {
        if (!locals.Exists(l => names.Pointer(l.Node) == names.Pointer(node))) locals.Add((node, node.Shape.Size));
        return names.Pointer(node);
    }
}
