using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Grad;

/// <summary>The sizes of an expression's axes, outermost first. <c>[]</c> is a scalar; <c>["n", 28, 28]</c> a batch.</summary>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public sealed class Shape : IReadOnlyList<Dimension>, IEquatable<Shape>
{
    private readonly ImmutableArray<Dimension> dimensions;
    private readonly int hash;

    private Shape(ImmutableArray<Dimension> dimensions)
    {
        this.dimensions = dimensions;
        var code = new HashCode();
        foreach (var dimension in dimensions) code.Add(dimension);
        hash = code.ToHashCode();
    }

    /// <summary>The shape of a single number.</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>A shape from its sizes; collection expressions call it.</summary>
    public static Shape Of(ReadOnlySpan<Dimension> dimensions) => dimensions.IsEmpty && Scalar is not null
        ? Scalar
        : new([.. dimensions]);

    /// <summary>A shape of fixed sizes.</summary>
    public static Shape Fixed(ReadOnlySpan<int> sizes)
    {
        var dimensions = new Dimension[sizes.Length];
        for (int i = 0; i < sizes.Length; i++) dimensions[i] = Dimension.Fixed(sizes[i]);
        return Of(dimensions);
    }

    /// <summary>The number of axes.</summary>
    public int Rank => dimensions.Length;

    /// <summary>Whether this is the shape of a single number.</summary>
    public bool IsScalar => dimensions.IsEmpty;

    /// <summary>Whether every size is a number that is known now.</summary>
    public bool IsFixed => dimensions.All(d => d.IsFixed);

    /// <summary>The number of elements, the product of the sizes.</summary>
    public Dimension Size => dimensions.Aggregate(Dimension.One, (product, d) => product * d);

    /// <summary>The size of an axis.</summary>
    public Dimension this[int axis] => dimensions[axis];

    int IReadOnlyCollection<Dimension>.Count => Rank;

    /// <summary>The sizes for given values of the symbols.</summary>
    /// <exception cref="ArgumentException">A symbol has no value.</exception>
    public int[] Evaluate(IReadOnlyDictionary<string, int> symbols)
    {
        var sizes = new int[Rank];
        for (int i = 0; i < sizes.Length; i++)
        {
            long size = dimensions[i].Evaluate(symbols);
            if (size is < 0 or > int.MaxValue) throw Errors.SizeOutOfRange(this, i, size);
            sizes[i] = (int)size;
        }
        return sizes;
    }

    /// <summary>The shape without the axes given.</summary>
    internal Shape Without(Axes axes) => new([.. dimensions.Where((_, i) => !axes.Contains(i))]);

    /// <summary>The shape with the axes given reduced to size 1.</summary>
    internal Shape Keeping(Axes axes) => new([.. dimensions.Select((d, i) => axes.Contains(i) ? Dimension.One : d)]);

    internal Shape With(int axis, Dimension size) => new(dimensions.SetItem(axis, size));

    internal Shape Slice(int start, int length) => new([.. dimensions.AsSpan(start, length)]);

    internal Shape Concat(Shape tail) => new([.. dimensions, .. tail.dimensions]);

    /// <summary>Whether both shapes are the same but for axes of size 1.</summary>
    internal static bool SameButOnes(Shape a, Shape b) =>
        a.dimensions.Where(d => !d.IsOne).SequenceEqual(b.dimensions.Where(d => !d.IsOne));

    /// <inheritdoc/>
    public bool Equals(Shape? other) =>
        ReferenceEquals(this, other)
        || (other is not null && hash == other.hash && dimensions.SequenceEqual(other.dimensions));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;

    /// <summary>Whether two shapes are equal for every value of their symbols.</summary>
    public static bool operator ==(Shape? left, Shape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two shapes differ for some value of their symbols.</summary>
    public static bool operator !=(Shape? left, Shape? right) => !(left == right);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", dimensions)}]";

    /// <inheritdoc/>
    public IEnumerator<Dimension> GetEnumerator() => ((IEnumerable<Dimension>)dimensions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
