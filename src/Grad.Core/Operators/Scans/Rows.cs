namespace Grad;

/// <summary>The rows of an array along one axis: for each its first place, the distance to the next, and the number of places.</summary>
internal struct Rows
{
    private readonly int size;
    private readonly int inner;
    private readonly int count;
    private readonly bool reverse;
    private int row = -1;

    public Rows(ReadOnlySpan<int> sizes, int axis, bool reverse)
    {
        size = sizes[axis];
        inner = Sizes.Length(sizes[(axis + 1)..]);
        count = Sizes.Length(sizes[..axis]) * inner;
        this.reverse = reverse;
    }

    public readonly Rows GetEnumerator() => this;

    public bool MoveNext() => ++row < count;

    public readonly (int Start, int Stride, int Count) Current
    {
        get
        {
            int first = (row / inner * size * inner) + (row % inner);
            return reverse ? (first + ((size - 1) * inner), -inner, size) : (first, inner, size);
        }
    }
}
