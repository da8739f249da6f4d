using System.Numerics.Tensors;

namespace Grad;

/// <summary>
/// A·P = Q·R by Householder reflections, the longest remaining column first, so that the diagonal of R falls and shows the
/// rank. G. Golub, "Numerical methods for solving linear least squares problems", Numer. Math. 7 (1965).
/// </summary>
internal sealed class PivotedQr
{
    private const double Epsilon = 1.0 / (1L << 52);

    private readonly double[][] columns;   // R above the diagonal, the reflectors v below and on it
    private readonly double[] diagonal;
    private readonly int[] order;

    /// <summary>Factors a matrix of at least as many rows as columns; the columns are overwritten.</summary>
    public PivotedQr(double[][] columns)
    {
        this.columns = columns;
        int n = columns.Length;
        (diagonal, order) = (new double[n], [.. Enumerable.Range(0, n)]);
        for (int k = 0; k < n; k++)
        {
            int longest = k;
            double length = 0;
            for (int j = k; j < n; j++)
            {
                double next = Norm(columns[j].AsSpan(k));
                if (next > length) (longest, length) = (j, next);
            }
            (columns[k], columns[longest]) = (columns[longest], columns[k]);
            (order[k], order[longest]) = (order[longest], order[k]);
            Reflect(k, length);
        }
        double least = Epsilon * Math.Max(n, n == 0 ? 0 : columns[0].Length) * (n == 0 ? 0 : Math.Abs(diagonal[0]));
        Rank = diagonal.TakeWhile(d => Math.Abs(d) > least).Count();
    }

    /// <summary>How many columns are independent of those before them, to working precision.</summary>
    public int Rank { get; }

    /// <summary>The x with the least ‖A·x − b‖; columns beyond the rank get 0. <paramref name="b"/> becomes Qᵀ·b.</summary>
    public double[] Solve(double[] b)
    {
        for (int k = 0; k < columns.Length; k++) Apply(k, b);
        var x = new double[columns.Length];
        for (int k = Rank - 1; k >= 0; k--)
        {
            double sum = b[k];
            for (int j = k + 1; j < Rank; j++) sum -= columns[j][k] * x[order[j]];
            x[order[k]] = sum / diagonal[k];
        }
        return x;
    }

    /// <summary>R⁻ᵀ·Pᵀ·v: its length squared is vᵀ·(AᵀA)⁻¹·v. Columns beyond the rank count as absent.</summary>
    public double[] SolveTransposed(ReadOnlySpan<double> v)
    {
        var y = new double[Rank];
        for (int k = 0; k < Rank; k++)
        {
            double sum = v[order[k]];
            for (int i = 0; i < k; i++) sum -= columns[k][i] * y[i];
            y[k] = sum / diagonal[k];
        }
        return y;
    }

    /// <summary>
    /// The solution of r − A·x = f, Aᵀ·r = g, where every column is independent: f = b, g = 0 is least squares.
    /// Å. Björck, "Iterative refinement of linear least squares solutions", BIT 7 (1967). <paramref name="f"/> becomes r.
    /// </summary>
    public double[] SolveAugmented(double[] f, double[] g)
    {
        int n = columns.Length;
        for (int k = 0; k < n; k++) Apply(k, f);
        double[] h = SolveTransposed(g), x = new double[n];
        for (int k = n - 1; k >= 0; k--)
        {
            double sum = h[k] - f[k];
            for (int j = k + 1; j < n; j++) sum -= columns[j][k] * x[order[j]];
            x[order[k]] = sum / diagonal[k];
        }
        h.CopyTo(f, 0);
        for (int k = n - 1; k >= 0; k--) Apply(k, f);
        return x;
    }

    /// <summary>R·Pᵀ as columns of a matrix with room for n more rows, for [R; √λ·I].</summary>
    public double[][] Triangle(int rows)
    {
        var triangle = new double[columns.Length][];
        for (int k = 0; k < columns.Length; k++)
        {
            var column = triangle[order[k]] = new double[rows];
            columns[k].AsSpan(0, k).CopyTo(column);
            column[k] = diagonal[k];
        }
        return triangle;
    }

    public static double Norm(ReadOnlySpan<double> x) => TensorPrimitives.Norm(x);

    private void Reflect(int k, double length)
    {
        var v = columns[k];
        diagonal[k] = v[k] > 0 ? -length : length;
        if (length == 0) return;
        v[k] -= diagonal[k];
        for (int j = k + 1; j < columns.Length; j++) Apply(k, columns[j]);
    }

    /// <summary>x − v·(vᵀx)/(½·vᵀv) below row k, with ½·vᵀv = −diagonal·v₀.</summary>
    private void Apply(int k, double[] x)
    {
        var v = columns[k].AsSpan(k);
        double half = -diagonal[k] * v[0];
        if (half == 0) return;
        var below = x.AsSpan(k);
        double part = TensorPrimitives.Dot<double>(v, below) / half;
        TensorPrimitives.MultiplyAdd(v, -part, below, below);
    }
}
