using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Grad;

/// <summary>
/// An ordered list of axis numbers that compares by value. A single number converts; negative numbers count from the end
/// and are resolved where the axes meet a shape.
/// </summary>
[CollectionBuilder(typeof(Axes), nameof(Of))]
public readonly struct Axes : IReadOnlyList<int>, IEquatable<Axes>
{
    private readonly ImmutableArray<int> numbers;

    private Axes(ImmutableArray<int> numbers) => this.numbers = numbers;

    private ImmutableArray<int> Numbers => numbers.IsDefault ? [] : numbers;

    /// <summary>Axes from their numbers; collection expressions call it.</summary>
    public static Axes Of(ReadOnlySpan<int> numbers) => new([.. numbers]);

    /// <summary>A single axis.</summary>
    public static implicit operator Axes(int axis) => new([axis]);

    /// <summary>The axes 0 … rank − 1.</summary>
    public static Axes All(int rank) => new([.. Enumerable.Range(0, rank)]);

    /// <inheritdoc/>
    public int Count => Numbers.Length;

    /// <inheritdoc/>
    public int this[int index] => Numbers[index];

    /// <summary>Whether an axis is among them.</summary>
    public bool Contains(int axis) => Numbers.Contains(axis);

    /// <summary>The axes not named, in order.</summary>
    internal Axes Complement(int rank)
    {
        var self = this;
        return new([.. Enumerable.Range(0, rank).Where(a => !self.Contains(a))]);
    }

    /// <summary>The order that undoes this one.</summary>
    internal Axes Inverse
    {
        get
        {
            var inverse = new int[Count];
            for (int i = 0; i < inverse.Length; i++) inverse[this[i]] = i;
            return Of(inverse);
        }
    }

    /// <summary>Non-negative numbers for a shape of the rank given.</summary>
    /// <exception cref="ArgumentException">An axis is out of range or named twice.</exception>
    internal Axes Resolve(string operation, Shape shape)
    {
        var resolved = Numbers.Select(a => a < 0 ? a + shape.Rank : a).ToImmutableArray();
        for (int i = 0; i < resolved.Length; i++)
        {
            if (resolved[i] < 0 || resolved[i] >= shape.Rank)
                throw Errors.AxisOutOfRange(operation, Numbers[i], shape);
            if (resolved.IndexOf(resolved[i]) != i) throw Errors.AxisTwice(operation, Numbers[i], shape);
        }
        return new(resolved);
    }

    /// <summary>The same axes of an array with one more in front.</summary>
    internal Axes Later => new([.. Numbers.Select(a => a + 1)]);

    internal Axes Sorted() => new(Numbers.Sort());

    /// <inheritdoc/>
    public bool Equals(Axes other) => Numbers.SequenceEqual(other.Numbers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Axes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Numbers.Aggregate(17, HashCode.Combine);

    /// <summary>Whether both name the same axes in the same order.</summary>
    public static bool operator ==(Axes left, Axes right) => left.Equals(right);

    /// <summary>Whether the axes or their order differ.</summary>
    public static bool operator !=(Axes left, Axes right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Numbers)}]";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Numbers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
