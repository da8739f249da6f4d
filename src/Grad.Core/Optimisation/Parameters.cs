using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Grad;

/// <summary>The variables that are optimised, their elements one after the other in one vector.</summary>
internal sealed class Parameters
{
    private readonly int[] offsets;

    /// <summary>Checks what is asked, and lays the start out.</summary>
    public Parameters(
        string operation, ReadOnlySpan<Expr> of, ReadOnlySpan<(Variable Variable, Value Start)> start,
        ReadOnlySpan<(Variable Variable, Value Value)> data)
    {
        if (start.IsEmpty) throw Errors.NoParameters(operation);
        Variables = [.. start.ToArray().Select(s => s.Variable)];
        Bound = [.. start, .. data];
        foreach (var variable in Variables)
        {
            if (variable.Kind != Kind.Real) throw Errors.NotDifferentiable(operation, variable);
            if (!variable.Shape.IsFixed) throw Errors.ParameterSize(operation, variable);
        }
        var known = Bound.Select(b => b.Variable).ToHashSet();
        foreach (var variable in Graph.Variables(of))
            if (!known.Contains(variable)) throw Errors.NotStarted(operation, variable);
        _ = new Bindings(Bound.AsSpan());
        Start = [.. start.ToArray().SelectMany(s => s.Start.Numbers)];
        offsets = new int[Variables.Length + 1];
        for (int i = 0; i < Variables.Length; i++) offsets[i + 1] = offsets[i] + start[i].Start.Numbers.Length;
    }

    public ImmutableArray<Variable> Variables { get; }

    /// <summary>Every variable with its value at the start.</summary>
    public ImmutableArray<(Variable Variable, Value Value)> Bound { get; }

    public double[] Start { get; }

    public int Length => Start.Length;

    /// <summary>The directions along the elements of a variable, of its shape.</summary>
    public static IEnumerable<Expr> Directions(Variable variable)
    {
        int[] sizes = [.. variable.Shape.Select(d => d.Value)];
        int size = Sizes.Length(sizes);
        for (int j = 0; j < size; j++)
        {
            var unit = new double[size];
            unit[j] = 1;
            yield return Functions.Constant(Value.Of(unit, sizes));
        }
    }

    /// <summary>Writes a vector into a session's variables.</summary>
    public void Write(Session<double> session, double[] x)
    {
        for (int i = 0; i < Variables.Length; i++)
            session.Write(Variables[i], x.AsSpan(offsets[i], offsets[i + 1] - offsets[i]));
    }

    /// <summary>One variable's part of a vector; a single number is a tensor of shape [1].</summary>
    public Tensor<double> Part(double[] x, Variable variable)
    {
        int i = Variables.IndexOf(variable);
        if (i < 0) throw Errors.NotAParameter(variable);
        return Tensors.Of(x[offsets[i]..offsets[i + 1]], [.. Enumerable.Range(0, variable.Rank).Select(a => variable.Shape[a].Value)]);
    }
}
