using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Grad;

/// <summary>
/// Results as Math.NET's matrices and vectors. The other way needs no call: a matrix or vector converts to
/// <see cref="Value"/> where data is bound.
/// </summary>
public static class MathNetConversions
{
    /// <summary>A tensor of two axes as a matrix; the numbers are copied.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The tensor does not have two axes.</exception>
    public static Matrix<T> ToMatrix<T>(this Tensor<T> tensor) where T : struct, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Rank != 2) throw Errors.TensorRank(nameof(ToMatrix), 2, tensor.Lengths);
        return Matrix<T>.Build.DenseOfRowMajor((int)tensor.Lengths[0], (int)tensor.Lengths[1], tensor);
    }

    /// <summary>A tensor of one axis as a vector; the numbers are copied.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The tensor does not have one axis.</exception>
    public static Vector<T> ToVector<T>(this Tensor<T> tensor) where T : struct, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Rank == 1
            ? Vector<T>.Build.DenseOfEnumerable(tensor)
            : throw Errors.TensorRank(nameof(ToVector), 1, tensor.Lengths);
    }
}
