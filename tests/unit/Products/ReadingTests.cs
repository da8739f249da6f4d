using System.Runtime.InteropServices;
using Grad.Products;

namespace Grad.Tests.Unit.Products;

/// <summary>Products read rows beyond their ends where rows follow, and nothing beyond the last.</summary>
public class ReadingTests
{
    [Fact]
    public unsafe void Nothing_beyond_the_operands_is_read()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Memory that must not be read is made by calls of Linux.");
        using GuardedMemory a = new(), b = new(), c = new();
        foreach (var transposed in (bool[])[false, true])
            for (int n = 1; n <= 40; n++)
                foreach (int k in (int[])[1, 2, 9, 30, 600])
                    foreach (int m in (int[])[1, 5, 12, 29])
                    {
                        var product = Product.Packed(m, n, k, transposeA: transposed);
                        Check<float>(product);
                        Check<double>(product);
                        // The last row ends where the memory ends, those before it are followed by gaps.
                        Check<float>(product with { LeadingB = n + 3 });
                        Check<double>(product with { LeadingB = n + 1 });
                    }
        foreach (var transposed in (bool[])[false, true])
        {
            // Large enough to be packed.
            Check<float>(Product.Packed(130, 150, 130, transposeB: transposed));
            Check<double>(Product.Packed(130, 133, 130, transposeB: transposed));
        }

        // It would end the process otherwise.
        void Check<T>(in Product p) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var (rows, length) = p.TransposeB ? (p.N, p.K) : (p.K, p.N);
            Span<T> ones = a.Last<T>(p.M * p.K), twos = b.Last<T>((rows - 1) * p.LeadingB + length), sums = c.Last<T>(p.M * p.N);
            ones.Fill(T.One);
            twos.Fill(T.CreateChecked(2));
            sums.Fill(T.One);
            fixed (T* pa = ones, pb = twos, pc = sums)
            {
                ManagedProduct.Multiply<T, Register512<T>, Register256<T>, Register128<T>>(p, pa, pb, pc, true);
                Assert.False(sums.ContainsAnyExcept(T.CreateChecked((2 * p.K) + 1)));
                ManagedProduct.Multiply<T, Register256<T>, Register128<T>, Register128<T>>(p, pa, pb, pc, true);
                Assert.False(sums.ContainsAnyExcept(T.CreateChecked((4 * p.K) + 1)));
                ManagedProduct.Multiply<T, Register128<T>, Register128<T>, Register128<T>>(p, pa, pb, pc, false);
                Assert.False(sums.ContainsAnyExcept(T.CreateChecked(2 * p.K)));
            }
        }
    }

    /// <summary>Memory before a page that ends the process when it is read.</summary>
    private sealed unsafe class GuardedMemory : IDisposable
    {
        private const int Length = 1 << 18, Page = 1 << 16, Readable = 3, Private = 0x22;
        private readonly nint start = MemoryMap(0, Length + Page, Readable, Private, -1, 0);

        public GuardedMemory() => Assert.Equal(0, MemoryProtect(start + Length, Page, 0));

        public Span<T> Last<T>(int count) where T : unmanaged => new((void*)(start + Length - count * sizeof(T)), count);

        public void Dispose() => MemoryUnmap(start, Length + Page);

        [DllImport("libc", EntryPoint = "mmap")]
        private static extern nint MemoryMap(nint address, nint length, int protection, int flags, int file, nint offset);

        [DllImport("libc", EntryPoint = "mprotect")]
        private static extern int MemoryProtect(nint address, nint length, int protection);

        [DllImport("libc", EntryPoint = "munmap")]
        private static extern int MemoryUnmap(nint address, nint length);
    }
}
