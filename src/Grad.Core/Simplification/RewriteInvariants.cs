using System.Collections.Immutable;

namespace Grad;

/// <summary>What every pass that rewrites expressions keeps to; a breach is a fault of the pass.</summary>
internal static class RewriteInvariants
{
    /// <summary>
    /// Checks that each root kept its kind and shape, and that nothing depends on a variable that was not there before.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of them does not hold.</exception>
    public static void Check(ImmutableArray<Expr> before, ImmutableArray<Expr> after)
    {
        if (before.Length != after.Length) throw Broken($"the number of roots was {before.Length} and is {after.Length}");
        for (int i = 0; i < before.Length; i++)
        {
            var (was, now) = (before[i], after[i]);
            if (was.Shape != now.Shape) throw Broken($"{was} had shape {was.Shape}, and {now} has {now.Shape}");
            if (was.Kind != now.Kind) throw Broken($"{was} was {was.Kind}, and {now} is {now.Kind}");
        }
        var known = Graph.Variables(before.AsSpan()).ToHashSet();
        foreach (var variable in Graph.Variables(after.AsSpan()))
            if (!known.Contains(variable)) throw Broken($"the variable {variable.Description} was not there before");
    }

    private static InvalidOperationException Broken(string what) => new($"Rewriting: {what}.");
}
