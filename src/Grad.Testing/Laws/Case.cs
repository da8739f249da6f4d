using System.Collections.Immutable;
using System.Globalization;

namespace Grad.Testing;

/// <summary>Expressions with a value for each variable: what a law is checked on.</summary>
/// <param name="Outputs">The expressions, all of them real.</param>
/// <param name="Bindings">The values of their variables.</param>
public sealed record Case(
    ImmutableArray<Expr> Outputs, ImmutableArray<(Variable Variable, Value Value)> Bindings)
{
    private const int MostNumbers = 12;

    /// <summary>One expression with the values of its variables.</summary>
    public static Case Of(Expr expression, params ReadOnlySpan<(Variable Variable, Value Value)> at) =>
        new([expression], [.. at]);

    /// <summary>The number of distinct operators.</summary>
    public int Size => Graph.TopologicalOrder(Outputs.AsSpan()).Count(node => node is not Leaf);

    /// <summary>The real variables of the outputs: what they can be differentiated with respect to.</summary>
    internal ImmutableArray<Variable> Differentiable
    {
        get
        {
            var bound = Bindings.Select(b => b.Variable).ToHashSet();
            return [.. Graph.Variables(Outputs.AsSpan()).Where(v => v.Kind == Kind.Real && bound.Contains(v))];
        }
    }

    /// <summary>One number made of all outputs, L = Σ ȳⱼ·yⱼ with fixed random ȳ.</summary>
    internal Case Projected()
    {
        var random = new Directions(2);
        var bindings = Bindings.ToBuilder();
        Expr? sum = null;
        var evaluated = Interpreter.Evaluate(Outputs.AsSpan(), new Bindings(Bindings.AsSpan()));
        for (int j = 0; j < Outputs.Length; j++)
        {
            var yBar = Variable($"ȳ{j}", Outputs[j].Shape);
            bindings.Add((yBar, Value.Of(random.Next(evaluated[j].Numbers.Length), evaluated[j].Sizes)));
            var term = Sum(yBar * Outputs[j]);
            sum = sum is null ? term : sum + term;
        }
        return new([sum ?? 0], bindings.ToImmutable());
    }

    /// <summary>Another case: the gradients of this one's projection.</summary>
    internal Case Differentiated() =>
        Projected() is var p ? p with { Outputs = Gradients(p.Outputs[0], [.. Differentiable]) } : this;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join("\n", Outputs.Select(o => $"{o.Shape} {o}"))
        + string.Concat(Bindings.Select(b => $"\n  {b.Variable.Name} {b.Variable.Shape} = {Written(b.Value)}"));

    private static string Written(Value value)
    {
        var numbers = value.Numbers.Take(MostNumbers).Select(x => x.ToString("R", CultureInfo.InvariantCulture));
        string more = value.Numbers.Length > MostNumbers ? ", …" : "";
        string list = string.Join(", ", numbers) + more;
        return value.Sizes.Length == 0 ? list : $"[{string.Join("×", value.Sizes)}] {{ {list} }}";
    }
}
