namespace Grad;

/// <summary>The forward pass inside a function: its parameters and their tangents in, the tangents of its results out.</summary>
internal static class Pushforward
{
    /// <summary>A function of the parameters, then of a tangent for each that has one; a result of 0 is zero.</summary>
    public static Function Of(Function function, ReadOnlySpan<Expr?> tangents)
    {
        var directions = new List<(Expr, Expr)>();
        for (int k = 0; k < tangents.Length; k++)
        {
            if (tangents[k] is not { } tangent) continue;
            var x = function.Parameters[k];
            directions.Add((x, new Variable($"{x.Name}˙", x.Shape, Kind.Real, default, tangent.Degree)));
        }
        return new(
            [.. function.Parameters, .. directions.Select(d => (Variable)d.Item2)],
            Forward.Jvp(function.Results.AsSpan(), directions.ToArray()));
    }
}

/// <summary>The reverse pass inside a function: its parameters and cotangents in, the parameters' cotangents out.</summary>
internal static class Pullback
{
    /// <summary>
    /// A function of the parameters, then of a cotangent for each result that has one; its results belong to the parameters, 0
    /// is zero or not wanted.
    /// </summary>
    public static Function Of(Function function, ReadOnlySpan<Expr?> cotangents, ReadOnlySpan<bool> wanted)
    {
        var pairs = new List<(Expr Y, Variable Bar)>();
        for (int r = 0; r < cotangents.Length; r++)
        {
            if (cotangents[r] is not { } cotangent) continue;
            pairs.Add((function.Results[r], new("ȳ", cotangent.Shape, Kind.Real, default, cotangent.Degree)));
        }
        bool[] asked = wanted.ToArray();
        int[] targets = [.. Enumerable.Range(0, asked.Length).Where(k => asked[k] && function.Parameters[k].Kind == Kind.Real)];
        var shares = Reverse.Vjp(
            [.. pairs.Select(p => p.Y)],
            [.. pairs.Select(p => (Expr)p.Bar)],
            [.. targets.Select(k => function.Parameters[k])]);
        var results = function.Parameters.Select(p => (Expr)new Literal(0, p.Shape)).ToArray();
        for (int i = 0; i < targets.Length; i++) results[targets[i]] = shares[i];
        return new([.. function.Parameters, .. pairs.Select(p => p.Bar)], [.. results]);
    }
}
