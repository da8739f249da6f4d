namespace Grad.Testing;

/// <summary>Makes a case that fails smaller, as long as it still fails.</summary>
internal static class Shrinking
{
    private const int MostTries = 400;

    /// <summary>
    /// The smallest case that fails among those reached step by step: one output instead of several, an operand instead
    /// of a result, a variable instead of what was computed for it, plain numbers instead of long ones.
    /// </summary>
    public static Case Smallest(Case failing, Func<Case, bool> fails)
    {
        int tries = 0;
        for (bool smaller = true; smaller;)
        {
            smaller = false;
            foreach (var candidate in Candidates(failing))
            {
                if (++tries > MostTries) return failing;
                if (!IsComplete(candidate) || !fails(candidate)) continue;
                (failing, smaller) = (candidate, true);
                break;
            }
        }
        return failing;
    }

    /// <summary>Whether every variable and every size still has a value.</summary>
    private static bool IsComplete(Case c)
    {
        try
        {
            Interpreter.Evaluate(c.Outputs.AsSpan(), new Bindings(c.Bindings.AsSpan()));
            return true;
        }
        catch (Exception e) when (e is ArgumentException or ArithmeticException)
        {
            return false;
        }
    }

    private static IEnumerable<Case> Candidates(Case c)
    {
        if (c.Outputs.Length > 1)
        {
            foreach (var output in c.Outputs) yield return c with { Outputs = [output] };
        }
        var order = Graph.TopologicalOrder(c.Outputs.AsSpan());
        // Nearest to the leaves first: a failing operand is smaller than a failing result.
        foreach (var node in order)
        {
            if (node is Leaf || node.Kind != Kind.Real || c.Outputs.Contains(node)) continue;
            yield return c with { Outputs = [node] };
        }
        for (int i = order.Count - 1; i >= 0; i--)
        {
            // A procedure stays as long as another of its results is used.
            if (order[i] is Procedure p && order.Any(n => n is Result r && r.Procedure == p)) continue;
            if (Cut(c, order[i]) is { } cut) yield return cut;
        }
        var used = Graph.Variables(c.Outputs.AsSpan()).ToHashSet();
        for (int i = 0; i < c.Bindings.Length; i++)
        {
            if (!used.Contains(c.Bindings[i].Variable)) yield return c with { Bindings = c.Bindings.RemoveAt(i) };
            else if (Rounded(c, i) is { } rounded) yield return rounded;
        }
    }

    /// <summary>A computed operand becomes a variable that has its value.</summary>
    private static Case? Cut(Case c, Expr node)
    {
        if (node is Leaf || node.Kind != Kind.Real || c.Outputs.Contains(node)) return null;
        var value = Interpreter.Evaluate([node], new Bindings(c.Bindings.AsSpan()))[0];
        var variable = Variable($"t{c.Bindings.Length}", node.Shape);
        var replaced = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance) { [node] = variable };
        foreach (var each in Graph.TopologicalOrder(c.Outputs.AsSpan()))
        {
            if (replaced.ContainsKey(each)) continue;
            Expr[] operands = [.. each.Operands.Select(o => replaced[o])];
            bool changed = !operands.SequenceEqual(each.Operands, ReferenceEqualityComparer.Instance);
            replaced[each] = changed ? each.With(operands) : each;
        }
        var bindings = c.Bindings.Add((variable, Value.Of(value.Numbers, value.Sizes)));
        return new([.. c.Outputs.Select(o => replaced[o])], bindings);
    }

    private static Case? Rounded(Case c, int binding)
    {
        var (variable, value) = c.Bindings[binding];
        double[] plain = [.. value.Numbers.Select(x => Math.Round(x, 1))];
        return variable.Kind != Kind.Real || plain.SequenceEqual(value.Numbers)
            ? null
            : c with { Bindings = c.Bindings.SetItem(binding, (variable, Value.Of(plain, value.Sizes))) };
    }
}
