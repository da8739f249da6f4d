using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Grad.Plots;

/// <summary>An immutable copy of numbers to be drawn. Arrays, lists, spans and tensors of <see langword="float"/> or
/// <see langword="double"/> convert to it, so that every method of a figure takes any of them; a tensor is read in
/// row-major order. NaN and ±∞ are drawn as gaps.</summary>
[CollectionBuilder(typeof(Values), nameof(Create))]
public readonly struct Values : IReadOnlyList<double>
{
    private readonly ImmutableArray<double> numbers;
    private readonly ImmutableArray<int> lengths;

    private Values(ImmutableArray<double> numbers, ImmutableArray<int> lengths)
    {
        this.numbers = numbers;
        this.lengths = lengths;
    }

    /// <summary>How many numbers there are.</summary>
    public int Count => Numbers.Length;

    /// <summary>The number at <paramref name="index"/>, in row-major order.</summary>
    public double this[int index] => Numbers[index];

    internal ImmutableArray<double> Numbers => numbers.IsDefault ? [] : numbers;

    /// <summary>The lengths of the axes; one length for whatever is not a tensor or a rectangular array.</summary>
    internal ImmutableArray<int> Lengths => lengths.IsDefault ? [Count] : lengths;

    /// <summary>Copies <paramref name="numbers"/>; it also serves collection expressions.</summary>
    public static Values Create(ReadOnlySpan<double> numbers) => new([.. numbers], [numbers.Length]);

    /// <summary>The numbers 0, 1, …, <paramref name="count"/> − 1.</summary>
    public static Values Indices(int count) =>
        new([.. Enumerable.Range(0, count).Select(i => (double)i)], [count]);

    /// <summary><paramref name="count"/> numbers at equal distances, both ends included.</summary>
    public static Values Evenly(double from, double to, int count) =>
        new([.. Enumerable.Range(0, count).Select(i => from + (to - from) * i / Math.Max(1, count - 1))], [count]);

    /// <summary>Copies an array.</summary>
    public static implicit operator Values(double[] numbers) => Create(numbers);

    /// <summary>Copies an array.</summary>
    public static implicit operator Values(float[] numbers) => FromSingle(numbers, [numbers.Length]);

    /// <summary>Copies an array.</summary>
    public static implicit operator Values(int[] numbers) => Create([.. numbers.Select(i => (double)i)]);

    /// <summary>Copies a list.</summary>
    public static implicit operator Values(List<double> numbers) => Create([.. numbers]);

    /// <summary>Copies a list.</summary>
    public static implicit operator Values(List<float> numbers) => FromSingle([.. numbers], [numbers.Count]);

    /// <summary>Shares an immutable array.</summary>
    public static implicit operator Values(ImmutableArray<double> numbers) => new(numbers, [numbers.Length]);

    /// <summary>Copies an immutable array.</summary>
    public static implicit operator Values(ImmutableArray<float> numbers) =>
        FromSingle(numbers.AsSpan(), [numbers.Length]);

    /// <summary>Copies a span.</summary>
    public static implicit operator Values(ReadOnlySpan<double> numbers) => Create(numbers);

    /// <summary>Copies a span.</summary>
    public static implicit operator Values(ReadOnlySpan<float> numbers) => FromSingle(numbers, [numbers.Length]);

    /// <summary>Copies a tensor.</summary>
    public static implicit operator Values(Tensor<double> tensor)
    {
        var copy = new double[tensor.FlattenedLength];
        tensor.FlattenTo(copy);
        return new([.. copy], LengthsOf(tensor.Lengths));
    }

    /// <summary>Copies a tensor.</summary>
    public static implicit operator Values(Tensor<float> tensor)
    {
        var copy = new float[tensor.FlattenedLength];
        tensor.FlattenTo(copy);
        return FromSingle(copy, LengthsOf(tensor.Lengths));
    }

    /// <summary>Copies a rectangular array, row by row.</summary>
    public static implicit operator Values(double[,] rows) =>
        new([.. rows.Cast<double>()], [rows.GetLength(0), rows.GetLength(1)]);

    /// <summary>Copies a rectangular array, row by row.</summary>
    public static implicit operator Values(float[,] rows) =>
        FromSingle(rows.Cast<float>().ToArray(), [rows.GetLength(0), rows.GetLength(1)]);

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)Numbers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // 0.1f is written as 0.1 and not as 0.10000000149011612: a page with many points is half as long.
    private static Values FromSingle(ReadOnlySpan<float> numbers, ImmutableArray<int> lengths)
    {
        var copy = new double[numbers.Length];
        Span<char> text = stackalloc char[32];
        for (int i = 0; i < copy.Length; i++)
        {
            numbers[i].TryFormat(text, out int written, "R", CultureInfo.InvariantCulture);
            copy[i] = double.Parse(text[..written], NumberStyles.Float, CultureInfo.InvariantCulture);
        }
        return new([.. copy], lengths);
    }

    private static ImmutableArray<int> LengthsOf(ReadOnlySpan<nint> lengths)
    {
        var copy = new int[lengths.Length];
        for (int i = 0; i < copy.Length; i++) copy[i] = checked((int)lengths[i]);
        return [.. copy];
    }
}
