using Grad.Products;

namespace Grad.Tests.Unit.Products;

public class ProductErrorTests
{
    [Fact]
    public void Negative_sizes_are_named() => Says<ArgumentOutOfRangeException>(
        "Product: the sizes m = 2, n = -1, k = 3, batch = 1 must not be negative.",
        Product.Packed(2, -1, 3));

    [Fact]
    public void Negative_strides_are_named() => Says<ArgumentOutOfRangeException>(
        "Product: the batch strides 6, -6, 0 must not be negative. Give 0 for an operand that the whole batch shares.",
        Product.Packed(2, 2, 3) with { StrideA = 6, StrideB = -6 });

    [Fact]
    public void A_short_leading_dimension_is_named()
    {
        Says<ArgumentException>(
            "Product: the leading dimension of A is 3, but its stored rows have 4 elements. Give at least 4.",
            Product.Packed(2, 5, 4) with { LeadingA = 3 });
        Says<ArgumentException>(
            "Product: the leading dimension of B is 3, but its stored rows have 4 elements. Give at least 4.",
            Product.Packed(2, 5, 4, transposeB: true) with { LeadingB = 3 });
        Says<ArgumentException>(
            "Product: the leading dimension of C is 4, but its stored rows have 5 elements. Give at least 5.",
            Product.Packed(2, 5, 4) with { LeadingC = 4 });
    }

    [Fact]
    public void Half_precision_has_no_product()
    {
        foreach (var backend in ProductBackendTests.All)
            Assert.Equal("Product: the element type Half has no matrix product. Use Single or Double.",
                Assert.Throws<NotSupportedException>(
                    () => backend.Multiply<Half>(Product.Packed(1, 1, 1), 0, 0, 0)).Message);
    }

    private static void Says<TException>(string sentence, Product product) where TException : Exception
    {
        foreach (var backend in ProductBackendTests.All)
            Assert.Equal(sentence, Assert.Throws<TException>(() => backend.Multiply<float>(product, 0, 0, 0)).Message);
    }
}
