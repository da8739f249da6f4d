using System.Collections.Immutable;

namespace Grad;

/// <summary>A list that compares by its elements: a node's attributes are compared so.</summary>
internal sealed class Sequence<T>(ImmutableArray<T> items) : IEquatable<Sequence<T>>
{
    public ImmutableArray<T> Items { get; } = items;

    public bool Equals(Sequence<T>? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Sequence<T>);

    public override int GetHashCode() => Items.Aggregate(Items.Length, (hash, item) => HashCode.Combine(hash, item));

    public override string ToString() => $"[{string.Join(", ", Items)}]";
}
