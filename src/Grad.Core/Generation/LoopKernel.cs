using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Grad.Numerics;

namespace Grad;

/// <summary>A loop that can be run: it is called with the address of its <see cref="Frame"/>.</summary>
internal delegate void Kernel(nint frame);

/// <summary>How a loop is run.</summary>
/// <param name="Shape">Its loops and strides.</param>
/// <param name="Kernel">What runs it.</param>
/// <param name="Scratch">The bytes that the kernel needs beside the frame, from an address that is a multiple of a vector.</param>
/// <param name="Streaming">
/// Makes what runs it with the stores of some accesses past the caches, for sizes that ask for it; none in the plan runner.
/// </param>
internal sealed record LoopKernel(
    LoopShape Shape, Kernel Kernel, int Scratch, Func<IReadOnlySet<int>, Kernel>? Streaming = null)
{
    /// <summary>How loops are run, in words.</summary>
    public static string Described(LaneWidth width, CodeGeneration generation)
    {
        string lanes = Chosen(width) switch
        {
            LaneWidth.Bits512 => "512 bits",
            LaneWidth.Bits256 => "256 bits",
            LaneWidth.Bits128 => "128 bits",
            _ => "one element",
        };
        return (generation, RuntimeFeature.IsDynamicCodeCompiled) switch
        {
            (CodeGeneration.Dynamic, true) => $"loops: generated code, vectors of {lanes}",
            (CodeGeneration.Dynamic, false) =>
                $"loops: plan runner, vectors of {lanes}. This program compiles no code while it runs.",
            _ => $"loops: plan runner, vectors of {lanes}. The options ask for no generated code.",
        };
    }

    /// <summary>The kernel of a loop over numbers of a type.</summary>
    public static LoopKernel Of<T>(Loop loop, LaneWidth width, CodeGeneration generation, Func<Expr, Storage> storageOf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = LoopShape.Of(loop);
        return (shape.Depth == 0 ? LaneWidth.Scalar : Chosen(width)) switch
        {
            LaneWidth.Bits512 => In<Lanes512<T>>(),
            LaneWidth.Bits256 => In<Lanes256<T>>(),
            LaneWidth.Bits128 => In<Lanes128<T>>(),
            _ => In<Lanes1<T>>(),
        };

        LoopKernel In<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] V>()
            where V : struct, ILanes<V>
        {
            if (generation == CodeGeneration.Dynamic && RuntimeFeature.IsDynamicCodeCompiled)
                return new(shape, Generated(ImmutableHashSet<int>.Empty), LaneCall.Scratch, V.Count == 1 ? null : Generated);
            var runner = new LoopRunner<V>(loop, shape, storageOf);
            return new(shape, runner.Run, runner.Scratch);

            Kernel Generated(IReadOnlySet<int> streamed) => LoopGenerator<V>.Generate(loop, shape, storageOf, streamed);
        }
    }

    /// <summary>The bits of vectors of a width; 0 for single elements.</summary>
    public static int Bits(LaneWidth width) => Chosen(width) switch
    {
        LaneWidth.Bits512 => 512,
        LaneWidth.Bits256 => 256,
        LaneWidth.Bits128 => 128,
        _ => 0,
    };

    /// <summary>A width, the widest that the processor has where that is asked for.</summary>
    public static LaneWidth Chosen(LaneWidth width) => width switch
    {
        not LaneWidth.Widest => width,
        _ when Vector512.IsHardwareAccelerated => LaneWidth.Bits512,
        _ when Vector256.IsHardwareAccelerated => LaneWidth.Bits256,
        _ when Vector128.IsHardwareAccelerated => LaneWidth.Bits128,
        _ => LaneWidth.Scalar,
    };
}
