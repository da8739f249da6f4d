namespace Grad;

/// <summary>The forward pass of a loop: a loop that carries values and their tangents together.</summary>
internal static class ScanTangent
{
    /// <summary>The tangents of carried values, outputs and histories, from those of the operands.</summary>
    public static IReadOnlyList<Expr?> Of(Scan scan, ReadOnlySpan<Expr?> tangents)
    {
        var parts = scan.Parts;
        var (step, operands) = (scan.Step, scan.Operands);
        var dots = new Variable?[operands.Length];
        for (int k = 0; k < dots.Length; k++)
            if (tangents[k] is { } tangent) dots[k] = Dot(step.Parameters[k], tangent.Degree);

        // A carried value without a tangent gets one where a step gives it one.
        Expr?[] next;
        for (bool grew = true; ;)
        {
            next = Pushed(step, dots);
            grew = false;
            for (int i = 0; i < parts.Carries; i++)
            {
                int k = parts.Captured + i;
                if (dots[k] is not null || next[i] is null) continue;
                (dots[k], grew) = (Dot(step.Parameters[k], Growth.Unbounded), true);
            }
            if (!grew) break;
        }

        var draft = new ScanDraft(scan.Length, parts.IsReversed) { Count = parts.Count, Going = parts.Going };
        var moving = new List<int>();
        for (int k = 0; k < operands.Length; k++)
        {
            var (parameter, dot) = (step.Parameters[k], dots[k]);
            var tangent = tangents[k] ?? new Literal(0, operands[k].Shape);
            int carry = k - parts.Captured;
            if (carry < 0)
            {
                draft.Capture(parameter, operands[k]);
                if (dot is not null) draft.Capture(dot, tangent);
            }
            else if (carry < parts.Carries)
            {
                draft.Carry(parameter, operands[k], step.Results[carry]);
                if (dot is null) continue;
                moving.Add(carry);
                draft.Carry(dot, tangent, next[carry] ?? new Literal(0, parameter.Shape));
            }
            else
            {
                draft.Element(parameter, operands[k]);
                if (dot is not null) draft.Element(dot, tangent);
            }
        }
        var put = Enumerable.Range(parts.Carries, parts.Outputs).Where(r => next[r] is not null).ToList();
        foreach (int r in put) draft.Output(next[r]!);

        var pushed = Scan.Of(draft);
        var result = new Expr?[parts.Results.Length];
        for (int i = 0, at = 0; i < parts.Carries; i++, at++)
        {
            if (!moving.Contains(i)) continue;
            at++;
            result[i] = pushed.Carried(at);
            if (parts.Histories > 0) result[parts.Carries + parts.Outputs + i] = pushed.History(at);
        }
        for (int j = 0; j < put.Count; j++) result[put[j]] = pushed.Output(j);
        return result;
    }

    private static Variable Dot(Variable parameter, int growth) =>
        new($"{parameter.Name}˙", parameter.Shape, Kind.Real, default, growth);

    /// <summary>The tangents of a step's results; <see langword="null"/> where there is none.</summary>
    private static Expr?[] Pushed(Function step, Variable?[] dots)
    {
        var directions = step.Parameters.Zip(dots)
            .Where(p => p.Second is not null).Select(p => ((Expr)p.First, (Expr)p.Second!)).ToArray();
        return [.. Forward.Jvp(step.Results.AsSpan(), directions).Select(t => t is Literal { Value: 0 } ? null : t)];
    }
}
