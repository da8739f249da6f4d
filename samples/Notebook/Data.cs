using System.Numerics.Tensors;
using Grad.Numerics;

namespace Notebook;

/// <summary>The notebook's data, columns of shape [count, 1], drawn from a fixed seed.</summary>
internal static class Data
{
    private static readonly ulong Root = Philox.FromSeed(42);

    /// <summary>Numbers in [0, 1).</summary>
    public static Tensor<double> Uniform(ulong stream, int count)
    {
        var numbers = new double[count];
        Philox.FillUniform<double>(Philox.Split(Root, stream), 0, numbers);
        return Tensor.Create(numbers, [count, 1]);
    }

    /// <summary>Numbers of the standard normal distribution.</summary>
    public static Tensor<double> Normal(ulong stream, int count)
    {
        var numbers = new double[count];
        Philox.FillNormal<double>(Philox.Split(Root, stream), 0, numbers);
        return Tensor.Create(numbers, [count, 1]);
    }

    /// <summary>Numbers at equal distances, both ends included.</summary>
    public static Tensor<double> Linspace(double from, double to, int count) => Tensor.Create(
        Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1)).ToArray(), [count, 1]);
}
