namespace Grad.Plots;

public sealed partial record Figure
{
    /// <summary>Writes the figure as one self-contained page, 3.7 MB with plotly.js inside, that opens by a double
    /// click and needs no network. Missing folders are created, an existing file is replaced.</summary>
    /// <exception cref="ArgumentException">The name does not end with <c>.html</c> or <c>.htm</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public SavedFile Save(string path) => SavedFile.Html("Figure.Save", path, () => ToPage("page"));

    /// <summary>Writes a picture, with an installed Chromium, Chrome or Edge: <c>.png</c> with two device pixels per
    /// pixel, <c>.svg</c> or <c>.pdf</c>. Missing folders are created, an existing file is replaced.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    /// <exception cref="InvalidOperationException">There is no such browser, or it failed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public SavedFile SaveImage(string path) =>
        Picture.Save("Figure.SaveImage", path, Size, ToPage, Browser.Find());

    /// <summary>The page as text: HTML with everything it needs inside.</summary>
    public string ToHtml() => ToPage("page").ToString();

    internal Page ToPage(string mode) =>
        new Page(Title ?? "Figure", "figure") { Mode = mode, Paper = mode == "page" ? null : Size }
            .Append(
                Layouts.Of(this),
                mode == "page" ? "" : $"width:{Size.Width}px;height:{Size.Height}px",
                Title ?? "Figure");
}

public sealed partial record FigureGrid
{
    /// <summary>Writes the figures as one self-contained page, 3.7 MB with plotly.js inside, that opens by a double
    /// click and needs no network. Missing folders are created, an existing file is replaced.</summary>
    /// <exception cref="ArgumentException">The name does not end with <c>.html</c> or <c>.htm</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public SavedFile Save(string path) => SavedFile.Html("FigureGrid.Save", path, () => ToPage("page"));

    /// <summary>Writes a picture, with an installed Chromium, Chrome or Edge: <c>.png</c> with two device pixels per
    /// pixel, <c>.svg</c> or <c>.pdf</c>. Missing folders are created, an existing file is replaced.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    /// <exception cref="InvalidOperationException">There is no such browser, or it failed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public SavedFile SaveImage(string path) =>
        Picture.Save("FigureGrid.SaveImage", path, Size, ToPage, Browser.Find());

    /// <summary>The page as text: HTML with everything it needs inside.</summary>
    public string ToHtml() => ToPage("page").ToString();

    internal Page ToPage(string mode) =>
        new Page(Title ?? "Figures", "figure") { Mode = mode, Paper = mode == "page" ? null : Size }
            .Append(
                Layouts.Of(this),
                mode == "page" ? $"min-height:{Size.Height}px" : $"width:{Size.Width}px;height:{Size.Height}px",
                Title ?? "Figures");
}
