namespace Grad;

/// <summary>How small the pieces are into which work is cut, and how large arrays are that the caches do not hold.</summary>
/// <param name="Work">
/// Operators on and accesses to single elements in a piece for a thread, at least: some 20 µs for vectors of 512 bits,
/// several times what it takes to wake a thread.
/// </param>
/// <param name="Bytes">The memory that some rows go through in all steps of a band, about: a part of the second cache.</param>
/// <param name="Rows">
/// The rows that a band takes at once, at least, while they fit into the third cache: each step begins to read anew for them.
/// </param>
/// <param name="Written">
/// The bytes written by a step from which on its stores go past the caches: about the third cache. Of less, the next step finds
/// some there.
/// </param>
internal readonly record struct Grain(long Work, long Bytes, long Rows, long Written)
{
    /// <summary>What pays on today's processors.</summary>
    public static Grain Default { get; } = new(1 << 20, 1 << 18, 256, 1 << 25);
}
