using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Numerics;

public static partial class Philox
{
    // Words on their way to bytes and integers wait in 2 KB of stack: an even number, so that no block is made twice.
    private const int Chunk = 256;

    /// <summary>Random bits: element i is draw <paramref name="start"/> + i of the key, two draws a block.</summary>
    /// <exception cref="ArgumentException">The numbers of the draws are not all in [0, 2⁶³).</exception>
    public static void FillBits(ulong key, long start, Span<ulong> destination)
    {
        CheckNumbers(start, destination.Length);
        PhiloxKernel.Fill<BitsDraw, ulong>(key, start, destination);
    }

    /// <summary>Uniform draws in [0, 1): the top 53 of the draw's 64 bits, times 2⁻⁵³.</summary>
    /// <typeparam name="T"><see cref="double"/>, or <see cref="float"/>: that draw rounded, but never to 1.</typeparam>
    /// <exception cref="ArgumentException">The numbers of the draws are not all in [0, 2⁶³).</exception>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    public static void FillUniform<T>(ulong key, long start, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckReal<T>();
        CheckNumbers(start, destination.Length);
        PhiloxKernel.Fill<UniformDraw<T>, T>(key, start, destination);
    }

    /// <summary>Standard normal draws by Box and Muller's method, √(−2 ln u) cos 2πv and √(−2 ln u) sin 2πv.</summary>
    /// <remarks>Computed in double, the same bits on every machine; |z| ≤ 8.58, the least u being 2⁻⁵³.</remarks>
    /// <typeparam name="T"><see cref="double"/>, or <see cref="float"/>: that draw rounded.</typeparam>
    /// <exception cref="ArgumentException">The numbers of the draws are not all in [0, 2⁶³).</exception>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    public static void FillNormal<T>(ulong key, long start, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckReal<T>();
        CheckNumbers(start, destination.Length);
        PhiloxKernel.Fill<NormalDraw, T>(key, start, destination);
    }

    /// <summary>1 with the given probability, else 0: 1 where the uniform double of that number is below it.</summary>
    /// <exception cref="ArgumentException">
    /// The probability is not in [0, 1], or the numbers of the draws are not all in [0, 2⁶³).
    /// </exception>
    [SkipLocalsInit]
    public static void FillBernoulli(ulong key, long start, double probability, Span<byte> destination)
    {
        if (!(probability >= 0 && probability <= 1)) throw Refuse(nameof(FillBernoulli),
            $"the probability is {probability}; it must lie in [0, 1].");
        CheckNumbers(start, destination.Length);
        // k·2⁻⁵³ < p exactly where k < ⌈p·2⁵³⌉: one comparison of whole numbers.
        ulong threshold = (ulong)Math.Ceiling(probability * (1L << 53));
        Span<ulong> words = stackalloc ulong[Chunk];
        for (int done = 0; done < destination.Length; done += Chunk)
        {
            var part = destination.Slice(done, Math.Min(Chunk, destination.Length - done));
            var bits = words[..part.Length];
            PhiloxKernel.Fill<BitsDraw, ulong>(key, start + done, bits);
            for (int i = 0; i < part.Length; i++) part[i] = (bits[i] >> 11) < threshold ? (byte)1 : (byte)0;
        }
    }

    /// <summary>Whole numbers in [low, high), every one equally likely.</summary>
    /// <exception cref="ArgumentException">
    /// The range is empty, or the numbers of the draws are not all in [0, 2⁶³).
    /// </exception>
    [SkipLocalsInit]
    public static void FillIntegers(ulong key, long start, int low, int high, Span<int> destination)
    {
        if (low >= high) throw Refuse(nameof(FillIntegers),
            $"the range [{low}, {high}) is empty; the upper bound, which is excluded, must exceed the lower.");
        CheckNumbers(start, destination.Length);
        ulong range = (ulong)((long)high - low);
        Span<ulong> words = stackalloc ulong[Chunk];
        for (int done = 0; done < destination.Length; done += Chunk)
        {
            var part = destination.Slice(done, Math.Min(Chunk, destination.Length - done));
            var bits = words[..part.Length];
            PhiloxKernel.Fill<BitsDraw, ulong>(key, start + done, bits);
            for (int i = 0; i < part.Length; i++)
                part[i] = (int)(low + (long)Bounded(key, DrawDomain, (ulong)(start + done + i), bits[i], range));
        }
    }

    /// <summary>The numbers below the span's length in random order, every order equally likely.</summary>
    /// <remarks>
    /// The shuffle of R. A. Fisher and F. Yates, from the inside out (D. E. Knuth, The Art of Computer Programming,
    /// volume 2, 3.4.2): place i receives the element of a random place up to it, which makes room for i.
    /// </remarks>
    [SkipLocalsInit]
    public static void FillPermutation(ulong key, Span<int> destination)
    {
        Span<ulong> words = stackalloc ulong[Chunk];
        for (int done = 0; done < destination.Length; done += Chunk)
        {
            int end = Math.Min(done + Chunk, destination.Length);
            PhiloxKernel.Fill<PermutationDraw, ulong>(key, done, words[..(end - done)]);
            for (int i = done; i < end; i++)
            {
                int j = (int)Bounded(key, PermutationDomain, (ulong)i, words[i - done], (ulong)i + 1);
                destination[i] = destination[j];
                destination[j] = i;
            }
        }
    }

    private static void CheckNumbers(long start, int length, [CallerMemberName] string fill = "")
    {
        if (start < 0) throw Refuse(fill, $"the start is {start}; draws are numbered from 0.");
        if (length > 0 && start > long.MaxValue - (length - 1)) throw Refuse(fill,
            $"{length} draws from number {start} run past the last, {long.MaxValue}. Split the key instead.");
    }

    private static void CheckReal<T>([CallerMemberName] string fill = "")
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) throw new NotSupportedException(
            $"{fill}: the element type is {typeof(T).Name}; draws are made in Single or Double.");
    }

    private static ArgumentException Refuse(string fill, FormattableString reason) =>
        new($"{fill}: {FormattableString.Invariant(reason)}");
}
