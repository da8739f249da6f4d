using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Which updates can be written where their variable is: nothing else wants the new value, no later step reads the old one,
/// and the loop that writes reads it element by element.
/// </summary>
internal static class InPlaceUpdates
{
    /// <summary>For each node that is written in place, the variable whose buffer it takes.</summary>
    /// <param name="steps">The program.</param>
    /// <param name="roots">What has to be kept: the outputs, then the updates.</param>
    /// <param name="variables">The updated variables; their updates are the last of the roots.</param>
    /// <param name="elementSize">The bytes of one element of an array.</param>
    public static Dictionary<Expr, Variable> Find(
        ImmutableArray<Step> steps,
        ImmutableArray<Expr> roots,
        ImmutableArray<Variable> variables,
        Func<Expr, int> elementSize)
    {
        var writers = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        var lastReaders = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        for (int s = 0; s < steps.Length; s++)
        {
            foreach (var node in steps[s].Writes) writers[node] = s;
            foreach (var node in steps[s].Reads) lastReaders[node] = s;
        }
        var wanted = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        foreach (var root in roots) wanted[root] = wanted.GetValueOrDefault(root) + 1;

        var inPlace = new Dictionary<Expr, Variable>(ReferenceEqualityComparer.Instance);
        int first = roots.Length - variables.Length;
        for (int i = 0; i < variables.Length; i++)
        {
            var (variable, next) = (variables[i], roots[first + i]);
            // A scalar that is known exactly is kept in double, whatever its variable is kept in.
            if (wanted[next] > 1 || elementSize(next) != elementSize(variable)) continue;
            int writer = writers[next], reader = lastReaders.GetValueOrDefault(variable, -1);
            bool inOrder = reader == writer && steps[writer] is Loop loop && loop.ReadInOrderOf(next).Contains(variable);
            if (reader < writer || inOrder) inPlace[next] = variable;
        }
        return inPlace;
    }
}
