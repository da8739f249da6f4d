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
internal sealed class Application<V>(LaneBody<V> body, Operand<V>[] operands, Operand<V> result) : Instruction<V>
    where V : struct, ILanes<V>
{
    // An operator has three operands at most; a body does not look at those that it does not have.
    private readonly Operand<V> x = operands[0], y = operands[Math.Min(1, operands.Length - 1)], z = operands[^1];

    public override void Run(in BlockState state) => body.Run(
        new(x.First(state), x.Step), new(y.First(state), y.Step), new(z.First(state), z.Step),
        result.First(state), result.Step == 0 ? 1 : state.Vectors);
}

/// <summary>Loads what is not read in place: it is converted to lanes, or collected from where it lies scattered.</summary>
internal sealed class Load<V>(LaneAccess access, Operand<V> result) : Instruction<V> where V : struct, ILanes<V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Run(in BlockState state)
    {
        nint to = result.First(state), stride = access.Stride<V>(state.Frame);
        nint from = state.Pointers[access.Index] + (state.First * stride);
        for (int left = state.Count; left > 0; left -= V.Count, from += V.Count * stride, to += Unsafe.SizeOf<V>())
            V.Store(to, access.Load<V>(from, stride, Math.Min(left, V.Count)));
    }
}

/// <summary>Loads one element into every lane.</summary>
internal sealed class LoadScalar<V>(LaneAccess access, Operand<V> result) : Instruction<V> where V : struct, ILanes<V>
{
    public override unsafe void Run(in BlockState state) =>
        V.Store(result.First(state), access.LoadScalar<V>(state.Pointers[access.Index]));
}

/// <summary>Stores a block.</summary>
internal sealed class Store<V>(Operand<V> value, LaneAccess access) : Instruction<V> where V : struct, ILanes<V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Run(in BlockState state)
    {
        nint from = value.First(state), stride = access.Stride<V>(state.Frame);
        nint to = state.Pointers[access.Index] + (state.First * stride);
        int left = state.Count;
        if (access.IsPlain)
        {
            for (; left >= V.Count; left -= V.Count, from += value.Step, to += Unsafe.SizeOf<V>()) V.Store(to, V.Load(from));
        }
        for (; left > 0; left -= V.Count, from += value.Step, to += V.Count * stride)
            access.Store(to, stride, V.Load(from), Math.Min(left, V.Count));
    }
}

/// <summary>Stores a scalar.</summary>
internal sealed class StoreScalar<V>(Operand<V> value, LaneAccess access) : Instruction<V> where V : struct, ILanes<V>
{
    public override unsafe void Run(in BlockState state) =>
        access.StoreScalar(state.Pointers[access.Index], V.Load(value.First(state)));
}
