using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// What every memory plan keeps to; a breach is a fault of the planning. It does not look at live ranges but follows a run:
/// who writes over an array ends it, and what is read must not have ended.
/// </summary>
internal sealed class MemoryInvariants
{
    private readonly MemoryPlan plan;
    private readonly Func<Expr, long> bytes;
    private readonly HashSet<Expr> holding = new(ReferenceEqualityComparer.Instance);

    private MemoryInvariants(MemoryPlan plan, Func<Expr, long> bytes) => (this.plan, this.bytes) = (plan, bytes);

    /// <summary>
    /// Checks that the arrays are aligned and inside the arena, that nothing is read after something else was written over it,
    /// and that after the run the roots and what the next run reads are still there.
    /// </summary>
    /// <param name="steps">The program.</param>
    /// <param name="runs">The order in which the steps run, and which of them together: those need all that is needed by one of them.</param>
    /// <param name="roots">What has to be kept: the outputs, then the updates.</param>
    /// <param name="updated">The updated variables; their updates are the last of the roots.</param>
    /// <param name="plan">Where the arrays lie.</param>
    /// <param name="bytes">The length of an array.</param>
    /// <exception cref="InvalidOperationException">One of them does not hold.</exception>
    public static void Check(
        ImmutableArray<Step> steps,
        ImmutableArray<Run> runs,
        ImmutableArray<Expr> roots,
        ImmutableArray<Variable> updated,
        MemoryPlan plan,
        Func<Expr, long> bytes)
    {
        var run = new MemoryInvariants(plan, bytes);
        foreach (var (node, offset) in plan.Offsets)
        {
            if (offset % MemoryPlan.Alignment != 0) throw Broken($"{Name(node)} begins at byte {offset}, which is not aligned");
            if (offset < 0 || offset + bytes(node) > plan.Size) throw Broken($"{Name(node)} lies outside of the arena");
        }
        foreach (var leaf in plan.Offsets.Keys.OfType<Leaf>()) run.Write(leaf, -1, mayEnd: null);
        foreach (var together in runs)
        {
            var arrays = together.Members.SelectMany(m => steps[m.Step].Reads.Concat(steps[m.Step].Writes));
            HashSet<Expr> needed = new(arrays, ReferenceEqualityComparer.Instance);
            foreach (var (step, _) in together.Members) run.Follow(steps[step], step, needed);
        }

        foreach (var root in roots) run.RequireHolding(root, "after the run");
        for (int i = 0; i < updated.Length; i++)
        {
            // An update in place has ended its variable and lies where that was.
            var next = roots[^(updated.Length - i)];
            if (plan.Offsets[next] != plan.Offsets[updated[i]]) run.RequireHolding(updated[i], "after the run");
        }
        foreach (var leaf in plan.Offsets.Keys.OfType<Leaf>().Except(updated)) run.RequireHolding(leaf, "after the run");
    }

    /// <param name="step">The step.</param>
    /// <param name="s">Its number.</param>
    /// <param name="needed">What the steps need that run together with it.</param>
    private void Follow(Step step, int s, HashSet<Expr> needed)
    {
        Expr[] reads = [.. step.Reads.Where(r => r is not Literal)];
        foreach (var node in reads) RequireHolding(node, $"when step {s} reads it");
        HashSet<Expr> own = new([.. reads, .. step.Writes], ReferenceEqualityComparer.Instance);
        foreach (var node in step.Writes) Write(node, s, ended => MayEnd(step, node, ended, own, needed));
    }

    /// <summary>
    /// Whether a step may end an array by writing another there: one that nobody needs; one that another step of its run reads
    /// at the same place, row by row before it; one that its own loop reads in the order in which it writes.
    /// </summary>
    private bool MayEnd(Step step, Expr node, Expr ended, HashSet<Expr> own, HashSet<Expr> needed)
    {
        if (!needed.Contains(ended)) return true;
        if (!SamePlace(node, ended)) return false;
        return !own.Contains(ended) || (step is Loop loop && node is Elementwise && loop.ReadInOrderOf(node).Contains(ended));
    }

    /// <summary>Ends what lies where an array is written.</summary>
    private void Write(Expr node, int step, Predicate<Expr>? mayEnd)
    {
        foreach (var other in holding.Where(o => Overlap(o, node)).ToArray())
        {
            if (mayEnd is null) throw Broken($"{Name(node)} and {Name(other)} overlap, and both must last from run to run");
            if (!mayEnd(other)) throw Broken($"step {step} writes {Name(node)} over {Name(other)}, which it needs");
            holding.Remove(other);
        }
        holding.Add(node);
    }

    private void RequireHolding(Expr node, string when)
    {
        if (!holding.Contains(node)) throw Broken($"{Name(node)} is no longer there {when}");
    }

    private bool SamePlace(Expr a, Expr b) => plan.Offsets[a] == plan.Offsets[b] && bytes(a) == bytes(b);

    private bool Overlap(Expr a, Expr b) =>
        plan.Offsets[a] < plan.Offsets[b] + bytes(b) && plan.Offsets[b] < plan.Offsets[a] + bytes(a);

    private static string Name(Expr node) => $"'{Tree.Label(node)}'";

    private static InvalidOperationException Broken(string what) => new($"Memory plan: {what}.");
}
