using System.Numerics;
using Grad.Products;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>One product C[m, n] = A[m, k] · B[k, n], as a program of Grad's and by native libraries.</summary>
internal static class ProductCase
{
    /// <summary>Operations per second: first the program's, then each library's.</summary>
    /// <exception cref="InvalidOperationException">A library computes something else.</exception>
    public static double[] Rates<T>(int m, int n, int k, ReadOnlySpan<ProductBackend> libraries)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] a = Numbers.Normal(1, m * k), b = Numbers.Normal(2, k * n);
        Variable left = Variable("a", [m, k]), right = Variable("b", [k, n]);
        var product = MatMul(left, right);
        var session = Compile<T>([left, right], [product], options: new() { ProductBackend = "managed" })
            .Bind((left, Value.Of(a, m, k)), (right, Value.Of(b, k, n)));
        using AlignedArray<T> ownA = new(a), ownB = new(b), c = new(m * n);
        var shape = Product.Packed(m, n, k);
        var candidates = new Action[libraries.Length + 1];
        candidates[0] = session.Run;
        session.Run();
        T[] own = [.. session.Read(product)];
        for (int i = 0; i < libraries.Length; i++)
        {
            var library = libraries[i];
            candidates[i + 1] = () => library.Multiply<T>(shape, ownA.Address, ownB.Address, c.Address);
            candidates[i + 1]();
            RequireSame(library, shape, own, c.Span);
        }
        return [.. Clock.Least(candidates).Select(s => shape.Operations / s)];
    }

    private static void RequireSame<T>(
        ProductBackend library, in Product product, ReadOnlySpan<T> own, ReadOnlySpan<T> theirs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Sums of k products of normal numbers are of the order √k.
        double bound = product.K * (typeof(T) == typeof(float) ? 1e-6 : 1e-15) * 4;
        for (int i = 0; i < own.Length; i++)
        {
            double difference = double.CreateTruncating(own[i] - theirs[i]);
            if (!(Math.Abs(difference) <= bound))
                throw new InvalidOperationException($"{library.Name} and Grad differ by {difference} in {product}.");
        }
    }
}
