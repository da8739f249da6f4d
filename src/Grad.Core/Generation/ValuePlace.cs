using Grad.Numerics;

namespace Grad;

/// <summary>Where a value of a loop's body lies while the plan runner runs the loop.</summary>
/// <param name="Kind">In what.</param>
/// <param name="Index">The number of the array's access, of the block or of the single vector.</param>
internal readonly record struct ValuePlace(PlaceKind Kind, int Index);

/// <summary>What a value lies in.</summary>
internal enum PlaceKind
{
    /// <summary>One vector, the same for the whole of the innermost loop.</summary>
    Single,

    /// <summary>A block of vectors in the runner's memory.</summary>
    Block,

    /// <summary>The array itself that the loop reads.</summary>
    Array,
}

/// <summary>A value's vectors, wherever the runner is in the loop.</summary>
/// <param name="Access">The array that they are read from; −1 where they lie in the runner's memory.</param>
/// <param name="Offset">The byte of the runner's memory where they begin.</param>
/// <param name="Step">The bytes from one vector to the next; 0 where there is one.</param>
internal readonly record struct Operand<V>(int Access, int Offset, int Step) where V : struct, ILanes<V>
{
    /// <summary>Where the vectors of the present block begin.</summary>
    public unsafe nint First(in BlockState state) => Access < 0
        ? state.Scratch + Offset
        : state.Pointers[Access] + (state.First * V.ElementSize);
}
