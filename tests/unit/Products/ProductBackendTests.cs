using Grad.Products;

namespace Grad.Tests.Unit.Products;

public class ProductBackendTests
{
    /// <summary>What is installed here; Math.NET's route is taken with its managed provider otherwise.</summary>
    internal static readonly ProductBackend[] All =
        [.. ProductBackends.Installed.Where(backend => backend is not MathNetBackend), new MathNetBackend()];

    public static TheoryData<string> Names => [.. All.Select(backend => backend.Name)];

    private static ProductBackend Named(string name) => All.Single(backend => backend.Name == name);

    [Theory, MemberData(nameof(Names))]
    public void Random_products_equal_the_triple_loop_in_single_precision(string name)
    {
        var random = new Random(1);
        for (var i = 0; i < 150; i++) ProductCase<float>.Random(random, 80).Check(Named(name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Random_products_equal_the_triple_loop_in_double_precision(string name)
    {
        var random = new Random(2);
        for (var i = 0; i < 150; i++) ProductCase<double>.Random(random, 80).Check(Named(name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Large_products_equal_the_triple_loop(string name)
    {
        var random = new Random(3);
        (int, int, int)[] sizes =
        [
            (130, 70, 300), (250, 33, 265), (60, 530, 70), (16, 700, 129), (1, 513, 700), (303, 1, 300), (61, 50, 1100),
            (50, 1050, 60),
        ];
        foreach (var (m, n, k) in sizes)
            for (var transposes = 0; transposes < 4; transposes++)
            {
                var product = Product.Packed(m, n, k, (transposes & 1) == 1, (transposes & 2) == 2);
                new ProductCase<float>(product, random).Check(Named(name));
                new ProductCase<double>(product with { Accumulate = true }, random).Check(Named(name));
            }
    }

    [Fact]
    public void Small_products_along_both_rows_equal_the_triple_loop()
    {
        var random = new Random(11);
        foreach (int m in (int[])[2, 3, 4, 5, 20])
            foreach (int n in (int[])[2, 7, 8, 20, 33])
                foreach (int k in m == 20 ? (int[])[200, 208] : [60, 71, 200, 208])
                {
                    var product = Product.Packed(m, n, k, transposeB: true) with { LeadingA = k + 3, LeadingC = n + 1, Accumulate = k == 71 };
                    Assert.True(DotTiles.Fits<float, Register512<float>>(product));
                    Assert.True(DotTiles.Fits<double, Register512<double>>(product));
                    new ProductCase<float>(product, random).Check(Named("managed"));
                    new ProductCase<double>(product, random).Check(Named("managed"));
                }
    }

    [Theory, MemberData(nameof(Names))]
    public void Products_with_a_vector_equal_the_triple_loop(string name)
    {
        var random = new Random(8);
        for (var i = 0; i < 150; i++)
        {
            var (length, k, transposes) = (random.Next(1, 70), random.Next(1, 70), random.Next(4));
            var product = random.Next(2) == 0
                ? Product.Packed(length, 1, k, (transposes & 1) == 1, (transposes & 2) == 2)
                : Product.Packed(1, length, k, (transposes & 1) == 1, (transposes & 2) == 2);
            product = product with
            {
                LeadingA = product.LeadingA + random.Next(2),
                LeadingB = product.LeadingB + random.Next(2),
                LeadingC = product.LeadingC + random.Next(2),
                Accumulate = random.Next(2) == 0,
            };
            new ProductCase<float>(product, random).Check(Named(name));
            new ProductCase<double>(product, random).Check(Named(name));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void An_empty_sum_clears_the_result_or_keeps_it(string name)
    {
        var random = new Random(4);
        var product = Product.Packed(5, 7, 0) with { LeadingA = 1, LeadingC = 9 };
        foreach (var accumulate in new[] { false, true })
        {
            new ProductCase<float>(product with { Accumulate = accumulate }, random).Check(Named(name));
            new ProductCase<double>(
                product with { Accumulate = accumulate, Batch = 3, StrideC = 50 }, random).Check(Named(name));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_same_product_has_the_same_bits_twice(string name)
    {
        var product = new ProductCase<float>(Product.Packed(65, 130, 300), new Random(5));
        Assert.Equal(product.Run(Named(name)), product.Run(Named(name)));
    }

    [Theory, MemberData(nameof(Names))]
    public unsafe void The_bits_do_not_follow_the_alignment_of_the_operands(string name)
    {
        var backend = Named(name);
        var random = new Random(9);
        for (var i = 0; i < 40; i++)
        {
            var product = Product.Packed(random.Next(1, 150), random.Next(1, 150), random.Next(1, 150));
            var (a, b) = (product.M * product.K, product.K * product.N);
            var values = Enumerable.Range(0, a + b).Select(_ => random.NextDouble() - 0.5).ToArray();
            var memory = GC.AllocateArray<double>(a + b + product.M * product.N + 64, pinned: true);
            fixed (double* p = memory)
            {
                double[]? first = null;
                for (var shift = 0; shift < 8; shift++)
                {
                    values.CopyTo(memory, shift);
                    var c = shift + a + b;
                    backend.Multiply<double>(product, (nint)(p + shift), (nint)(p + shift + a), (nint)(p + c));
                    var result = memory[c..(c + product.M * product.N)];
                    Assert.Equal(first ??= result, result);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public unsafe void A_call_allocates_nothing_after_the_first(string name)
    {
        var backend = Named(name);
        Assert.SkipWhen(backend is MathNetBackend && !MathNetBackend.HasProvider, "Math.NET's own provider allocates.");
        const int Size = 150;
        var memory = new float[3 * Size * Size];
        fixed (float* start = memory)
        {
            var address = (nint)start;
            Assert.Equal(0, Allocations.Of(() => Products(address)));
        }

        void Products(nint p)
        {
            foreach (var size in (ReadOnlySpan<int>)[3, 20, Size])
                for (var transposes = 0; transposes < 4; transposes++)
                    backend.Multiply<float>(
                        Product.Packed(size, size, size, (transposes & 1) == 1, (transposes & 2) == 2),
                        p, p + Size * Size * sizeof(float), p + 2 * Size * Size * sizeof(float));
        }
    }

    [Fact]
    public void Several_threads_may_use_one_backend()
    {
        var product = new ProductCase<double>(Product.Packed(60, 70, 200, transposeB: true), new Random(6));
        foreach (var backend in All)
            Parallel.For(0, 8, _ => product.Check(backend));
    }

    [Fact]
    public void Every_register_width_equals_the_triple_loop()
    {
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            ProductCase<float>.Random(random, 80).CheckRegister<Register512<float>, Register256<float>, Register128<float>>();
            ProductCase<float>.Random(random, 80).CheckRegister<Register256<float>, Register128<float>, Register128<float>>();
            ProductCase<float>.Random(random, 80).CheckRegister<Register128<float>, Register128<float>, Register128<float>>();
            ProductCase<double>.Random(random, 80).CheckRegister<Register512<double>, Register256<double>, Register128<double>>();
            ProductCase<double>.Random(random, 80).CheckRegister<Register256<double>, Register128<double>, Register128<double>>();
            ProductCase<double>.Random(random, 80).CheckRegister<Register128<double>, Register128<double>, Register128<double>>();
        }
    }
}
