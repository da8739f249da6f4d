using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// The reverse pass of a loop: a loop the other way round that carries the cotangents of the carried values and adds up
/// those of the captured ones,
/// <code>c̄ₜ, x̄ₜ, Δp̄ = (∂f(p, cₜ, xₜ))ᵀ (c̄ₜ₊₁, ȳₜ),  p̄ ← p̄ + Δp̄.</code>
/// </summary>
internal static class ScanCotangent
{
    /// <summary>The operands' cotangents, from those of carried values, outputs and histories.</summary>
    /// <exception cref="ArgumentException">There is no limit to the number of steps, so there are no histories.</exception>
    public static ImmutableArray<Expr?> Of(Scan scan, Expr?[] cotangents, bool[] wanted)
    {
        if (scan.Length is null) throw Errors.WhileReverse();
        var parts = scan.Parts;
        var (step, operands) = (scan.Step, scan.Operands);
        int histories = parts.Carries + parts.Outputs;
        bool IsCarry(int k) => k >= parts.Captured && k < parts.Captured + parts.Carries;

        // What each step pulls back to: real carried values always, other parameters where somebody wants them.
        int[] pulled = [.. Enumerable.Range(0, operands.Length)
            .Where(k => step.Parameters[k].Kind == Kind.Real && (IsCarry(k) || wanted[k]))];
        Expr[] targets = [.. pulled.Select(k => step.Parameters[k])];
        var bars = new Variable?[histories];
        var historyBars = new Variable?[parts.Carries];
        for (int r = 0; r < histories; r++)
            if (cotangents[r] is { } given) bars[r] = Bar(step.Results[r], r < parts.Carries ? Growth.Unbounded : given.Degree);
        for (int i = 0; i < parts.Carries; i++)
            if (cotangents[histories + i] is { } given) historyBars[i] = Bar(step.Results[i], given.Degree);

        // A carried value without a cotangent gets one where a step gives it one.
        Expr?[] shares;
        for (bool grew = true; ;)
        {
            shares = Pulled(step, bars, targets);
            grew = false;
            for (int at = 0; at < pulled.Length; at++)
            {
                int i = pulled[at] - parts.Captured;
                if (!IsCarry(pulled[at]) || bars[i] is not null) continue;
                if (shares[at] is null && historyBars[i] is null) continue;
                (bars[i], grew) = (Bar(step.Results[i], Growth.Unbounded), true);
            }
            if (!grew) break;
        }

        // As many steps as were taken.
        var count = parts.Going is { } going ? new Variable("n", going.Shape, Kind.Integer, default) : parts.Count;
        var draft = new ScanDraft(scan.Length, !parts.IsReversed) { Count = count };
        if (parts.Going is not null) draft.Capture(count!, scan.Steps);
        var places = new Dictionary<int, Func<Scan, Expr>>();
        int carries = 0, outputs = 0;
        for (int at = 0; at < pulled.Length; at++)
        {
            int k = pulled[at], i = k - parts.Captured;
            if (IsCarry(k) && bars[i] is { } bar)
            {
                int place = carries++;
                var next = Chain.Sum(shares[at], historyBars[i]) ?? new Literal(0, bar.Shape);
                draft.Carry(bar, cotangents[i] ?? new Literal(0, bar.Shape), next);
                places[k] = back => back.Carried(place);
            }
            else if (shares[at] is { } share && k < parts.Captured)
            {
                int place = carries++;
                var sum = Bar(step.Parameters[k], Growth.Unbounded);
                draft.Carry(sum, new Literal(0, sum.Shape), sum + share);
                places[k] = back => back.Carried(place);
            }
            else if (shares[at] is { } element && !IsCarry(k))
            {
                int place = outputs++;
                draft.Output(element);
                places[k] = back => back.Output(place);
            }
        }
        for (int k = 0; k < operands.Length; k++)
        {
            if (k < parts.Captured) draft.Capture(step.Parameters[k], operands[k]);
            else draft.Element(step.Parameters[k], IsCarry(k) ? scan.History(k - parts.Captured) : operands[k]);
        }
        for (int r = parts.Carries; r < histories; r++)
            if (bars[r] is { } bar) draft.Element(bar, cotangents[r]!);
        for (int i = 0; i < parts.Carries; i++)
            if (historyBars[i] is { } bar) draft.Element(bar, cotangents[histories + i]!);

        if (places.Count == 0) return [.. new Expr?[operands.Length]];
        var reverse = Scan.Of(draft);
        return [.. Enumerable.Range(0, operands.Length).Select(k => places.TryGetValue(k, out var of) ? of(reverse) : null)];
    }

    private static Variable Bar(Expr of, int growth) =>
        new(of is Variable v ? $"{v.Name}̄" : "ȳ", of.Shape, Kind.Real, default, growth);

    /// <summary>The cotangents of a step's parameters; <see langword="null"/> where there is none.</summary>
    private static Expr?[] Pulled(Function step, Variable?[] bars, Expr[] targets)
    {
        var pairs = step.Results.Zip(bars).Where(p => p.Second is not null).ToArray();
        var shares = Reverse.Vjp(
            [.. pairs.Select(p => p.First)], [.. pairs.Select(p => (Expr)p.Second!)], targets);
        return [.. shares.Select(s => s is Literal { Value: 0 } ? null : s)];
    }
}
