using System.Reflection;
using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad;

/// <summary>
/// An operator's vector body for one kind of lanes. Generated loops name its method, which the just-in-time compiler inlines;
/// the plan runner has it run over a block of vectors.
/// </summary>
internal abstract class LaneBody<V> where V : struct, ILanes<V>
{
    private readonly Delegate body;

    private protected LaneBody(Delegate body, int? number) => (this.body, Number) = (body, number);

    /// <summary>What is called for one vector: it takes the operands, then <see cref="Number"/> where there is one.</summary>
    public MethodInfo Method => body.Method;

    /// <summary>A whole number that the method takes after its operands: an exponent.</summary>
    public int? Number { get; }

    /// <summary>The result for one vector of each operand.</summary>
    public abstract V Of(ReadOnlySpan<V> x);

    /// <summary>
    /// The results for some vectors of each operand that there is, one after the other. They may take an operand's place.
    /// </summary>
    public abstract void Run(Vectors x, Vectors y, Vectors z, nint result, int count);
}

/// <summary>Vectors in memory.</summary>
/// <param name="First">The address of the first.</param>
/// <param name="Step">The bytes from one to the next: 0 for one that is taken each time.</param>
internal readonly record struct Vectors(nint First, nint Step);

/// <summary>The body of an operator of one operand.</summary>
internal sealed class UnaryBody<V, TCall>(Delegate body, TCall call, int? number = null) : LaneBody<V>(body, number)
    where V : struct, ILanes<V> where TCall : struct, IUnaryCall<V>
{
    public override V Of(ReadOnlySpan<V> x) => call.Of(x[0]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Vectors x, Vectors y, Vectors z, nint result, int count)
    {
        var (f, (a, aStep)) = (call, x);
        nint end = count * Unsafe.SizeOf<V>();
        if (aStep != 0)
        {
            for (nint at = 0; at < end; at += Unsafe.SizeOf<V>()) V.Store(result + at, f.Of(V.Load(a + at)));
        }
        else V.Store(result, f.Of(V.Load(a)));
    }
}

/// <summary>The body of an operator of two operands.</summary>
internal sealed class BinaryBody<V, TCall>(Delegate body, TCall call) : LaneBody<V>(body, null)
    where V : struct, ILanes<V> where TCall : struct, IBinaryCall<V>
{
    public override V Of(ReadOnlySpan<V> x) => call.Of(x[0], x[1]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Vectors x, Vectors y, Vectors z, nint result, int count)
    {
        var (f, (a, aStep), (b, bStep)) = (call, x, y);
        nint end = count * Unsafe.SizeOf<V>();
        if (aStep != 0 && bStep != 0)
        {
            for (nint at = 0; at < end; at += Unsafe.SizeOf<V>()) V.Store(result + at, f.Of(V.Load(a + at), V.Load(b + at)));
        }
        else if (aStep != 0)
        {
            for (nint at = 0; at < end; at += Unsafe.SizeOf<V>()) V.Store(result + at, f.Of(V.Load(a + at), V.Load(b)));
        }
        else
        {
            for (nint at = 0; at < end; at += Unsafe.SizeOf<V>(), b += bStep) V.Store(result + at, f.Of(V.Load(a), V.Load(b)));
        }
    }
}

/// <summary>The body of an operator of three operands.</summary>
internal sealed class TernaryBody<V, TCall>(Delegate body, TCall call) : LaneBody<V>(body, null)
    where V : struct, ILanes<V> where TCall : struct, ITernaryCall<V>
{
    public override V Of(ReadOnlySpan<V> x) => call.Of(x[0], x[1], x[2]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Vectors x, Vectors y, Vectors z, nint result, int count)
    {
        var (f, (a, aStep), (b, bStep), (c, cStep)) = (call, x, y, z);
        nint end = result + (count * Unsafe.SizeOf<V>());
        for (; result < end; result += Unsafe.SizeOf<V>(), a += aStep, b += bStep, c += cStep)
            V.Store(result, f.Of(V.Load(a), V.Load(b), V.Load(c)));
    }
}
