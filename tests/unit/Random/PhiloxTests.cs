using Grad.Numerics;

namespace Grad.Tests.Unit.Numerics;

public class PhiloxTests
{
    // The vectors "philox4x32 10" of Random123's kat_vectors: counter words 0–3, key words 0–1, result words 0–3.
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
        0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0,
        0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Block_gives_the_published_answers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3)
    {
        var counter = new UInt128(((ulong)c3 << 32) | c2, ((ulong)c1 << 32) | c0);

        Assert.Equal((x0, x1, x2, x3), Philox.Block(((ulong)k1 << 32) | k0, counter));
    }

    [Fact]
    public void A_flipped_bit_of_key_or_counter_flips_half_of_the_block()
    {
        var key = Philox.FromSeed(3);
        var counter = new UInt128(11, 12);
        var before = Joined(Philox.Block(key, counter));
        double flipped = 0;
        for (int bit = 0; bit < 64; bit++) flipped += Bits(before ^ Joined(Philox.Block(key ^ (1UL << bit), counter)));
        for (int bit = 0; bit < 128; bit++)
            flipped += Bits(before ^ Joined(Philox.Block(key, counter ^ (UInt128.One << bit))));

        // 192 × 128 coin tosses: the standard deviation of their share is 0.0032.
        Assert.InRange(flipped / (192 * 128), 0.5 - 0.013, 0.5 + 0.013);
    }

    [Fact]
    public void Seeds_have_different_keys_and_so_have_children()
    {
        var keys = new HashSet<ulong>();
        for (int seed = -500; seed < 500; seed++)
        {
            Assert.True(keys.Add(Philox.FromSeed(seed)));
            for (ulong child = 0; child < 20; child++)
                Assert.True(keys.Add(Philox.Split(Philox.FromSeed(seed), child)));
        }
    }

    [Fact]
    public void Keys_are_the_same_on_every_machine()
    {
        Assert.Equal(0xE220A8397B1DCDAFUL, Philox.FromSeed(0));   // SplitMix64's published first output for seed 0
        Assert.Equal(FromBlock(Philox.Block(42, new UInt128(1UL << 32, 7))), Philox.Split(42, 7));
    }

    [Fact]
    public void A_child_key_is_none_of_its_parents_draws()
    {
        var draws = new ulong[100_000];
        Philox.FillBits(5, 0, draws);
        var seen = new HashSet<ulong>(draws);

        for (ulong child = 0; child < 100_000; child++) Assert.DoesNotContain(Philox.Split(5, child), seen);
    }

    [Fact]
    public void Draws_of_parent_and_children_are_uncorrelated()
    {
        const int Length = 100_000, Streams = 8;
        ulong parent = Philox.FromSeed(1);
        var draws = new double[Streams][];
        for (int s = 0; s < Streams; s++)
        {
            draws[s] = new double[Length];
            Philox.FillUniform<double>(s == 0 ? parent : Philox.Split(parent, (ulong)s), 0, draws[s]);
        }
        for (int s = 0; s < Streams; s++)
        {
            for (int r = 0; r < s; r++)
            {
                double sum = 0;
                for (int i = 0; i < Length; i++) sum += (draws[s][i] - 0.5) * (draws[r][i] - 0.5);
                Assert.InRange(12 * sum / Math.Sqrt(Length), -4, 4);   // standard normal when independent
            }
        }
    }

    [Fact]
    public void Bounded_is_unbiased_where_half_of_the_draws_are_rejected()
    {
        const ulong Range = (1UL << 63) + 1;
        const int Length = 20_000;
        var words = new ulong[Length];
        Philox.FillBits(9, 0, words);
        var results = new double[Length];
        int again = 0;
        for (int i = 0; i < Length; i++)
        {
            ulong result = Philox.Bounded(9, Philox.DrawDomain, (ulong)i, words[i], Range);
            Assert.True(result < Range);
            if (result != Math.BigMul(words[i], Range, out _)) again++;
            results[i] = result / (double)Range;
        }

        Assert.InRange(again, Length * 0.48, Length * 0.52);
        Assert.True(Samples.KolmogorovSmirnov(results, u => u) < Samples.KolmogorovSmirnovLimit);
    }

    private static UInt128 Joined((uint X0, uint X1, uint X2, uint X3) block) =>
        new(((ulong)block.X3 << 32) | block.X2, FromBlock(block));

    private static ulong FromBlock((uint X0, uint X1, uint X2, uint X3) block) => ((ulong)block.X1 << 32) | block.X0;

    private static int Bits(UInt128 x) => (int)UInt128.PopCount(x);
}
