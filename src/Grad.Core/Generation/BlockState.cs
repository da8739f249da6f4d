namespace Grad;

/// <summary>Where the plan runner is in a loop: what its instructions are called with.</summary>
internal unsafe struct BlockState
{
    /// <summary>The address of the loop's <see cref="Frame"/>.</summary>
    public nint Frame;

    /// <summary>For each access, the address of what the turn of the outer loops begins with.</summary>
    public nint* Pointers;

    /// <summary>Where the vectors lie that stay the same over a turn of the innermost loop.</summary>
    public nint Singles;

    /// <summary>Where the blocks lie.</summary>
    public nint Blocks;

    /// <summary>The first element of the present block, in the innermost loop.</summary>
    public long First;

    /// <summary>The elements of the present block.</summary>
    public int Count;

    /// <summary>The vectors of the present block; the last may have less than all of its elements.</summary>
    public int Vectors;
}

/// <summary>Where a value of a loop's body lies while the loop is run.</summary>
/// <param name="Index">The number of an access, of a block or of a single vector.</param>
/// <param name="Kind">Which of them.</param>
internal readonly record struct ValuePlace(int Index, PlaceKind Kind)
{
    /// <summary>Its vectors in the present block.</summary>
    /// <param name="state">Where the runner is.</param>
    /// <param name="vector">The bytes of a vector.</param>
    /// <param name="block">The bytes of a block.</param>
    /// <param name="element">The bytes of an element.</param>
    public unsafe Vectors In(in BlockState state, int vector, int block, int element) => Kind switch
    {
        PlaceKind.Array => new(state.Pointers[Index] + ((nint)state.First * element), vector),
        PlaceKind.Block => new(state.Blocks + ((nint)Index * block), vector),
        _ => new(state.Singles + ((nint)Index * vector), 0),
    };
}

/// <summary>What a <see cref="ValuePlace"/> is.</summary>
internal enum PlaceKind
{
    /// <summary>One vector, the same for the whole of the innermost loop.</summary>
    Single,

    /// <summary>A block of vectors in the runner's memory.</summary>
    Block,

    /// <summary>The array itself that the loop reads.</summary>
    Array,
}
