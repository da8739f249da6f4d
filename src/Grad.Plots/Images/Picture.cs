using System.Text;

namespace Grad.Plots;

/// <summary>Pages → pictures: PNG and PDF are what the browser shows and prints, SVG is what plotly.js or the graph
/// wrote.</summary>
internal static class Picture
{
    /// <summary>Two device pixels per pixel: sharp on a projector and in print.</summary>
    private const int Scale = 2;

    public static SavedFile Save(
        string what, string path, (int Width, int Height) size, Func<string, Page> page, string? browser) =>
        SaveWith(what, path, size, page, browser, [".png", ".svg", ".pdf"]);

    public static SavedFile SaveWith(
        string what, string path, (int Width, int Height) size, Func<string, Page> page, string? browser,
        string[] extensions)
    {
        string full = SavedFile.Prepare(what, path, extensions);
        string extension = Path.GetExtension(full).ToLowerInvariant();
        if (browser is null) throw Sentences.NoBrowser(what, extension);
        string window = $"--window-size={size.Width},{size.Height}";
        try
        {
            File.Delete(full);
            switch (extension)
            {
                case ".png":
                    Browser.Run(
                        what, browser, page("image").ToString(), window, $"--force-device-scale-factor={Scale}",
                        "--virtual-time-budget=20000", $"--screenshot={full}");
                    break;
                case ".pdf":
                    Browser.Run(
                        what, browser, page("image").ToString(), window, "--no-pdf-header-footer",
                        "--virtual-time-budget=20000", $"--print-to-pdf={full}");
                    break;
                default:
                    string dom = Browser.Run(
                        what, browser, page("svg").ToString(), window, "--virtual-time-budget=20000", "--dump-dom");
                    File.WriteAllText(full, SvgIn(dom, what, browser), new UTF8Encoding(false));
                    break;
            }
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Sentences.NotWritable(what, full, reason);
        }
        var file = new FileInfo(full);
        if (!file.Exists || file.Length == 0) throw Sentences.BrowserFailed(what, browser, "it wrote nothing");
        return new(full, file.Length);
    }

    // The page leaves the drawing as base64, so that nothing of it is encoded a second time.
    private static string SvgIn(string dom, string what, string browser)
    {
        const string Start = "<pre id=\"svg\">";
        int from = dom.IndexOf(Start, StringComparison.Ordinal);
        if (from < 0) throw Sentences.BrowserFailed(what, browser, "the page was not drawn");
        from += Start.Length;
        int to = dom.IndexOf('<', from);
        return Encoding.UTF8.GetString(Convert.FromBase64String(dom[from..to]));
    }
}
