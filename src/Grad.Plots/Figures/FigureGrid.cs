using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>An immutable arrangement of figures in rows and columns, drawn as one plot.</summary>
public sealed partial record FigureGrid
{
    private FigureGrid(int columns, ImmutableArray<Figure> panels)
    {
        Columns = columns;
        Panels = panels;
        Size = (Math.Min(1500, 620 * columns), 420 * Rows + 80);
    }

    internal int Columns { get; }
    internal ImmutableArray<Figure> Panels { get; }
    internal int Rows => (Panels.Length + Columns - 1) / Columns;
    internal string? Title { get; private init; }
    internal string? Subtitle { get; private init; }
    internal string? Caption { get; private init; }
    internal (int Width, int Height) Size { get; private init; }

    /// <summary>Sets the title of the whole, and a line in smaller type below it.</summary>
    public FigureGrid WithTitle(string title, string? subtitle = null) =>
        this with { Title = title, Subtitle = subtitle };

    /// <summary>Sets the text below the whole.</summary>
    public FigureGrid WithCaption(string caption) => this with { Caption = caption };

    /// <summary>Sets the size in pixels of an image, and the proportions in a report.</summary>
    /// <exception cref="ArgumentException">A length is not above 0.</exception>
    public FigureGrid WithSize(int width, int height)
    {
        if (width <= 0) throw Sentences.NotAboveZero("FigureGrid.WithSize", "the width", width);
        if (height <= 0) throw Sentences.NotAboveZero("FigureGrid.WithSize", "the height", height);
        return this with { Size = (width, height) };
    }

    internal static FigureGrid Of(int columns, ReadOnlySpan<Figure> figures)
    {
        if (columns < 1) throw Sentences.NotAboveZero("Figure.Grid", "the number of columns", columns);
        if (figures.IsEmpty) throw Sentences.NoPanels();
        foreach (var figure in figures)
            if (!figure.Frames.IsEmpty) throw Sentences.FramesInGrid();
        return new(Math.Min(columns, figures.Length), [.. figures]);
    }
}
