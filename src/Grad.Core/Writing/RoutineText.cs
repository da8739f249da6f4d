namespace Grad.Writing;

/// <summary>The routines that a file can do without Grad: those that move elements to or from places given by indices.</summary>
/// <param name="names">The names of arrays and sizes.</param>
/// <param name="elementType">The type of an array's elements.</param>
internal sealed class RoutineText(ProgramNames names, Func<Expr, string> elementType)
{
    private bool checks;

    /// <summary>One call.</summary>
    /// <exception cref="NotSupportedException">The routine is another one.</exception>
    public string Method(ProcedureStep step, string method)
    {
        if (step.Node is not (Gather or ScatterAdd or Take)) throw Errors.NotWritten(step.Node.Operator);
        var node = (Indexed)step.Node;
        checks = true;
        // Elements are counted along the array that has one for each index.
        var counted = node is ScatterAdd ? node.Operand.Shape : node is Take ? node.Operand.Shape : node.Shape;
        var indexed = node is ScatterAdd ? node.Shape[node.Axis] : node.Operand.Shape[node.Axis];
        string x = names.Pointer(step.Arrays[0]), indices = names.Pointer(step.Arrays[1]), y = names.Pointer(step.Results[0]!);
        string element = elementType(step.Results[0]!);
        string outer = Size(counted.Take(node.Axis)), inner = Size(counted.Skip(node.Axis + 1)), size = names.Size(indexed);
        string count = names.Size(node is Take ? node.Indices.Shape.Size : counted[node.Axis]);
        string[] body = node switch
        {
            Gather => ["for (nint i = 0; i < inner; i++, at++) y[at] = x[(o * size + Index(indices[at], size)) * inner + i];"],
            ScatterAdd => ["for (nint i = 0; i < inner; i++, at++) y[(o * size + Index(indices[at], size)) * inner + i] += x[at];"],
            _ => ["nint from = (o * size + Index(indices[j], size)) * inner;", "for (nint i = 0; i < inner; i++, at++) y[at] = x[from + i];"],
        };
        string cleared = node is ScatterAdd ? $"        new Span<{element}>(y, (int)(outer * size * inner)).Clear();\n" : "";
        return $$"""
                // {{y}} = {{node.Operator}}({{x}}, {{indices}})
                private void {{method}}()
                {
                    {{element}}* x = this.{{x}}, y = this.{{y}};
                    int* indices = this.{{indices}};
                    nint outer = {{outer}}, count = {{count}}, inner = {{inner}}, size = {{size}}, at = 0;
            {{cleared}}        for (nint o = 0; o < outer; o++)
                    {
                        for (nint j = 0; j < count; j++)
                        {
            {{string.Join('\n', body.Select(l => new string(' ', 16) + l))}}
                        }
                    }
                }

            """;
    }

    /// <summary>The functions that are called.</summary>
    public IEnumerable<string> Texts() => !checks ? [] :
    [
        """
            private static nint Index(int index, nint size) => (nuint)(nint)index < (nuint)size
                ? index
                : throw new ArgumentOutOfRangeException(nameof(index), $"Index {index} is outside of an axis of size {size}.");

        """,
    ];

    private string Size(IEnumerable<Dimension> sizes) => names.Size(sizes.Aggregate(Dimension.One, (product, size) => product * size));
}
