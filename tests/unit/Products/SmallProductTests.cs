using Grad.Products;

namespace Grad.Tests.Unit.Products;

/// <summary>The paths that products of few terms and of narrow matrices take, at every register width.</summary>
public class SmallProductTests
{
    [Fact]
    public void Products_of_few_terms_equal_the_triple_loop()
    {
        var random = new Random(21);
        for (int k = 1; k <= 8; k++)
            foreach (int m in (int[])[1, 2, 5, 40])
                foreach (int n in (int[])[1, 2, 4, 7, 8, 15, 16, 17, 20, 31, 32, 33, 50, 64, 70, 128])
                {
                    var product = Product.Packed(m, n, k, transposeA: random.Next(2) == 0);
                    Assert.True(ShallowProduct.Fits<float, Register512<float>>(product));
                    CheckEveryWidth(WithGaps(product, random), random);
                }
    }

    [Fact]
    public void Narrow_products_equal_the_triple_loop()
    {
        var random = new Random(22);
        foreach (int m in (int[])[1, 3, 4, 7, 8, 9, 12, 13, 25])
            for (int n = 2; n <= 50; n++)
            {
                var product = Product.Packed(m, n, 9 + random.Next(40), transposeA: random.Next(2) == 0);
                CheckEveryWidth(WithGaps(product, random), random);
            }
    }

    [Fact]
    public unsafe void Columns_of_a_product_have_the_bits_of_the_whole()
    {
        var random = new Random(23);
        var backend = new ManagedBackend(1);
        for (var i = 0; i < 200; i++)
        {
            int m = random.Next(1, 30), n = random.Next(2, 200), k = i % 2 == 0 ? random.Next(1, 9) : random.Next(1, 60);
            int from = random.Next(0, n - 1), length = random.Next(2, n - from + 1);
            var (a, b) = (Numbers(m * k), Numbers(k * n));
            var (whole, part) = (new float[m * n], new float[m * n]);
            var product = Product.Packed(m, n, k);
            fixed (float* pa = a, pb = b, pw = whole, pp = part)
            {
                backend.Multiply<float>(product, (nint)pa, (nint)pb, (nint)pw);
                backend.Multiply<float>(product with { N = length }, (nint)pa, (nint)(pb + from), (nint)(pp + from));
            }
            for (var row = 0; row < m; row++)
                Assert.Equal(whole.AsSpan(row * n + from, length), part.AsSpan(row * n + from, length));
        }

        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static Product WithGaps(Product p, Random random) => p with
    {
        LeadingA = p.LeadingA + random.Next(3),
        LeadingB = p.LeadingB + random.Next(3),
        LeadingC = p.LeadingC + random.Next(3),
        Accumulate = random.Next(2) == 0,
    };

    private static void CheckEveryWidth(Product product, Random random)
    {
        var (floats, doubles) = (new ProductCase<float>(product, random), new ProductCase<double>(product, random));
        floats.CheckRegister<Register512<float>, Register256<float>, Register128<float>>();
        floats.CheckRegister<Register256<float>, Register128<float>, Register128<float>>();
        floats.CheckRegister<Register128<float>, Register128<float>, Register128<float>>();
        doubles.CheckRegister<Register512<double>, Register256<double>, Register128<double>>();
        doubles.CheckRegister<Register256<double>, Register128<double>, Register128<double>>();
        doubles.CheckRegister<Register128<double>, Register128<double>, Register128<double>>();
    }
}
