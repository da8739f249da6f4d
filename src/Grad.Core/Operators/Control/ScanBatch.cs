namespace Grad;

/// <summary>A loop for each example as one loop over all of them: what is carried has their axis in front.</summary>
internal static class ScanBatch
{
    /// <summary>Carried values, outputs and histories, with the axis of the examples in front.</summary>
    public static IReadOnlyList<Expr> Of(Scan scan, Examples x)
    {
        var parts = scan.Parts;
        var (step, operands) = (scan.Step, scan.Operands);
        int rows = parts.Captured + parts.Carries;
        bool[] differs = [.. Enumerable.Range(0, operands.Length).Select(k => !x.IsShared(k))];

        // A carried value that begins the same in all examples may become another in each.
        for (bool grew = true; grew;)
        {
            var differing = BatchedFunction.Differing(step, differs);
            grew = false;
            for (int i = 0; i < parts.Carries; i++)
            {
                if (!differing[i] || differs[parts.Captured + i]) continue;
                differs[parts.Captured + i] = grew = true;
            }
        }

        var batched = BatchedFunction.Of(step, differs, x.Count);
        var draft = new ScanDraft(scan.Length, parts.IsReversed);
        for (int k = 0; k < operands.Length; k++)
        {
            var parameter = batched.Parameters[k];
            int carry = k - parts.Captured;
            if (carry < 0) draft.Capture(parameter, differs[k] ? x[k] : operands[k]);
            else if (k >= rows) draft.Element(parameter, differs[k] ? Merging.FromFront(x[k], 1) : operands[k]);
            else if (differs[k]) draft.Carry(parameter, x[k], batched.Results[carry]);
            // It is the same in every example, so its step is the one for one of them.
            else draft.Carry(parameter, operands[k], step.Results[carry]);
        }
        for (int j = 0; j < parts.Outputs; j++) draft.Output(batched.Results[parts.Carries + j]);

        var all = Scan.Of(draft);
        return
        [
            .. Enumerable.Range(0, parts.Carries).Select(i => InFront(i, all.Carried(i))),
            .. Enumerable.Range(0, parts.Outputs).Select(j => Merging.ToFront(all.Output(j), 1)),
            .. Enumerable.Range(0, parts.Carries).Select(i => differs[parts.Captured + i]
                ? Merging.ToFront(all.History(i), 1)
                : Examples.Repeated(all.History(i), x.Count)),
        ];

        Expr InFront(int carry, Expr carried) =>
            differs[parts.Captured + carry] ? carried : Examples.Repeated(carried, x.Count);
    }
}
