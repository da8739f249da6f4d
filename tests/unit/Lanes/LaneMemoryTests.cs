using System.Numerics;
using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad.Tests.Unit.Lanes;

/// <summary>The loads and stores of one width against element-by-element ones.</summary>
public abstract unsafe class LaneMemoryTests<V, T>
    where V : struct, ILanes<V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T AllBits = V.IsDouble ? Unsafe.BitCast<long, T>(-1) : Unsafe.BitCast<int, T>(-1);

    private static readonly T[] Elements = [.. Enumerable.Range(1, 64).Select(i => T.CreateTruncating(i * 1.5))];

    private static readonly int[] Integers = [.. Enumerable.Range(0, 64).Select(i => i * 1000003 - 20000000)];

    private static readonly byte[] Booleans = [.. Enumerable.Range(0, 64).Select(i => (byte)(i * i % 3))];

    [Fact]
    public void Loads_read_the_elements_and_leave_other_lanes_zero()
    {
        fixed (T* from = Elements)
        {
            nint address = (nint)from;
            Equal(V.Load(address), V.Count, i => Elements[i]);
            Equal(V.LoadScalar(address + sizeof(T)), V.Count, i => Elements[1]);
            for (int count = 0; count <= V.Count; count++)
            {
                Equal(V.LoadPartial(address, count), count, i => Elements[i]);
                Equal(V.LoadStrided(address, 3 * sizeof(T), count), count, i => Elements[3 * i]);
            }
        }
        double value = 0.1;
        Equal(V.LoadScalarFromDouble((nint)(&value)), V.Count, i => T.CreateTruncating(0.1));
    }

    [Fact]
    public void Integers_are_converted()
    {
        fixed (int* from = Integers)
        {
            nint address = (nint)from;
            Equal(V.LoadScalarInt32(address + 4), V.Count, i => T.CreateTruncating(Integers[1]));
            for (int count = 0; count <= V.Count; count++)
            {
                Equal(V.LoadInt32(address, count), count, i => T.CreateTruncating(Integers[i]));
                Equal(V.LoadInt32Strided(address, 12, count), count, i => T.CreateTruncating(Integers[3 * i]));
            }
        }
    }

    [Fact]
    public void Booleans_become_masks()
    {
        byte[] booleans = [.. Booleans.Select(b => (byte)(b == 0 ? 0 : 1))];
        fixed (byte* from = booleans)
        {
            nint address = (nint)from;
            Equal(V.LoadScalarBoolean(address), V.Count, i => Mask(booleans[0]));
            Equal(V.LoadScalarBoolean(address + 1), V.Count, i => Mask(booleans[1]));
            for (int count = 0; count <= V.Count; count++)
            {
                Equal(V.LoadBoolean(address + 1, count), count, i => Mask(booleans[i + 1]));
                Equal(V.LoadBooleanStrided(address, 2, count), count, i => Mask(booleans[2 * i]));
            }
        }
    }

    [Fact]
    public void Stores_write_the_elements_and_nothing_else()
    {
        V lanes = LaneArrays.Load<V, T>(Elements);
        Stored<T>(1, V.Count, to => V.Store(to, lanes), i => Elements[i]);
        Stored<T>(1, 1, to => V.StoreScalar(to, lanes), i => Elements[i]);
        for (int count = 0; count <= V.Count; count++)
        {
            int n = count;
            Stored<T>(1, n, to => V.StorePartial(to, lanes, n), i => Elements[i]);
            Stored<T>(3, n, to => V.StoreStrided(to, 3 * sizeof(T), lanes, n), i => Elements[i]);
        }
    }

    [Fact]
    public void Integers_are_stored_truncated_and_saturated()
    {
        double[] values =
            [-2.9, 2.9, 1e300, -1e300, double.NaN, 0.5, -7, 1e9, -1e9, double.NegativeInfinity, 3, 4, 5, 6, 7, 8];
        for (int start = 0; start < values.Length; start++)
        {
            T[] rotated = [.. Enumerable.Range(start, V.Count).Select(i => T.CreateTruncating(values[i % 16]))];
            V lanes = LaneArrays.Load<V, T>(rotated);
            for (int count = 0; count <= V.Count; count++)
            {
                int n = count;
                Stored<int>(1, n, to => V.StoreInt32(to, lanes, n), i => int.CreateSaturating(rotated[i]));
            }
        }
    }

    [Fact]
    public void Masks_are_stored_as_zero_or_one()
    {
        T[] masks = [.. Booleans.Select(Mask)];
        V lanes = LaneArrays.Load<V, T>(masks);
        for (int count = 0; count <= V.Count; count++)
        {
            int n = count;
            Stored<byte>(1, n, to => V.StoreBoolean(to, lanes, n), i => (byte)(Booleans[i] == 0 ? 0 : 1));
        }
    }

    private static T Mask(byte value) => value == 0 ? T.Zero : AllBits;

    private static void Equal(V lanes, int count, Func<int, T> expected)
    {
        T[] actual = LaneArrays.Of<V, T>(lanes);
        for (int i = 0; i < V.Count; i++)
            LaneArrays.SameBits(i < count ? expected(i) : T.Zero, actual[i], $"lane {i} of {count}");
    }

    private static void Stored<E>(int stride, int count, Action<nint> store, Func<int, E> expected)
        where E : unmanaged, INumberBase<E>
    {
        E untouched = E.CreateTruncating(77);
        E[] memory = new E[64];
        Array.Fill(memory, untouched);
        fixed (E* to = memory) store((nint)to);
        for (int i = 0; i < memory.Length; i++)
        {
            bool written = i % stride == 0 && i / stride < count;
            Assert.Equal(written ? expected(i / stride) : untouched, memory[i]);
        }
    }
}
