namespace Grad;

/// <summary>The rows of an array along one axis: for each its first place, the distance to the next, and the number of places.</summary>
/// <param name="outer">The product of the sizes in front of the axis.</param>
/// <param name="size">The size of the axis.</param>
/// <param name="inner">The product of the sizes behind it.</param>
/// <param name="reverse">Whether a row begins at the end.</param>
internal struct AxisRows(int outer, int size, int inner, bool reverse)
{
    private readonly int count = outer * inner;
    private int row = -1;

    public readonly AxisRows GetEnumerator() => this;

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
