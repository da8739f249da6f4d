using System.Collections.Immutable;

namespace Grad;

/// <summary>What every program of steps keeps to; a breach is a fault of the lowering.</summary>
internal static class LoweringInvariants
{
    /// <summary>
    /// Checks that each array is written once and before it is read, that the roots are written, and that each loop computes
    /// operands first, all of them over its space.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of them does not hold.</exception>
    public static void Check(ImmutableArray<Step> steps, ImmutableArray<Expr> roots)
    {
        var written = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        for (int s = 0; s < steps.Length; s++)
        {
            foreach (var node in steps[s].Reads)
                if (node is not Leaf && !written.Contains(node)) throw Broken($"step {s} reads {Name(node)} before it is written");
            foreach (var node in steps[s].Writes)
                if (!written.Add(node)) throw Broken($"step {s} writes {Name(node)}, which was written before");
            if (steps[s] is Loop loop) Check(loop, s);
        }
        foreach (var root in roots)
            if (!written.Contains(root)) throw Broken($"no step writes the root {Name(root)}");
    }

    private static void Check(Loop loop, int s)
    {
        var known = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        foreach (var (node, view) in loop.Loads)
        {
            if (view.Strides.Length != loop.Space.Rank)
                throw Broken($"step {s} walks over {loop.Space} and loads {Name(node)} with {view.Strides.Length} strides");
            known.Add(node);
        }
        foreach (var node in loop.Body)
        {
            foreach (var operand in node.Operands)
            {
                if (!known.Contains(operand))
                    throw Broken($"step {s} computes {Name(node)} before its operand {Name(operand)}");
            }
            if (node.Shape != loop.Space) throw Broken($"step {s} walks over {loop.Space} and computes {Name(node)}");
            known.Add(node);
        }
        foreach (var node in loop.Stores.Select(s => s.Base).Concat(loop.Folds.Select(f => f.Operand)))
            if (!known.Contains(node)) throw Broken($"step {s} stores or folds {Name(node)}, which it does not compute");
    }

    private static string Name(Expr node) => $"'{Tree.Label(node)}'";

    private static InvalidOperationException Broken(string what) => new($"Lowering: {what}.");
}
