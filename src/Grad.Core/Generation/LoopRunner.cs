using Grad.Numerics;

namespace Grad;

/// <summary>
/// Runs a loop nest without generated code: block by block of the innermost loop, each operator's vector body over the whole
/// block before the next operator's. Elements meet the same lanes in the same order as in generated code, so the bits are equal.
/// <code>
/// for i₀ … { scalars;  for each block of the innermost loop { loads; operators; stores; folds } }
/// </code>
/// It is immutable: what changes lies in the frame's memory.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
internal sealed unsafe class LoopRunner<V> where V : struct, ILanes<V>
{
    private readonly LoopShape shape;
    private readonly int accesses;
    private readonly BlockPlan<V> plan;
    private readonly int scratchSlot;
    private readonly int[][] moves;

    public LoopRunner(Loop loop, LoopShape shape, Func<Expr, Storage> storageOf)
    {
        this.shape = shape;
        accesses = shape.Strides.Length;
        scratchSlot = Frame.ScratchSlot(shape.Depth, accesses, loop.Folds.Length);
        moves = [.. Enumerable.Range(0, Math.Max(shape.Depth - 1, 0))
            .Select(d => Enumerable.Range(0, accesses).Where(a => shape.Moves(a, d)).ToArray())];
        plan = new(loop, shape, storageOf);
    }

    /// <summary>The bytes that a run needs for vectors and blocks.</summary>
    public int Scratch => plan.Scratch;

    /// <summary>Runs the loop on what a frame names.</summary>
    public void Run(nint frame)
    {
        nint* pointers = stackalloc nint[accesses];
        for (int a = 0; a < accesses; a++) pointers[a] = (nint)Frame.Read(frame, Frame.AddressSlot(shape.Depth, a));
        nint scratch = (nint)Frame.Read(frame, scratchSlot);
        var state = new BlockState { Frame = frame, Pointers = pointers, Scratch = scratch };
        foreach (var (offset, literal) in plan.Literals) V.Store(scratch + offset, literal);
        foreach (var fold in plan.Folds) fold.Prepare(state);
        Nest(0, ref state);
    }

    private void Nest(int d, ref BlockState state)
    {
        foreach (var fold in plan.Folds)
        {
            if (fold.From == d) fold.Begin(state);
        }
        if (d >= shape.Depth - 1) Innermost(ref state);
        else Outer(d, ref state);
        foreach (var fold in plan.Folds)
        {
            if (fold.From == d) fold.End(state);
        }
    }

    /// <summary>One loop around others: after each turn every pointer moves by its stride, in the end it moves back.</summary>
    private void Outer(int d, ref BlockState state)
    {
        long size = Frame.Read(state.Frame, Frame.SizeSlot(d));
        for (long i = 0; i < size; i++)
        {
            Nest(d + 1, ref state);
            foreach (int a in moves[d]) state.Pointers[a] += Stride(state, a, d);
        }
        foreach (int a in moves[d]) state.Pointers[a] -= (nint)size * Stride(state, a, d);
    }

    private void Innermost(ref BlockState state)
    {
        foreach (var instruction in plan.Once) instruction.Run(state);
        if (shape.Depth == 0) return;
        nint size = (nint)Frame.Read(state.Frame, Frame.SizeSlot(shape.Depth - 1));
        for (state.First = 0; state.First < size; state.First += plan.BlockElements)
        {
            state.Count = (int)Math.Min(size - state.First, plan.BlockElements);
            state.Vectors = (state.Count + V.Count - 1) / V.Count;
            foreach (var instruction in plan.Each) instruction.Run(state);
        }
    }

    private nint Stride(in BlockState state, int access, int d) =>
        (nint)Frame.Read(state.Frame, Frame.StrideSlot(shape.Depth, access, d));
}
