using Grad.Products;

namespace Grad.Writing;

/// <summary>The matrix products of a program as methods in C#, which call the kernel of Grad's own backend.</summary>
/// <param name="names">The names of arrays and sizes.</param>
internal sealed class ProductSteps(ProgramNames names)
{
    /// <summary>One product.</summary>
    public string Method(ProductStep step, string method)
    {
        var node = step.Node;
        Dimension m = node.Shape[node.Rank - 2], n = node.Shape[node.Rank - 1], k = node.Left.Shape[node.Rank - 1];
        var (left, right, strong, how) = (Operand(step.Left, m, k), Operand(step.Right, k, n), node.Strong, "");
        if (!step.Target.IsPacked(node.Shape))
        {
            // The product of the operands exchanged, as the session takes it.
            (left, right, m, n) = (right.Exchanged, left.Exchanged, n, m);
            (strong, how) = (strong.Exchanged(), ", all of them by columns");
        }
        string batch = node.Rank == 2 ? "" : $", Batch: {names.Size(node.Shape.Slice(0, node.Rank - 2).Size)}, "
            + $"StrideA: {left.Batch}, StrideB: {right.Batch}, StrideC: {names.Size(m * n)}";
        string arrays = $"{left.Pointer}, {right.Pointer}, this.{names.Pointer(node)}";
        string repair = strong == StrongSides.None
            ? ""
            : $"        {names.Kernel(nameof(StrongProduct))}.Repair(product, {names.Sides(strong)}, {arrays});\n";
        return $$"""
                // {{names.Pointer(node)}} = {{names.Pointer(step.Left.Base)}} · {{names.Pointer(step.Right.Base)}}{{how}}
                private void {{method}}()
                {
                    var product = new {{names.Kernel(nameof(Product))}}(
                        M: {{names.Size(m)}}, N: {{names.Size(n)}}, K: {{names.Size(k)}}, TransposeA: {{left.IsTransposed}}, LeadingA: {{left.Leading}},
                        TransposeB: {{right.IsTransposed}}, LeadingB: {{right.Leading}}, LeadingC: {{AtLeastOne(n)}}{{batch}});
                    {{names.Kernel(nameof(ManagedProduct))}}.Multiply(product, {{arrays}});
            {{repair}}    }

            """;
    }

    private Matrix Operand(View view, Dimension rows, Dimension columns)
    {
        bool transposed = !view.Strides[^1].IsOne;
        var (stride, width) = transposed ? (view.Strides[^1], rows) : (view.Strides[^2], columns);
        // A stride of 0 or 1 stands where there is a single row.
        string leading = stride == width ? AtLeastOne(width)
            : stride.IsFixed && width.IsFixed ? names.Size(Dimension.Fixed(Math.Max(stride.Value, Math.Max(width.Value, 1))))
            : $"Math.Max({names.Size(stride)}, {AtLeastOne(width)})";
        string offset = view.Offset.FixedValue == 0 ? "" : $" + {names.Size(view.Offset)}";
        return new(
            $"this.{names.Pointer(view.Base)}{offset}", transposed ? "true" : "false", leading,
            view.Strides.Length > 2 ? names.Size(view.Strides[^3]) : "0");
    }

    private string AtLeastOne(Dimension size) =>
        !size.IsFixed ? $"Math.Max({names.Size(size)}, 1)" : size.FixedValue == 0 ? "1" : names.Size(size);

    /// <summary>Where a matrix begins, whether it is stored by columns, and how far the next row and the next matrix are.</summary>
    private readonly record struct Matrix(string Pointer, string IsTransposed, string Leading, string Batch)
    {
        public Matrix Exchanged => this with { IsTransposed = IsTransposed == "true" ? "false" : "true" };
    }
}
