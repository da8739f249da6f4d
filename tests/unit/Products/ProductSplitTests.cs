using Grad.Products;

namespace Grad.Tests.Unit.Products;

public class ProductSplitTests
{
    public static TheoryData<int, int, int, int, bool> Shapes => new()
    {
        { 300, 200, 150, 1, false },
        { 97, 640, 200, 1, false },
        { 4801, 1, 1000, 1, true },
        { 1, 2001, 3000, 1, false },
        { 4000, 2, 1000, 1, false },
        { 40, 60, 70, 100, false },
        { 200, 100, 110, 3, true },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void The_bits_are_the_same_for_any_number_of_threads(int m, int n, int k, int batch, bool sum)
    {
        var random = new Random(m);
        for (var transposes = 0; transposes < 4; transposes++)
        {
            var product = Product.Packed(m, n, k, (transposes & 1) == 1, (transposes & 2) == 2) with
            {
                Batch = batch,
                StrideA = m * k,
                StrideB = n * k,
                StrideC = sum ? 0 : m * n,
            };
            Assert.True(ProductSplit.Pieces(product, 2) > 1, "the product is large enough to be split");
            var (floats, doubles) = (new ProductCase<float>(product, random), new ProductCase<double>(product, random));
            var (single, twice) = (floats.Run(new ManagedBackend(1)), doubles.Run(new ManagedBackend(1)));
            foreach (var threads in new[] { 2, 3, 8 })
            {
                Assert.Equal(single, floats.Run(new ManagedBackend(threads)));
                Assert.Equal(twice, doubles.Run(new ManagedBackend(threads)));
            }
        }
    }

    [Fact]
    public void The_pieces_cover_the_result_once()
    {
        var random = new Random(3);
        for (var i = 0; i < 300; i++)
        {
            var product = Product.Packed(random.Next(1, 600), random.Next(1, 600), random.Next(1, 600)) with
            {
                Batch = random.Next(1, 20),
                StrideC = random.Next(2) * 360_000,
            };
            var threads = random.Next(2, 9);
            var pieces = ProductSplit.Pieces(product, threads);
            var elements = 0L;
            for (var piece = 0; piece < pieces; piece++)
            {
                var part = ProductSplit.Piece(product, piece, pieces, threads).Product;
                Assert.True(part.M > 0 && part.N > 0 && part.Batch > 0, "no piece is empty");
                elements += (long)part.M * part.N * part.Batch;
            }
            Assert.Equal((long)product.M * product.N * product.Batch, elements);
        }
    }

    [Fact]
    public void Several_callers_share_the_threads()
    {
        var (backend, product) = (new ManagedBackend(3), new ProductCase<double>(
            Product.Packed(250, 190, 170), new Random(4)));
        var expected = product.Run(new ManagedBackend(1));
        Parallel.For(0, 40, _ => Assert.Equal(expected, product.Run(backend)));
    }

    [Fact]
    public unsafe void A_split_call_allocates_nothing_after_the_first()
    {
        const int Size = 300;
        var backend = new ManagedBackend(2);
        var memory = new float[3 * Size * Size];
        fixed (float* start = memory)
        {
            var (a, b, c) = ((nint)start, (nint)(start + Size * Size), (nint)(start + 2 * Size * Size));
            Assert.Equal(0, Allocations.Of(() =>
                backend.Multiply<float>(Product.Packed(Size, Size, Size), a, b, c)));
        }
    }
}
