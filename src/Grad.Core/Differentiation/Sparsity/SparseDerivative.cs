using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Grad;

/// <summary>
/// A Jacobian or Hessian by its elements that can differ from zero: <see cref="Values"/>[k] stands in row
/// <see cref="Rows"/>[k] and column <see cref="Columns"/>[k]. Rows and columns count the elements of y and x in row-major order.
/// </summary>
/// <param name="Rows">The row of each element; in ascending order.</param>
/// <param name="Columns">The column of each element; ascending within a row.</param>
/// <param name="Values">The elements as an expression with one axis, to be evaluated or compiled.</param>
/// <param name="RowCount">The number of rows.</param>
/// <param name="ColumnCount">The number of columns.</param>
/// <param name="Products">With how many vectors the matrix is multiplied to find its elements.</param>
public sealed record SparseDerivative(
    ImmutableArray<int> Rows, ImmutableArray<int> Columns, Expr Values, int RowCount, int ColumnCount, int Products)
{
    /// <summary>The matrix for given values of its elements, in Math.NET's compressed rows.</summary>
    /// <param name="values">What <see cref="Values"/> evaluates to.</param>
    /// <exception cref="ArgumentException">Their number is another.</exception>
    public SparseMatrix ToMatrix(ReadOnlySpan<double> values)
    {
        if (values.Length != Rows.Length) throw Errors.SparseValues(Rows.Length, values.Length);
        var elements = values.ToArray();
        return SparseMatrix.OfIndexed(RowCount, ColumnCount, elements.Select((v, k) => (Rows[k], Columns[k], v)));
    }
}
