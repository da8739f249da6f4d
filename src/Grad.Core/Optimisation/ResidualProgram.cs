using System.Collections.Immutable;

namespace Grad;

/// <summary>Residuals and their Jacobian as two compiled programs: r(x), and r(x) with every column ∂r/∂xⱼ.</summary>
internal sealed class ResidualProgram
{
    private readonly Parameters parameters;
    private readonly ImmutableArray<Expr> residuals, columns;
    private readonly Session<double> values, derivatives;

    public ResidualProgram(ImmutableArray<Expr> residuals, Parameters parameters)
    {
        (this.residuals, this.parameters) = (residuals, parameters);
        columns = Simplifier.Simplify(
            [.. parameters.Directions().SelectMany(d => Forward.Jvp(residuals.AsSpan(), [(d.Variable, d.Direction)]))]);
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
        int k = residuals.Length;
        for (int j = 0; j < jacobian.Length; j++) jacobian[j] = Read(derivatives, columns.AsSpan(j * k, k));
        return jacobian;
    }

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
