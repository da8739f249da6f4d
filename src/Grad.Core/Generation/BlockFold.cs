using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad;

/// <summary>A reduction, as the plan runner computes it: a block at a time, with the vectors in the order of the loop.</summary>
/// <param name="fold">How elements are folded.</param>
/// <param name="shape">The loops.</param>
/// <param name="index">The number of the fold in the loop.</param>
/// <param name="access">Where its result lies.</param>
/// <param name="countSlot">Where the frame has the number of elements of its result.</param>
internal abstract class BlockFold<V>(Fold fold, LoopShape shape, int index, LaneAccess access, int countSlot) : Instruction<V>
    where V : struct, ILanes<V>
{
    private readonly double identity = fold.Identity();
    private readonly bool accumulates = shape.AccumulatesInMemory(index);

    /// <summary>The loop around which the fold begins and ends; −1 for one that has no vector of its own.</summary>
    public int From { get; } = shape.FoldsFrom(index);

    /// <summary>Where its result lies.</summary>
    protected LaneAccess Access { get; } = access;

    /// <summary>A fold of one kind.</summary>
    public static BlockFold<V> Of(
        Fold fold, Operand<V> value, LoopShape shape, int index, LaneAccess access, int countSlot) => fold switch
        {
            Fold.Sum => new BlockFold<V, Summing<V>>(fold, value, shape, index, access, countSlot),
            Fold.Product => new BlockFold<V, Multiplying<V>>(fold, value, shape, index, access, countSlot),
            Fold.Max => new BlockFold<V, Maximizing<V>>(fold, value, shape, index, access, countSlot),
            _ => new BlockFold<V, Minimizing<V>>(fold, value, shape, index, access, countSlot),
        };

    /// <summary>Before all loops: what is combined in memory begins with the fold of nothing.</summary>
    public unsafe void Prepare(in BlockState state)
    {
        if (!accumulates) return;
        nint address = state.Pointers[Access.Index], count = (nint)Frame.Read(state.Frame, countSlot);
        if (Access.Storage == Storage.Int32) Frame.Fill<int>(address, count, identity);
        else if (V.IsDouble) Frame.Fill<double>(address, count, identity);
        else Frame.Fill<float>(address, count, identity);
    }

    /// <summary>Before the loops that it folds.</summary>
    public void Begin(in BlockState state) => V.Store(Vector(state), Neutral);

    /// <summary>After the loops that it folds: the vector becomes one number, combined with what other turns stored.</summary>
    public unsafe void End(in BlockState state)
    {
        nint address = state.Pointers[Access.Index];
        var total = Whole(V.Load(Vector(state)));
        Access.StoreScalar(address, accumulates ? Combine(Access.LoadScalar<V>(address), total) : total);
    }

    /// <summary>The fold of nothing in every lane.</summary>
    protected V Neutral => V.Constant(identity);

    /// <summary>Where the vector lies that it folds into.</summary>
    protected nint Vector(in BlockState state) => state.Scratch + ((nint)index * Unsafe.SizeOf<V>());

    protected abstract V Combine(V left, V right);

    protected abstract V Whole(V x);
}

/// <inheritdoc/>
internal sealed class BlockFold<V, TFolding>(
    Fold fold, Operand<V> value, LoopShape shape, int index, LaneAccess access, int countSlot)
    : BlockFold<V>(fold, shape, index, access, countSlot) where V : struct, ILanes<V> where TFolding : IFolding<V>
{
    protected override V Combine(V left, V right) => TFolding.Combine(left, right);

    protected override V Whole(V x) => TFolding.Whole(x);

    public override void Run(in BlockState state)
    {
        if (From >= 0) IntoVector(state, value.First(state), value.Step);
        else IntoMemory(state, value.First(state), value.Step);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void IntoVector(in BlockState state, nint from, nint step)
    {
        nint vector = Vector(state);
        var sum = V.Load(vector);
        int left = state.Count;
        for (; left >= V.Count; left -= V.Count, from += step) sum = TFolding.Combine(sum, V.Load(from));
        if (left > 0) sum = TFolding.Combine(sum, V.Select(V.FirstLanes(left), V.Load(from), Neutral));
        V.Store(vector, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void IntoMemory(in BlockState state, nint from, nint step)
    {
        nint stride = Access.Stride<V>(state.Frame), to = state.Pointers[Access.Index] + (state.First * stride);
        int left = state.Count;
        if (Access.IsPlain)
        {
            for (; left >= V.Count; left -= V.Count, from += step, to += Unsafe.SizeOf<V>())
                V.Store(to, TFolding.Combine(V.Load(to), V.Load(from)));
        }
        for (; left > 0; left -= V.Count, from += step, to += V.Count * stride)
        {
            int count = Math.Min(left, V.Count);
            Access.Store(to, stride, TFolding.Combine(Access.Load<V>(to, stride, count), V.Load(from)), count);
        }
    }
}
