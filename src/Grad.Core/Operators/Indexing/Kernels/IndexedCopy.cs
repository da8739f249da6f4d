using System.Numerics;

namespace Grad;

/// <summary>Moves elements to or from places of an axis that whole numbers tell.</summary>
internal static class IndexedCopy
{
    /// <summary>The first index that is outside of an axis, or <see langword="null"/>.</summary>
    public static int? Outside(ReadOnlySpan<int> indices, int size)
    {
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)size) return index;
        }
        return null;
    }

    /// <summary>Refuses indices of which one is outside of an axis.</summary>
    public static void Require(ReadOnlySpan<int> indices, int size)
    {
        if (Outside(indices, size) is { } index)
            throw new ArgumentOutOfRangeException(nameof(indices), $"Index {index} is outside of an axis of size {size}.");
    }

    /// <summary>y[o, j, i] = x[o, indices[o, j, i], i].</summary>
    /// <param name="x">[outer, size, inner].</param>
    /// <param name="indices">[outer, count, inner], each from 0 to below size.</param>
    /// <param name="y">[outer, count, inner].</param>
    /// <param name="size">The size of x's axis.</param>
    /// <param name="count">The size of y's axis.</param>
    /// <param name="inner">The elements of a slice of the axis.</param>
    public static void Gather<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> indices, Span<T> y, int size, int count, int inner)
    {
        for (int start = 0, at = 0; at < y.Length; start += size * inner)
        {
            for (int j = 0; j < count; j++)
            {
                for (int i = 0; i < inner; i++, at++) y[at] = x[start + (indices[at] * inner) + i];
            }
        }
    }

    /// <summary>y[o, indices[o, j, i], i] = Σⱼ x[o, j, i], the transpose of <see cref="Gather"/>.</summary>
    /// <param name="x">[outer, count, inner].</param>
    /// <param name="indices">[outer, count, inner], each from 0 to below size.</param>
    /// <param name="y">[outer, size, inner].</param>
    /// <param name="size">The size of y's axis.</param>
    /// <param name="count">The size of x's axis.</param>
    /// <param name="inner">The elements of a slice of the axis.</param>
    public static void ScatterAdd<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> indices, Span<T> y, int size, int count, int inner)
        where T : INumberBase<T>
    {
        y.Clear();
        for (int start = 0, at = 0; at < x.Length; start += size * inner)
        {
            for (int j = 0; j < count; j++)
            {
                for (int i = 0; i < inner; i++, at++) y[start + (indices[at] * inner) + i] += x[at];
            }
        }
    }

    /// <summary>y[o, j, i] = x[o, indices[j], i].</summary>
    /// <param name="x">[outer, size, inner].</param>
    /// <param name="indices">[count], each from 0 to below size.</param>
    /// <param name="y">[outer, count, inner].</param>
    /// <param name="size">The size of x's axis.</param>
    /// <param name="inner">The elements of a slice of the axis.</param>
    public static void Take<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> indices, Span<T> y, int size, int inner)
    {
        for (int start = 0, at = 0; at < y.Length; start += size * inner)
        {
            foreach (int index in indices)
            {
                x.Slice(start + (index * inner), inner).CopyTo(y[at..]);
                at += inner;
            }
        }
    }

    /// <summary>y[o, indices[j], i] = Σⱼ x[o, j, i], the transpose of <see cref="Take"/>.</summary>
    /// <param name="x">[outer, count, inner].</param>
    /// <param name="indices">[count], each from 0 to below size.</param>
    /// <param name="y">[outer, size, inner].</param>
    /// <param name="size">The size of y's axis.</param>
    /// <param name="inner">The elements of a slice of the axis.</param>
    public static void AddTaken<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> indices, Span<T> y, int size, int inner)
        where T : INumberBase<T>
    {
        y.Clear();
        for (int start = 0, at = 0; at < x.Length; start += size * inner)
        {
            foreach (int index in indices)
            {
                var sum = y.Slice(start + (index * inner), inner);
                for (int i = 0; i < inner; i++) sum[i] += x[at + i];
                at += inner;
            }
        }
    }
}
