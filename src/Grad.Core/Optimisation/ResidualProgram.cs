using System.Collections.Immutable;

namespace Grad;

/// <summary>Residuals and their Jacobian as two compiled programs: r(x), and every column ∂r/∂xⱼ.</summary>
internal sealed class ResidualProgram
{
    // An expression for each column is faster than a batch of columns as long as there are few of them.
    private const int MostApart = 16;

    private readonly Parameters parameters;
    private readonly ImmutableArray<Expr> residuals, columns;   // columns: for each direction, or for all of a variable, the parts
    private readonly Session<double> values, derivatives;

    public ResidualProgram(ImmutableArray<Expr> residuals, Parameters parameters)
    {
        (this.residuals, this.parameters) = (residuals, parameters);
        columns = Simplifier.Simplify([.. parameters.Variables.SelectMany(Columns)]);
        IsLinear = !Graph.Variables(columns.AsSpan()).Any(parameters.Variables.Contains);
        values = Bound([.. residuals]);
        derivatives = Bound([.. columns]);
        Count = Residuals(parameters.Start).Length;
    }

    /// <summary>Whether no derivative depends on the parameters: the residuals are linear in them.</summary>
    public bool IsLinear { get; }

    /// <summary>The number of residuals.</summary>
    public int Count { get; }

    /// <summary>r(x), all residuals in one vector.</summary>
    public double[] Residuals(double[] x)
    {
        parameters.Write(values, x);
        values.Run();
        return Read(values, residuals.AsSpan());
    }

    /// <summary>∂r/∂xⱼ for each j: the columns of the Jacobian.</summary>
    public double[][] Jacobian(double[] x)
    {
        parameters.Write(derivatives, x);
        derivatives.Run();
        var jacobian = new double[parameters.Length][];
        int k = residuals.Length, j = 0, at = 0;
        foreach (int width in parameters.Variables.SelectMany(Widths))
        {
            double[][] parts = [.. columns[at..(at += k)].Select(part => derivatives.Read(part).ToArray())];
            for (int c = 0; c < width; c++)
                jacobian[j++] = [.. parts.SelectMany(part => part[(c * part.Length / width)..((c + 1) * part.Length / width)])];
        }
        return jacobian;
    }

    /// <summary>How many columns the expressions of a variable hold.</summary>
    private static IEnumerable<int> Widths(Variable x) =>
        x.Shape.Size.Value is var size && size > MostApart ? [size] : Enumerable.Repeat(1, size);

    /// <summary>∂r/∂x by each element of a variable: apart, or all of them in front of each part.</summary>
    private IEnumerable<Expr> Columns(Variable x) => x.Shape.Size.Value > MostApart
        ? Basis.Along(x, direction => Forward.Jvp(residuals.AsSpan(), [(x, direction)]))
        : Parameters.Directions(x).SelectMany(direction => Forward.Jvp(residuals.AsSpan(), [(x, direction)]));

    private Session<double> Bound(ReadOnlySpan<Expr> outputs) =>
        Functions.Compile<double>([.. parameters.Bound.Select(b => b.Variable)], outputs).Bind(parameters.Bound.AsSpan());

    private static double[] Read(Session<double> session, ReadOnlySpan<Expr> parts)
    {
        if (parts.Length == 1) return [.. session.Read(parts[0])];
        var all = new List<double>();
        foreach (var part in parts) all.AddRange(session.Read(part));
        return [.. all];
    }
}
