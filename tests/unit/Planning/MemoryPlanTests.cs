using System.Collections.Immutable;
using static Grad.Functions;

namespace Grad.Tests.Unit.Planning;

/// <summary>Where buffers are placed: side by side when they live together, on the same bytes when they do not.</summary>
public class MemoryPlanTests
{
    [Fact]
    public void Buffers_that_live_one_after_the_other_share_memory() =>
        Assert.Equal([0, 128, 0, 256], Offsets((100, 0, 1), (90, 1, 2), (80, 2, 3), (64, 1, 3)));

    [Fact]
    public void What_lives_throughout_lies_at_the_bottom_and_is_shared_with_nothing() =>
        Assert.Equal([128, 0, 128, 64], Offsets((1000, 0, 0), (8, 0, 2), (8, 1, 1), (8, 0, 2)));

    [Fact]
    public void The_smallest_gap_that_fits_is_taken() =>
        // The last lives with the second and the fourth alone: the gaps are the first's 640 bytes and the third's 384.
        Assert.Equal(
            [0, 640, 1152, 1536, 1152], Offsets((640, 1, 1), (512, 1, 3), (384, 1, 1), (256, 1, 3), (128, 3, 3)));

    [Fact]
    public void An_empty_array_takes_nothing() => Assert.Equal(64, Plan((0, 0, 1), (64, 0, 1)).Size);

    [Fact]
    public void A_program_without_arrays_takes_nothing() => Assert.Equal(0, Plan().Size);

    private static long[] Offsets(params (long Bytes, int First, int Last)[] lives) => [.. Plan(lives).Offsets.Values];

    private static MemoryPlan Plan(params (long Bytes, int First, int Last)[] lives)
    {
        var bytes = lives.Select(l => (Node: (Expr)Variable("x"), l.Bytes)).ToArray();
        var of = bytes.ToDictionary(b => b.Node, b => b.Bytes);
        ImmutableArray<Buffer> buffers = [.. lives.Select((l, i) => new Buffer([bytes[i].Node], l.First, l.Last))];
        var plan = MemoryPlan.Of(buffers, n => of[n]);
        return plan with { Offsets = bytes.ToDictionary(b => b.Node, b => plan.Offsets[b.Node]) };
    }
}
