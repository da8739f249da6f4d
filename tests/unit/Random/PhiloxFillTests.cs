using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Grad.Numerics;

namespace Grad.Tests.Unit.Numerics;

public class PhiloxFillTests
{
    private const ulong Key = 0x0123456789ABCDEF;

    // Odd, even, across the carry from the counter's first word into its second, and the very last draws.
    private static readonly long[] Starts =
        [0, 1, 7, 16, 1_000_003, (1L << 33) - 5, (1L << 33) + 2, long.MaxValue - 99];

    [Fact]
    public void Bits_are_the_halves_of_consecutive_blocks()
    {
        foreach (long start in Starts)
        {
            var words = new ulong[100];
            Philox.FillBits(Key, start, words);
            for (int i = 0; i < words.Length; i++)
            {
                var (x0, x1, x2, x3) = Philox.Block(Key, (UInt128)((ulong)(start + i) / 2));
                Assert.Equal((start + i) % 2 == 0 ? ((ulong)x1 << 32) | x0 : ((ulong)x3 << 32) | x2, words[i]);
            }
        }
    }

    [Fact]
    public void A_uniform_double_is_the_top_53_bits_and_a_float_is_that_double_rounded()
    {
        var words = new ulong[10_000];
        var doubles = new double[words.Length];
        var floats = new float[words.Length];
        Philox.FillBits(Key, 3, words);
        Philox.FillUniform<double>(Key, 3, doubles);
        Philox.FillUniform<float>(Key, 3, floats);
        for (int i = 0; i < words.Length; i++)
        {
            Assert.Equal((words[i] >> 11) / 9007199254740992.0, doubles[i]);
            Assert.Equal((float)doubles[i], floats[i]);
        }
    }

    [Fact]
    public void A_uniform_float_is_never_one()
    {
        const long NearOne = 22_063_287;   // found by search: the first draw of key 0 that rounds to 1
        var exact = new double[1];
        Philox.FillUniform<double>(0, NearOne, exact);
        Assert.Equal(1f, (float)exact[0]);

        for (long start = NearOne - 20; start <= NearOne; start++)
        {
            var floats = new float[40];
            Philox.FillUniform<float>(0, start, floats);
            Assert.Equal(MathF.BitDecrement(1), floats[NearOne - start]);
        }
    }

    [Fact]
    public void A_normal_draw_is_Box_and_Mullers_formula()
    {
        var draws = new double[20_000];
        Philox.FillNormal<double>(Key, 0, draws);
        for (int i = 0; i < draws.Length; i += 2)
        {
            double u = ((Philox.Word(Key, Philox.NormalDomain, (ulong)i, 0) >> 11) + 1) / 9007199254740992.0;
            double v = (Philox.Word(Key, Philox.NormalDomain, (ulong)i + 1, 0) >> 11) / 9007199254740992.0;
            double radius = Math.Sqrt(-2 * Math.Log(u));
            AssertWithin4Ulps(radius * double.CosPi(2 * v), draws[i]);
            AssertWithin4Ulps(radius * double.SinPi(2 * v), draws[i + 1]);
        }
    }

    [Fact]
    public void A_normal_float_is_the_double_rounded()
    {
        var doubles = new double[1000];
        var floats = new float[1000];
        Philox.FillNormal<double>(Key, 5, doubles);
        Philox.FillNormal<float>(Key, 5, floats);

        Assert.Equal(doubles.Select(z => (float)z), floats);
    }

    [Fact]
    public void A_Bernoulli_draw_is_one_where_the_uniform_draw_is_below_the_probability()
    {
        var uniform = new double[1000];
        var tosses = new byte[1000];
        Philox.FillUniform<double>(Key, 11, uniform);
        foreach (double p in new[] { 0, double.Epsilon, 0.25, 1.0 / 3, uniform[17], 0.999, Math.BitDecrement(1), 1 })
        {
            Philox.FillBernoulli(Key, 11, p, tosses);
            Assert.Equal(uniform.Select(u => u < p ? (byte)1 : (byte)0), tosses);
        }
    }

    [Fact]
    public void The_same_bits_come_from_any_cut()
    {
        AssertSameInPieces<ulong>((start, part) => Philox.FillBits(Key, start, part));
        AssertSameInPieces<float>((start, part) => Philox.FillUniform(Key, start, part));
        AssertSameInPieces<double>((start, part) => Philox.FillUniform(Key, start, part));
        AssertSameInPieces<float>((start, part) => Philox.FillNormal(Key, start, part));
        AssertSameInPieces<double>((start, part) => Philox.FillNormal(Key, start, part));
        AssertSameInPieces<byte>((start, part) => Philox.FillBernoulli(Key, start, 0.4, part));
        AssertSameInPieces<int>((start, part) => Philox.FillIntegers(Key, start, -7, 1000, part));
    }

    [Fact]
    public void The_same_bits_come_from_every_lane_width()
    {
        if (Sse2.IsSupported) AssertSameAsScalar<PhiloxLanes2>();
        if (Avx2.IsSupported) AssertSameAsScalar<PhiloxLanes4>();
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) AssertSameAsScalar<PhiloxLanes8>();
    }

    [Fact]
    public void The_widest_lanes_give_the_normals_of_the_scalar_ones()
    {
        var (expected, actual) = (new double[500_000], new double[500_000]);
        PhiloxKernel.Fill<PhiloxLanes1, NormalDraw, double>(Key, 12_345, expected);
        Philox.FillNormal<double>(Key, 12_345, actual);

        Assert.Equal(MemoryMarshal.AsBytes<double>(expected), MemoryMarshal.AsBytes<double>(actual));
    }

    [Fact]
    public void The_same_bits_come_from_every_machine()
    {
        // Computed by an independent program; a machine or a runtime that differs is found out here.
        var normals = new double[100_000];
        Philox.FillNormal<double>(Philox.FromSeed(42), 0, normals);
        ulong digest = 0;
        foreach (ulong bits in MemoryMarshal.Cast<double, ulong>(normals))
            digest = unchecked(digest * 0x9E3779B97F4A7C15 + bits);
        var order = new int[10];
        Philox.FillPermutation(Philox.FromSeed(42), order);
        var dice = new int[12];
        Philox.FillIntegers(Philox.FromSeed(42), 0, 1, 7, dice);

        Assert.Equal("57F023A7CC7DA56C", $"{digest:X16}");
        Assert.Equal("8 1 4 6 9 0 7 2 5 3", string.Join(" ", order));
        Assert.Equal("2 4 1 1 2 3 6 6 2 3 2 5", string.Join(" ", dice));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var (words, floats, bytes, integers) = (new ulong[1000], new float[1000], new byte[1000], new int[1000]);
        void All()
        {
            Philox.FillBits(Key, 1, words);
            Philox.FillUniform<float>(Key, 1, floats);
            Philox.FillNormal<float>(Key, 1, floats);
            Philox.FillBernoulli(Key, 1, 0.5, bytes);
            Philox.FillIntegers(Key, 1, 0, 6, integers);
            Philox.FillPermutation(Key, integers);
        }
        Assert.Equal(0, Allocations.Of(All));
    }

    [Fact]
    public void Empty_spans_are_left_alone()
    {
        foreach (long start in new[] { 0, 1, long.MaxValue })
        {
            Philox.FillBits(Key, start, []);
            Philox.FillUniform<float>(Key, start, []);
            Philox.FillNormal<double>(Key, start, []);
            Philox.FillBernoulli(Key, start, 0.5, []);
            Philox.FillIntegers(Key, start, 0, 2, []);
        }
        Philox.FillPermutation(Key, []);
    }

    [Fact]
    public void Absurd_arguments_are_refused_in_sentences()
    {
        AssertRefused("FillBits: the start is -3; draws are numbered from 0.",
            () => Philox.FillBits(Key, -3, new ulong[2]));
        AssertRefused("FillNormal: the start is -1; draws are numbered from 0.",
            () => Philox.FillNormal<float>(Key, -1, []));
        AssertRefused("FillUniform: 3 draws from number 9223372036854775806 run past the last, 9223372036854775807. " +
            "Split the key instead.", () => Philox.FillUniform<float>(Key, long.MaxValue - 1, new float[3]));
        AssertRefused("FillBernoulli: the probability is 1.5; it must lie in [0, 1].",
            () => Philox.FillBernoulli(Key, 0, 1.5, new byte[2]));
        AssertRefused("FillBernoulli: the probability is NaN; it must lie in [0, 1].",
            () => Philox.FillBernoulli(Key, 0, double.NaN, new byte[2]));
        AssertRefused("FillIntegers: the range [5, 5) is empty; the upper bound, which is excluded, " +
            "must exceed the lower.",
            () => Philox.FillIntegers(Key, 0, 5, 5, new int[2]));
        var half = Assert.Throws<NotSupportedException>(() => Philox.FillUniform<Half>(Key, 0, new Half[2]));
        Assert.Equal("FillUniform: the element type is Half; draws are made in Single or Double.", half.Message);
    }

    private delegate void Filler<T>(long start, Span<T> part);

    private static void AssertSameInPieces<T>(Filler<T> fill)
    {
        const int Length = 700;
        foreach (long start in new[] { 0, 1, (1L << 33) - 5, long.MaxValue - Length + 1 })
        {
            var whole = new T[Length];
            fill(start, whole);
            foreach (int piece in new[] { 1, 2, 3, 7, 16, 33, 255 })
            {
                var pieces = new T[Length];
                for (int at = 0; at < Length; at += piece)
                    fill(start + at, pieces.AsSpan(at, Math.Min(piece, Length - at)));
                Assert.Equal(whole, pieces);
            }
        }
    }

    private static void AssertSameAsScalar<V>() where V : struct, IPhiloxLanes<V>
    {
        AssertSame<BitsDraw, ulong>();
        AssertSame<PermutationDraw, ulong>();
        AssertSame<UniformDraw<double>, double>();
        AssertSame<UniformDraw<float>, float>();
        AssertSame<NormalDraw, double>();
        AssertSame<NormalDraw, float>();
        static void AssertSame<D, T>() where D : struct, IPhiloxDraw where T : unmanaged
        {
            foreach (long start in Starts)
                for (int length = 1; length <= 100; length++)
                {
                    var (expected, actual) = (new T[length], new T[length]);
                    PhiloxKernel.Fill<PhiloxLanes1, D, T>(Key, start, expected);
                    PhiloxKernel.Fill<V, D, T>(Key, start, actual);
                    Assert.Equal(MemoryMarshal.AsBytes<T>(expected), MemoryMarshal.AsBytes<T>(actual));
                }
        }
    }

    private static void AssertWithin4Ulps(double expected, double actual)
    {
        double ulp = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        Assert.InRange(actual - expected, -4 * ulp, 4 * ulp);
    }

    private static void AssertRefused(string sentence, Action call) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(call).Message);
}
