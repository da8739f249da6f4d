namespace Grad;

/// <summary>Where the plan runner is in a loop: what its instructions are called with.</summary>
internal unsafe struct BlockState
{
    /// <summary>The address of the loop's <see cref="Frame"/>.</summary>
    public nint Frame;

    /// <summary>For each access, the address of what the turn of the outer loops begins with.</summary>
    public nint* Pointers;

    /// <summary>Where the runner's own vectors lie.</summary>
    public nint Scratch;

    /// <summary>The first element of the present block, in the innermost loop.</summary>
    public nint First;

    /// <summary>The elements of the present block.</summary>
    public int Count;

    /// <summary>The vectors of the present block; the last may have less than all of its elements.</summary>
    public int Vectors;
}
