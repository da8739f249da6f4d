using System.Numerics;
using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad.Tests.Unit.Lanes;

/// <summary>The operations of one width against those of the element type.</summary>
public abstract unsafe class LaneOperationTests<V, T>
    where V : struct, ILanes<V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T AllBits = V.IsDouble
        ? Unsafe.BitCast<long, T>(-1)
        : Unsafe.BitCast<int, T>(-1);

    [Fact]
    public void Count_and_element_size_are_those_of_the_element_type()
    {
        Assert.Equal(sizeof(T), V.ElementSize);
        Assert.Equal(typeof(T) == typeof(double), V.IsDouble);
        Assert.Equal(Unsafe.SizeOf<V>(), V.Count * V.ElementSize);
    }

    [Fact]
    public void Constants_fill_every_lane()
    {
        All(V.Zero, T.Zero);
        All(V.One, T.One);
        All(V.Constant(0.1), T.CreateTruncating(0.1));
        All(V.ConstantBits(-1), AllBits);
    }

    [Fact]
    public void Unary_operations_equal_those_of_the_element_type()
    {
        Unary(x => -x, x => -x);
        Unary(V.Abs, T.Abs);
        Unary(V.Sqrt, T.Sqrt);
        Unary(V.Floor, T.Floor);
        Unary(V.Ceiling, T.Ceiling);
        Unary(V.Truncate, T.Truncate);
        Unary(V.Round, x => T.Round(x, MidpointRounding.ToEven));
    }

    [Fact]
    public void Binary_operations_equal_those_of_the_element_type()
    {
        Binary((x, y) => x + y, (x, y) => x + y);
        Binary((x, y) => x - y, (x, y) => x - y);
        Binary((x, y) => x * y, (x, y) => x * y);
        Binary((x, y) => x / y, (x, y) => x / y);
        Binary(V.Minimum, T.Min);
        Binary(V.Maximum, T.Max);
        Binary(V.LesserOrSecond, (x, y) => x < y ? x : y);
        Binary(V.GreaterOrSecond, (x, y) => x > y ? x : y);
        Binary(V.CopySign, T.CopySign);
        Binary((x, y) => V.Fma(x, y, y), (x, y) => T.FusedMultiplyAdd(x, y, y));
        Binary((x, y) => V.Fma(x, x, y), (x, y) => T.FusedMultiplyAdd(x, x, y));
    }

    [Fact]
    public void Comparisons_return_masks_of_all_bits()
    {
        Masks(V.LessThan, (x, y) => x < y);
        Masks(V.LessThanOrEqual, (x, y) => x <= y);
        Masks(V.GreaterThan, (x, y) => x > y);
        Masks(V.GreaterThanOrEqual, (x, y) => x >= y);
        Masks(V.Equal, (x, y) => x == y);
        Masks(V.NotEqual, (x, y) => x != y);
        Masks((x, y) => V.IsNaN(x), (x, y) => T.IsNaN(x));
        Masks((x, y) => V.IsFinite(x), (x, y) => T.IsFinite(x));
        Masks((x, y) => V.LessThan(x, y) & V.Equal(x, x), (x, y) => x < y && !T.IsNaN(x));
        Masks((x, y) => V.LessThan(x, y) | V.IsNaN(x), (x, y) => x < y || T.IsNaN(x));
        Masks((x, y) => V.LessThan(x, y) ^ V.NotEqual(x, y), (x, y) => x < y != (x != y));
        Masks((x, y) => ~V.LessThan(x, y), (x, y) => !(x < y));
        Binary((x, y) => V.Select(V.LessThan(x, y), x + y, x - y), (x, y) => x < y ? x + y : x - y);
    }

    [Fact]
    public void Any_is_true_if_one_lane_is()
    {
        Assert.False(V.Any(V.Zero));
        for (int i = 0; i < V.Count; i++)
            Assert.True(V.Any(V.FirstLanes(i + 1) ^ V.FirstLanes(i)), $"lane {i}");
    }

    [Fact]
    public void First_lanes_masks_exactly_so_many()
    {
        for (int count = 0; count <= V.Count; count++)
        {
            T[] lanes = LaneArrays.Of<V, T>(V.FirstLanes(count));
            for (int i = 0; i < V.Count; i++) LaneArrays.SameBits(i < count ? AllBits : T.Zero, lanes[i], $"lane {i}");
        }
    }

    [Fact]
    public void Operations_on_bits_equal_those_on_integers()
    {
        Binary(V.AddBits, (x, y) => Integers(x, y, (a, b) => a + b));
        Binary(V.SubtractBits, (x, y) => Integers(x, y, (a, b) => a - b));
        Binary((x, y) => V.ShiftLeft(x, 3), (x, y) => Integers(x, y, (a, b) => a << 3));
        Binary((x, y) => V.ShiftRight(x, 5), (x, y) => Integers(x, y, (a, b) =>
            V.IsDouble ? a >>> 5 : (uint)a >> 5));
    }

    [Fact]
    public void Scaling_equals_that_of_the_element_type()
    {
        foreach (int n in (int[])[-2200, -1075, -1060, -160, -149, -130, -24, -1, 0, 1, 25, 130, 280, 1030, 2200])
        {
            // Scaling by steps rounds subnormal results once more than scaling at once: the exact product decides.
            Unary(x => V.ScaleByPowerOfTwo(x, V.Constant(n)), x => V.IsDouble
                ? T.CreateTruncating(Math.ScaleB(double.CreateTruncating(x), n))
                : T.CreateTruncating(Math.ScaleB(double.CreateTruncating(x), Math.Clamp(n, -800, 800))));
        }
    }

    [Fact]
    public void Exponent_and_significand_make_up_the_number()
    {
        foreach (T x in LaneSamples.Special<T>().Where(x => T.IsFinite(x) && x != T.Zero))
        {
            T exponent = LaneArrays.Of<V, T>(V.Exponent(LaneArrays.Fill<V, T>(x)))[0];
            T significand = LaneArrays.Of<V, T>(V.Significand(LaneArrays.Fill<V, T>(x)))[0];
            Assert.Equal(T.CreateTruncating(T.ILogB(x)), exponent);
            Assert.InRange(T.Abs(significand), T.One, T.BitDecrement(T.One + T.One));
            Assert.Equal(x, T.ScaleB(significand, int.CreateTruncating(exponent)));
        }
        All(V.Exponent(V.Zero), T.NegativeInfinity);
        All(V.Exponent(V.Constant(double.NegativeInfinity)), T.PositiveInfinity);
        All(V.Significand(-V.Zero), -T.One);
        All(V.Significand(V.Constant(double.PositiveInfinity)), T.One);
        All(V.IsNaN(V.Exponent(V.Constant(double.NaN)) + V.Significand(V.Constant(double.NaN))), AllBits);
    }

    [Fact]
    public void Combinations_of_all_lanes_are_in_every_lane()
    {
        T[] lanes = [.. Enumerable.Range(1, V.Count).Select(i => T.CreateTruncating(i % 3 - 0.5))];
        V x = LaneArrays.Load<V, T>(lanes);
        All(V.Sum(x), lanes.Aggregate((a, b) => a + b));
        All(V.Product(x), lanes.Aggregate((a, b) => a * b));
        for (int i = 0; i < V.Count; i++)
        {
            lanes[i] += T.CreateTruncating(10);
            All(V.HorizontalMaximum(LaneArrays.Load<V, T>(lanes)), lanes.Max());
            lanes[i] -= T.CreateTruncating(20);
            All(V.HorizontalMinimum(LaneArrays.Load<V, T>(lanes)), lanes.Min());
            lanes[i] = T.NaN;
            All(V.IsNaN(V.HorizontalMaximum(LaneArrays.Load<V, T>(lanes))), AllBits);
            lanes[i] = T.One;
        }
    }

    private static T Integers(T x, T y, Func<long, long, long> operation) => V.IsDouble
        ? Unsafe.BitCast<long, T>(operation(Unsafe.BitCast<T, long>(x), Unsafe.BitCast<T, long>(y)))
        : Unsafe.BitCast<int, T>((int)operation(Unsafe.BitCast<T, int>(x), Unsafe.BitCast<T, int>(y)));

    private static void All(V lanes, T expected)
    {
        foreach (T lane in LaneArrays.Of<V, T>(lanes)) LaneArrays.SameBits(expected, lane, "every lane");
    }

    private static void Unary(Func<V, V> lanes, Func<T, T> scalar) => Binary((x, y) => lanes(x), (x, y) => scalar(x));

    private static void Masks(Func<V, V, V> lanes, Func<T, T, bool> scalar) =>
        Binary(lanes, (x, y) => scalar(x, y) ? AllBits : T.Zero);

    /// <summary>All pairs of special values, each value in every position.</summary>
    private static void Binary(Func<V, V, V> lanes, Func<T, T, T> scalar)
    {
        T[] special = LaneSamples.Special<T>();
        for (int start = 0; start < special.Length; start++)
        {
            T[] x = [.. Enumerable.Range(start, V.Count).Select(i => special[i % special.Length])];
            foreach (T y in special)
            {
                T[] actual = LaneArrays.Of<V, T>(lanes(LaneArrays.Load<V, T>(x), LaneArrays.Fill<V, T>(y)));
                for (int i = 0; i < V.Count; i++)
                    LaneArrays.SameBits(scalar(x[i], y), actual[i], $"x = {x[i]:R}, y = {y:R}");
            }
        }
    }
}
