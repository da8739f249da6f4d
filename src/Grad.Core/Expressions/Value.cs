using System.Numerics.Tensors;
using Grad.Numerics;

namespace Grad;

/// <summary>
/// Data to be bound to a variable: a number, an array or a tensor. It converts from each of them; the numbers are
/// copied, so that what happens to the source afterwards does not matter.
/// </summary>
public sealed class Value
{
    private Value(Kind kind, int[] sizes, double[] numbers)
    {
        Kind = kind;
        Sizes = sizes;
        Numbers = numbers;
    }

    /// <summary>What the numbers are.</summary>
    public Kind Kind { get; }

    internal int[] Sizes { get; }

    /// <summary>
    /// The numbers in row-major order; every <see cref="float"/> and <see cref="int"/> is exact here.
    /// </summary>
    internal double[] Numbers { get; }

    /// <summary>Some entries along the first axis.</summary>
    internal Value Rows(int first, int count)
    {
        if (count == Sizes[0]) return this;
        int width = Sizes[0] == 0 ? 0 : Numbers.Length / Sizes[0];
        return new(Kind, [count, .. Sizes.AsSpan(1)], Numbers.AsSpan(first * width, count * width).ToArray());
    }

    /// <summary>Numbers in row-major order with the sizes given.</summary>
    /// <exception cref="ArgumentException">The number of numbers is not the product of the sizes.</exception>
    public static Value Of(ReadOnlySpan<double> numbers, params int[] sizes)
    {
        if (sizes.Any(s => s < 0)) throw Errors.NegativeSize(sizes.Min());
        long size = sizes.Aggregate(1L, (a, b) => a * b);
        return size == numbers.Length
            ? new(Kind.Real, [.. sizes], numbers.ToArray())
            : throw Errors.NumberCount(numbers.Length, sizes, size);
    }

    /// <summary>Numbers in row-major order with the sizes given.</summary>
    /// <exception cref="ArgumentException">The number of numbers is not the product of the sizes.</exception>
    public static Value Of(ReadOnlySpan<float> numbers, params int[] sizes)
    {
        var wide = new double[numbers.Length];
        TensorPrimitives.ConvertTruncating(numbers, wide);
        return Of(wide, sizes);
    }

    /// <summary>A number.</summary>
    public static implicit operator Value(double number) => new(Kind.Real, [], [number]);

    /// <summary>A whole number; it may be bound to a real variable too.</summary>
    public static implicit operator Value(int number) => new(Kind.Integer, [], [number]);

    /// <summary>A vector.</summary>
    public static implicit operator Value(double[] numbers) => Of(numbers, numbers.Length);

    /// <summary>A vector.</summary>
    public static implicit operator Value(float[] numbers) => Of(numbers, numbers.Length);

    /// <summary>A vector of whole numbers.</summary>
    public static implicit operator Value(int[] numbers) =>
        new(Kind.Integer, [numbers.Length], [.. numbers.Select(n => (double)n)]);

    /// <summary>Whole numbers in row-major order with the sizes given.</summary>
    /// <exception cref="ArgumentException">The number of numbers is not the product of the sizes.</exception>
    public static Value Of(ReadOnlySpan<int> numbers, params int[] sizes)
    {
        var wide = new double[numbers.Length];
        TensorPrimitives.ConvertTruncating(numbers, wide);
        return new(Kind.Integer, Of(wide, sizes).Sizes, wide);
    }

    /// <summary>Conditions in row-major order with the sizes given.</summary>
    /// <exception cref="ArgumentException">The number of conditions is not the product of the sizes.</exception>
    public static Value Of(ReadOnlySpan<bool> conditions, params int[] sizes)
    {
        var numbers = new double[conditions.Length];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = conditions[i] ? 1 : 0;
        return new(Kind.Boolean, Of(numbers, sizes).Sizes, numbers);
    }

    /// <summary>The random key of a seed; different seeds have different keys.</summary>
    public static Value Key(long seed) => new(Kind.Key, [], [BitConverter.UInt64BitsToDouble(Philox.FromSeed(seed))]);

    /// <summary>Conditions.</summary>
    public static implicit operator Value(bool[] conditions) => Of(conditions, conditions.Length);

    /// <summary>A matrix of whole numbers.</summary>
    public static implicit operator Value(int[,] numbers) =>
        new(Kind.Integer, [numbers.GetLength(0), numbers.GetLength(1)], [.. numbers.Cast<int>().Select(n => (double)n)]);

    /// <summary>A matrix.</summary>
    public static implicit operator Value(double[,] numbers) =>
        new(Kind.Real, [numbers.GetLength(0), numbers.GetLength(1)], [.. numbers.Cast<double>()]);

    /// <summary>A matrix.</summary>
    public static implicit operator Value(float[,] numbers) =>
        new(Kind.Real, [numbers.GetLength(0), numbers.GetLength(1)], [.. numbers.Cast<float>().Select(n => (double)n)]);

    /// <summary>A tensor.</summary>
    public static implicit operator Value(Tensor<double> tensor) =>
        new(Kind.Real, [.. tensor.Lengths.ToArray().Select(l => (int)l)], [.. tensor]);

    /// <summary>A tensor.</summary>
    public static implicit operator Value(Tensor<float> tensor) =>
        new(Kind.Real, [.. tensor.Lengths.ToArray().Select(l => (int)l)], [.. tensor.Select(n => (double)n)]);

    /// <summary>A Math.NET matrix.</summary>
    public static implicit operator Value(MathNet.Numerics.LinearAlgebra.Matrix<double> matrix) => matrix.ToArray();

    /// <summary>A Math.NET matrix.</summary>
    public static implicit operator Value(MathNet.Numerics.LinearAlgebra.Matrix<float> matrix) => matrix.ToArray();

    /// <summary>A Math.NET vector.</summary>
    public static implicit operator Value(MathNet.Numerics.LinearAlgebra.Vector<float> vector) => vector.ToArray();

    /// <summary>A Math.NET vector.</summary>
    public static implicit operator Value(MathNet.Numerics.LinearAlgebra.Vector<double> vector) => vector.ToArray();
}
