using System.Numerics;
using System.Numerics.Tensors;

namespace Grad.Tests.Unit.Factorizations;

/// <summary>Small dense matrices in double precision: every factorisation is multiplied out in them.</summary>
internal sealed class Dense(int rows, int columns)
{
    private readonly double[] elements = new double[rows * columns];

    internal int Rows => rows;

    internal int Columns => columns;

    internal double this[int i, int j]
    {
        get => elements[i * columns + j];
        set => elements[i * columns + j] = value;
    }

    private Span<double> Row(int i) => elements.AsSpan(i * columns, columns);

    /// <summary>Largest absolute element; NaN where there is one.</summary>
    internal double Largest => elements.Aggregate(0.0, (most, x) => Math.Max(most, Math.Abs(x)));

    /// <summary>√Σ x².</summary>
    internal double Norm => Largest is var most and > 0
        ? most * Math.Sqrt(elements.Sum(x => x / most * (x / most)))
        : Largest;

    internal static Dense Of(int rows, int columns, Func<int, int, double> element)
    {
        var result = new Dense(rows, columns);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) result[i, j] = element(i, j);
        return result;
    }

    internal static Dense Of<T>(int rows, int columns, ReadOnlySpan<T> values) where T : INumberBase<T>
    {
        var copy = values.ToArray();
        Assert.Equal(rows * columns, copy.Length);
        return Of(rows, columns, (i, j) => double.CreateChecked(copy[i * columns + j]));
    }

    internal static Dense Identity(int n) => Of(n, n, (i, j) => i == j ? 1 : 0);

    internal static Dense Diagonal(Dense column) =>
        Of(column.Rows, column.Rows, (i, j) => i == j ? column[i, 0] : 0);

    /// <summary>Elements uniform in [−1, 1), rounded to the precision that will be used.</summary>
    internal static Dense Random<T>(int rows, int columns, Random random) where T : INumberBase<T> =>
        Of(rows, columns, (_, _) => 2 * random.NextDouble() - 1).Rounded<T>();

    /// <summary>Orthonormal columns, by Gram and Schmidt's process done twice.</summary>
    internal static Dense Orthonormal(int rows, int columns, Random random)
    {
        var q = Random<double>(columns, rows, random);
        for (var j = 0; j < columns; j++)
        {
            for (var k = 0; k < 2 * j; k++)
                TensorPrimitives.MultiplyAdd(
                    q.Row(k % j), -TensorPrimitives.Dot<double>(q.Row(j), q.Row(k % j)), q.Row(j), q.Row(j));
            TensorPrimitives.Divide(q.Row(j), TensorPrimitives.Norm<double>(q.Row(j)), q.Row(j));
        }
        return q.Transposed();
    }

    internal T[] To<T>() where T : INumberBase<T> => Array.ConvertAll(elements, T.CreateTruncating);

    internal Dense Rounded<T>() where T : INumberBase<T> => Of<T>(rows, columns, To<T>());

    internal Dense Transposed() => Of(columns, rows, (i, j) => this[j, i]);

    internal Dense Lower(bool unit = false) =>
        Of(rows, columns, (i, j) => i == j && unit ? 1 : i >= j ? this[i, j] : 0);

    internal Dense Upper(bool unit = false) =>
        Of(rows, columns, (i, j) => i == j && unit ? 1 : i <= j ? this[i, j] : 0);

    /// <summary>The symmetric matrix that the lower triangle means.</summary>
    internal Dense Mirrored() => Of(rows, columns, (i, j) => this[Math.Max(i, j), Math.Min(i, j)]);

    public static Dense operator *(Dense a, Dense b)
    {
        var result = new Dense(a.Rows, b.Columns);
        for (var i = 0; i < a.Rows; i++)
            for (var k = 0; k < a.Columns; k++)
                TensorPrimitives.MultiplyAdd(b.Row(k), a[i, k], result.Row(i), result.Row(i));
        return result;
    }

    public static Dense operator *(double factor, Dense a) => Of(a.Rows, a.Columns, (i, j) => factor * a[i, j]);

    public static Dense operator +(Dense a, Dense b) => Of(a.Rows, a.Columns, (i, j) => a[i, j] + b[i, j]);

    public static Dense operator -(Dense a, Dense b) => a + -1 * b;
}
