using System.Numerics;
using System.Numerics.Tensors;

namespace Grad.Models;

/// <summary>
/// Examples, held as a program of element type <typeparamref name="T"/> stores them: rows are only copied.
/// </summary>
internal sealed class Examples<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Variable variable;
    private readonly T[] real = [];
    private readonly int[] whole = [];
    private readonly int width;

    /// <summary>The examples that a variable gets.</summary>
    public Examples(Variable variable, Value data)
    {
        this.variable = variable;
        width = data.Numbers.Length / data.Sizes[0];
        if (variable.Kind == Kind.Integer) whole = Converted<int>(data);
        else real = Converted<T>(data);
    }

    /// <summary>Writes some examples into a session.</summary>
    public void Write(ReadOnlySpan<int> rows, Session<T> session)
    {
        if (variable.Kind == Kind.Integer) Gather(rows, whole, session.Memory<int>(variable));
        else Gather(rows, real, session.Memory<T>(variable));
    }

    private void Gather<TData>(ReadOnlySpan<int> rows, ReadOnlySpan<TData> from, Span<TData> to)
    {
        for (int i = 0; i < rows.Length; i++) from.Slice(rows[i] * width, width).CopyTo(to.Slice(i * width, width));
    }

    private static TData[] Converted<TData>(Value data) where TData : unmanaged, INumberBase<TData>
    {
        var numbers = new TData[data.Numbers.Length];
        TensorPrimitives.ConvertTruncating<double, TData>(data.Numbers, numbers);
        return numbers;
    }
}
