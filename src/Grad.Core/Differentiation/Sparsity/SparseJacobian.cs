namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// The Jacobian by its elements that can differ from zero. Which these are is found from the expression; columns that
    /// have no row in common, or rows that have no column in common, share a product, whichever needs fewer.
    /// </summary>
    /// <param name="y">The expression that is differentiated; its sizes are known.</param>
    /// <param name="x">A variable, or any expression that y is computed from; its sizes are known.</param>
    /// <param name="indices">
    /// Values of variables that indices are computed from; the result holds for these. Where an index is not known, each element
    /// that it may name counts.
    /// </param>
    /// <exception cref="ArgumentException">One is not real, a size is not known, or an operator has no rule for batches.</exception>
    public static SparseDerivative SparseJacobian(
        Expr y, Expr x, params ReadOnlySpan<(Variable Variable, Value Value)> indices)
    {
        var (m, n) = (KnownSize(nameof(SparseJacobian), y), KnownSize(nameof(SparseJacobian), x));
        var rows = SparsityPattern.Of(y, x, indices);
        var byColumn = Colouring.Columns(rows, n);
        var byRow = Colouring.Columns(Colouring.Transposed(rows, n), m);
        int forward = Colours(byColumn), reverse = Colours(byRow);
        var products = forward <= reverse
            ? Compressed(x, byColumn, forward, direction => Jvp(y, (x, direction)))
            : Compressed(y, byRow, reverse, cotangent => Vjp(y, cotangent, x)[0]);
        return Sparse(rows, n, products, Math.Min(forward, reverse), forward <= reverse
            ? (i, j) => (byColumn[j] * m) + i
            : (i, j) => (byRow[i] * n) + j);
    }

    /// <summary>
    /// The Hessian of a scalar by its elements that can differ from zero; of elements that are equal by symmetry, one is
    /// computed.
    /// </summary>
    /// <param name="y">A scalar expression.</param>
    /// <param name="x">A variable, or any expression that y is computed from; its sizes are known.</param>
    /// <param name="indices">Values of variables that indices are computed from; the result holds for these.</param>
    /// <exception cref="ArgumentException">
    /// y is not a scalar, one is not real, a size is not known, or an operator has no rule for batches.
    /// </exception>
    public static SparseDerivative SparseHessian(
        Expr y, Expr x, params ReadOnlySpan<(Variable Variable, Value Value)> indices)
    {
        int n = KnownSize(nameof(SparseHessian), x);
        var gradient = Gradient(y, x);
        var found = SparsityPattern.Of(gradient, x, indices);
        var transposed = Colouring.Transposed(found, n);
        int[][] rows = [.. found.Zip(transposed, (a, b) => a.Union(b).Order().ToArray())];
        var colours = Colouring.Symmetric(rows);
        int count = Colours(colours);
        var products = Compressed(x, colours, count, direction => Jvp(gradient, (x, direction)));
        return Sparse(rows, n, products, count, (i, j) =>
            rows[i].Count(k => colours[k] == colours[j]) == 1 ? (colours[j] * n) + i : (colours[i] * n) + j);
    }

    /// <summary>The products with one vector for each colour, which has ones in the places of that colour.</summary>
    private static Expr Compressed(Expr x, int[] colours, int count, Func<Expr, Expr> product)
    {
        var seeds = new double[count * colours.Length];
        for (int k = 0; k < colours.Length; k++) seeds[(colours[k] * colours.Length) + k] = 1;
        var direction = new Variable("direction", x.Shape, Kind.Real, default);
        var batch = Reshape(Constant(Value.Of(seeds, count, colours.Length)), Examples.InFront(count, x.Shape));
        return Flatten(Batching.Of([product(direction)], [(direction, batch)], count)[0]);
    }

    private static SparseDerivative Sparse(
        int[][] rows, int columns, Expr products, int count, Func<int, int, int> place)
    {
        var elements = rows.SelectMany((row, i) => row.Select(j => (Row: i, Column: j))).ToArray();
        int[] places = [.. elements.Select(e => place(e.Row, e.Column))];
        return new(
            [.. elements.Select(e => e.Row)], [.. elements.Select(e => e.Column)],
            Take(products, Constant(places)), rows.Length, columns, count);
    }

    private static int Colours(int[] colours) => colours.Length == 0 ? 0 : colours.Max() + 1;

    private static int KnownSize(string operation, Expr x)
    {
        RequireReal(operation, x);
        return x.Shape.IsFixed ? x.Shape.Size.Value : throw Errors.UnknownSize(operation, x);
    }
}
