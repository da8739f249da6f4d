using System.Collections.Immutable;

namespace Grad.Testing;

/// <summary>Other cases made of one by a transform: what a law holds for, it holds for these as well.</summary>
internal static class Transformed
{
    private const int MostRows = 4;

    // So little that no operand leaves its operator's domain.
    private const double Apart = 1e-4;

    /// <summary>The outputs for two examples, some of the variables being different in each.</summary>
    public static Case Batched(Case c) =>
        Examples(c) is { Pairs.Length: > 0 } e
            ? new(Batch(c.Outputs.AsSpan(), e.Pairs), [.. e.Bindings])
            : c;

    /// <summary>The outputs' slopes along a random direction.</summary>
    public static Case Directional(Case c)
    {
        var x = c.Differentiable;
        var along = Laws.Directions(c, x, 7);
        (Expr, Expr)[] directions = [.. x.Select((v, k) => ((Expr)v, (Expr)along[k].Variable))];
        return new([.. c.Outputs.Select(y => Jvp(y, directions))], [.. c.Bindings, .. along]);
    }

    /// <summary>The gradients of the projected outputs.</summary>
    public static Case Gradient(Case c) => c.Differentiated();

    /// <summary>A few rows of the Jacobian by a small variable.</summary>
    public static Case Jacobian(Case c) =>
        Small(c) is var (y, x) ? c with { Outputs = [Functions.Jacobian(y, x)] } : c;

    /// <summary>Two examples of each variable chosen, with what binds them.</summary>
    internal static ((Expr X, Expr Batch)[] Pairs, (Variable Variable, Value Value)[] Bindings, Case[] Each) Examples(Case c)
    {
        var random = new Directions(6);
        var used = Graph.Variables(c.Outputs.AsSpan());
        var pairs = new List<(Expr, Expr)>();
        var all = c.Bindings.ToList();
        var each = new[] { c.Bindings.ToBuilder(), c.Bindings.ToBuilder() };
        for (int i = 0; i < c.Bindings.Length; i++)
        {
            var (x, value) = c.Bindings[i];
            double[] direction = random.Next(value.Numbers.Length + 1);
            if (!used.Contains(x) || direction[^1] < 0 || x.Kind is not (Kind.Real or Kind.Integer)) continue;
            double[] other = x.Kind == Kind.Integer
                ? value.Numbers
                : [.. value.Numbers.Select((number, k) => number + (Apart * direction[k]))];
            int[] sizes = [2, .. value.Sizes];
            var variable = x.Kind == Kind.Real ? Variable(x.Name, [2, .. x.Shape]) : IntegerVariable(x.Name, [2, .. x.Shape]);
            pairs.Add((x, variable));
            all.Add((variable, Of(x.Kind, [.. value.Numbers, .. other], sizes)));
            each[1][i] = (x, Of(x.Kind, other, value.Sizes));
        }
        return ([.. pairs], [.. all], [.. each.Select(bindings => c with { Bindings = bindings.ToImmutable() })]);
    }

    /// <summary>A few elements of an output, and a variable, so few that their Jacobian can be interpreted.</summary>
    internal static (Expr Y, Variable X)? Small(Case c)
    {
        var values = new Bindings(c.Bindings.AsSpan());
        var variables = c.Differentiable.Where(v => values[v].Numbers.Length > 0).OrderBy(v => values[v].Numbers.Length).ToArray();
        if (variables.Length == 0) return null;
        var x = variables.FirstOrDefault(v => values[v].Numbers.Length is > 1 and < 20) ?? variables[0];
        var y = Flatten(c.Outputs[^1]);
        int rows = Interpreter.Evaluate([y], values)[0].Numbers.Length;
        return (y.Shape[0].IsFixed || rows <= MostRows ? y[..Math.Min(rows, MostRows)] : y[..MostRows], x);
    }

    private static Value Of(Kind kind, double[] numbers, int[] sizes) => kind == Kind.Integer
        ? Value.Of(numbers.Select(x => (int)x).ToArray(), sizes)
        : Value.Of(numbers, sizes);
}
