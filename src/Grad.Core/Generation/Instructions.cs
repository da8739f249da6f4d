using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad;

/// <summary>One thing that the plan runner does for a block of elements.</summary>
internal abstract class Instruction<V> where V : struct, ILanes<V>
{
    /// <summary>Does it for the present block.</summary>
    public abstract void Run(in BlockState state);
}

/// <summary>Applies an operator.</summary>
internal sealed class Application<V>(LaneBody<V> body, ValuePlace[] operands, ValuePlace result, int blockBytes) : Instruction<V>
    where V : struct, ILanes<V>
{
    private const int MostOperands = 3;


    public override void Run(in BlockState state)
    {
        Span<Vectors> x = stackalloc Vectors[MostOperands];
        for (int k = 0; k < operands.Length; k++) x[k] = operands[k].In(state, Unsafe.SizeOf<V>(), blockBytes, V.ElementSize);
        var (first, step) = result.In(state, Unsafe.SizeOf<V>(), blockBytes, V.ElementSize);
        body.Run(x, first, step == 0 ? 1 : state.Vectors);
    }
}

/// <summary>Loads what is not read in place: it is converted to lanes, or collected from where it lies scattered.</summary>
internal sealed class Load<V>(LaneAccess access, ValuePlace result, int blockBytes) : Instruction<V> where V : struct, ILanes<V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Run(in BlockState state)
    {
        nint to = result.In(state, Unsafe.SizeOf<V>(), blockBytes, V.ElementSize).First;
        nint stride = access.Stride<V>(state.Frame), from = state.Pointers[access.Index] + ((nint)state.First * stride);
        for (int left = state.Count; left > 0; left -= V.Count, from += V.Count * stride, to += Unsafe.SizeOf<V>())
            V.Store(to, access.Load<V>(from, stride, Math.Min(left, V.Count)));
    }
}

/// <summary>Loads one element into every lane.</summary>
internal sealed class LoadScalar<V>(LaneAccess access, ValuePlace result) : Instruction<V> where V : struct, ILanes<V>
{
    public override unsafe void Run(in BlockState state) => V.Store(
        result.In(state, Unsafe.SizeOf<V>(), 0, 0).First, access.LoadScalar<V>(state.Pointers[access.Index]));
}

/// <summary>Stores a block.</summary>
internal sealed class Store<V>(ValuePlace value, LaneAccess access, int blockBytes) : Instruction<V> where V : struct, ILanes<V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Run(in BlockState state)
    {
        var (from, step) = value.In(state, Unsafe.SizeOf<V>(), blockBytes, V.ElementSize);
        nint stride = access.Stride<V>(state.Frame), to = state.Pointers[access.Index] + ((nint)state.First * stride);
        int left = state.Count;
        if (access.IsPlain)
        {
            for (; left >= V.Count; left -= V.Count, from += step, to += Unsafe.SizeOf<V>()) V.Store(to, V.Load(from));
        }
        for (; left > 0; left -= V.Count, from += step, to += V.Count * stride)
            access.Store(to, stride, V.Load(from), Math.Min(left, V.Count));
    }
}

/// <summary>Stores a scalar.</summary>
internal sealed class StoreScalar<V>(ValuePlace value, LaneAccess access) : Instruction<V> where V : struct, ILanes<V>
{
    public override unsafe void Run(in BlockState state) => access.StoreScalar(
        state.Pointers[access.Index], V.Load(value.In(state, Unsafe.SizeOf<V>(), 0, 0).First));
}
