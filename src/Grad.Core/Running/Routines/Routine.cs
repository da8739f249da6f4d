using System.Numerics;

namespace Grad;

/// <summary>What the step of a <see cref="Procedure"/> runs, in a program of one element type.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal abstract class Routine<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The bytes that it needs while it runs and no longer.</summary>
    public virtual long Workspace(IReadOnlyDictionary<string, int> symbols) => 0;

    /// <summary>The routine for arrays in given places; running it allocates nothing.</summary>
    /// <param name="operands">The operands, in row-major order.</param>
    /// <param name="results">Where the results go; a default block for one that nobody reads.</param>
    /// <param name="workspace">The address of <see cref="Workspace"/> bytes.</param>
    /// <param name="symbols">The values of the symbolic sizes.</param>
    public abstract Action Bind(
        Block[] operands, Block[] results, nint workspace, IReadOnlyDictionary<string, int> symbols);

    /// <summary>The programs inside, each with a name, for <see cref="CompiledFunction{T}.Explain"/>.</summary>
    public virtual IEnumerable<(string Name, CompiledFunction<T> Program)> Inside => [];
}
