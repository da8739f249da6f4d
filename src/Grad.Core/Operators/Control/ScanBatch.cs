namespace Grad;

/// <summary>
/// A loop for each example as one loop over all of them: what is carried has their axis in front. Where it ends differs
/// between examples, it runs until the last has ended; those that ended before keep what they carry.
/// <code>cₜ₊₁ = t &lt; n ? f(cₜ) : cₜ</code>
/// </summary>
internal static class ScanBatch
{
    /// <summary>Carried values, outputs, histories and numbers of steps, with the axis of the examples in front.</summary>
    public static IReadOnlyList<Expr> Of(Scan scan, Examples x)
    {
        var parts = scan.Parts;
        var (step, operands) = (scan.Step, scan.Operands);
        int rows = parts.Captured + parts.Carries;
        bool[] differs = [.. Enumerable.Range(0, operands.Length).Select(k => !x.IsShared(k))];

        // A carried value that begins the same in all examples may become another in each.
        bool endsApart;
        for (bool grew = true; ;)
        {
            endsApart = EndsApart(parts, differs);
            var differing = BatchedFunction.Differing(step, differs);
            grew = false;
            for (int i = 0; i < parts.Carries; i++)
            {
                if (!(differing[i] || endsApart) || differs[parts.Captured + i]) continue;
                differs[parts.Captured + i] = grew = true;
            }
            if (!grew) break;
        }

        var batched = BatchedFunction.Of(step, differs, x.Count);
        Variable? For(Variable? one) => one is null ? null : batched.Parameters[step.Parameters.IndexOf(one)];
        var (count, going) = (For(parts.Count), For(parts.Going));
        var draft = new ScanDraft(scan.Length, parts.IsReversed) { Count = count, Going = going };
        Expr? live = endsApart ? going : null;
        if (endsApart && count is not null)
        {
            var t = new Variable("t", Shape.Scalar, Kind.Integer, default);
            draft.Element(t, Functions.Arange(scan.Length!));
            live = t < count;
        }
        for (int k = 0; k < operands.Length; k++)
        {
            var parameter = batched.Parameters[k];
            int carry = k - parts.Captured;
            if (carry < 0) draft.Capture(parameter, differs[k] ? x[k] : operands[k]);
            else if (k >= rows) draft.Element(parameter, differs[k] ? Merging.FromFront(x[k], 1) : operands[k]);
            else if (differs[k]) draft.Carry(parameter, x[k], Live(batched.Results[carry], parameter));
            // It is the same in every example, so its step is the one for one of them.
            else draft.Carry(parameter, operands[k], step.Results[carry]);
        }
        for (int j = 0; j < parts.Outputs; j++) draft.Output(Ended(batched.Results[parts.Carries + j]));

        var all = Scan.Of(draft);
        return
        [
            .. Enumerable.Range(0, parts.Carries).Select(i => InFront(i, all.Carried(i))),
            .. Enumerable.Range(0, parts.Outputs).Select(j => Merging.ToFront(all.Output(j), 1)),
            .. Enumerable.Range(0, parts.Histories).Select(i => differs[parts.Captured + i]
                ? Merging.ToFront(all.History(i), 1)
                : Examples.Repeated(all.History(i), x.Count)),
            .. going is null ? [] : new[] { InFront(parts.GoingPlace!.Value, all.Steps) },
        ];

        Expr Live(Expr next, Expr before) => live is null ? next
            : new Where(new Broadcast(live, next.Shape, Axes.Of([.. Axes.All(next.Rank).Skip(1)])), next, before);

        Expr Ended(Expr output) => Live(output, new Literal(0, output.Shape, output.Kind));

        Expr InFront(int carry, Expr carried) =>
            differs[parts.Captured + carry] ? carried : Examples.Repeated(carried, x.Count);
    }

    /// <summary>
    /// Whether a loop for one example ends elsewhere in each. One that was a loop over examples before chooses between them
    /// in its step.
    /// </summary>
    private static bool EndsApart(Scan.Layout parts, bool[] differs) =>
        (parts.Count is { Rank: 0 } && differs[parts.CountPlace!.Value]) ||
        (parts.Going is { Rank: 0 } && differs[parts.Captured + parts.GoingPlace!.Value]);
}
