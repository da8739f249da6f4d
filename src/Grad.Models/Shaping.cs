using System.Collections.Immutable;

namespace Grad.Models;

/// <summary>A function of the whole batch without parameters: pooling, another shape.</summary>
internal sealed class Shaping(string description, Func<string, Expr, Expr> function) : Layer
{
    public override string Description => description;

    public override ImmutableArray<ParameterDescription> Parameters => [];

    public override Expr Apply(ReadOnlySpan<Expr> parameters, Expr x) => function(description, x);
}

public static partial class Layers
{
    /// <summary>The largest element of each window of images [n, channels, height, width].</summary>
    /// <param name="window">The window's size.</param>
    /// <param name="stride">The distance from one window to the next; the window's size when absent.</param>
    /// <param name="padding">How many places are added on either side; none when absent.</param>
    public static Layer MaxPool2d(Extent window, Extent? stride = null, Extent? padding = null) => new Shaping(
        $"MaxPool2d({window})", (name, x) => MaxPool(Images(name, x), window, stride, padding));

    /// <summary>The mean of each window of images [n, channels, height, width]; padding counts as zeros.</summary>
    /// <param name="window">The window's size.</param>
    /// <param name="stride">The distance from one window to the next; the window's size when absent.</param>
    /// <param name="padding">How many zeros are added on either side; none when absent.</param>
    public static Layer AveragePool2d(Extent window, Extent? stride = null, Extent? padding = null) => new Shaping(
        $"AveragePool2d({window})", (name, x) => AveragePool(Images(name, x), window, stride, padding));

    /// <summary>All axes but the first as one: [n, 32, 7, 7] becomes [n, 1568].</summary>
    public static Layer Flatten() => new Shaping("Flatten", static (name, x) => x.Rank == 0
        ? throw ModelErrors.NoBatch(name)
        : Functions.Reshape(x, [x.Shape[0], x.Shape.Without(0).Size]));

    /// <summary>Other axes behind the first: Reshape(1, 28, 28) makes images of [n, 784].</summary>
    /// <param name="sizes">The sizes of the axes behind the first.</param>
    public static Layer Reshape(params ReadOnlySpan<int> sizes)
    {
        var shape = Shape.Fixed(sizes);
        return new Shaping($"Reshape({string.Join(", ", shape)})", (name, x) => x.Rank == 0
            ? throw ModelErrors.NoBatch(name)
            : Functions.Reshape(x, [x.Shape[0], .. shape]));
    }

    private static Expr Images(string name, Expr x) => x.Rank == 4 ? x : throw ModelErrors.AxisCount(name, x, 4);
}
