namespace Grad.Plots;

/// <summary>How a series is drawn; what is left out follows the house style.</summary>
public sealed record Style
{
    /// <summary>The colour; by default the next one of <see cref="Color.Palette"/>.</summary>
    public Color? Color { get; init; }

    /// <summary>The width of a line in pixels.</summary>
    public double? Width { get; init; }

    /// <summary>The pattern of a line.</summary>
    public Dash Dash { get; init; }

    /// <summary>The diameter of a marker in pixels.</summary>
    public double? MarkerSize { get; init; }

    /// <summary>The shape of a marker.</summary>
    public Marker Marker { get; init; }

    /// <summary>From 0, invisible, to 1, opaque.</summary>
    public double? Opacity { get; init; }

    internal void Check()
    {
        if (Opacity is double opacity && opacity is not (>= 0 and <= 1))
            throw Sentences.OutOfRange("the opacity", opacity, "between 0 and 1");
        if (Width is double width && width is not (> 0 and < 1000))
            throw Sentences.OutOfRange("the width", width, "above 0 and below 1000 pixels");
        if (MarkerSize is double size && size is not (> 0 and < 1000))
            throw Sentences.OutOfRange("the marker size", size, "above 0 and below 1000 pixels");
    }
}

/// <summary>The pattern of a line.</summary>
public enum Dash
{
    /// <summary>Unbroken.</summary>
    Solid,

    /// <summary>Dashed.</summary>
    Dashed,

    /// <summary>Dotted.</summary>
    Dotted,

    /// <summary>Dashes and dots in turn.</summary>
    DashDotted,
}

/// <summary>The shape of a marker.</summary>
public enum Marker
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle.</summary>
    Triangle,

    /// <summary>A cross.</summary>
    Cross,
}

/// <summary>Where the legend stands.</summary>
public enum Legend
{
    /// <summary>Above the plot when there are several named series, otherwise nowhere.</summary>
    Automatic,

    /// <summary>No legend.</summary>
    None,

    /// <summary>In a row above the plot: it never covers data.</summary>
    Above,

    /// <summary>In a column to the right of the plot: it never covers data.</summary>
    Right,

    /// <summary>Inside the plot, in the upper left corner.</summary>
    TopLeft,

    /// <summary>Inside the plot, in the upper right corner.</summary>
    TopRight,

    /// <summary>Inside the plot, in the lower left corner.</summary>
    BottomLeft,

    /// <summary>Inside the plot, in the lower right corner.</summary>
    BottomRight,
}
