namespace Grad;

/// <summary>
/// A number for each of the axes that a window moves along. One number is for both; in one dimension the width alone
/// counts.
/// </summary>
/// <param name="Height">The number for the axis before the last.</param>
/// <param name="Width">The number for the last axis.</param>
public readonly record struct Extent(int Height, int Width)
{
    /// <summary>The same number for both axes.</summary>
    public static implicit operator Extent(int both) => new(both, both);

    /// <summary>A number for each axis.</summary>
    public static implicit operator Extent((int Height, int Width) each) => new(each.Height, each.Width);

    /// <inheritdoc/>
    public override string ToString() => Height == Width ? $"{Width}" : $"({Height}, {Width})";
}
