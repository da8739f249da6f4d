using System.Globalization;
using System.Text;

namespace Grad.Plots;

/// <summary>A file that was written, and its size.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Bytes">The length of the file in bytes.</param>
public readonly record struct SavedFile(string Path, long Bytes)
{
    /// <summary>The path and the size, for example <c>/home/ada/fit.html (3.7 MB)</c>.</summary>
    public override string ToString() => Bytes < 100_000
        ? $"{Path} ({(Bytes / 1e3).ToString("0.0", CultureInfo.InvariantCulture)} kB)"
        : $"{Path} ({(Bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} MB)";

    /// <summary>Writes a page; <paramref name="what"/> names the method in errors.</summary>
    internal static SavedFile Html(string what, string path, Func<Page> page)
    {
        string full = Prepare(what, path, ".html", ".htm");
        try
        {
            File.WriteAllText(full, page().ToString(), new UTF8Encoding(false));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Sentences.NotWritable(what, full, reason);
        }
        return new(full, new FileInfo(full).Length);
    }

    /// <summary>Checks the name, and creates the folder it stands in.</summary>
    internal static string Prepare(string what, string path, params ReadOnlySpan<string> extensions)
    {
        if (string.IsNullOrWhiteSpace(path)) throw Sentences.NoFileName(what);
        string full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full)) throw Sentences.PathIsFolder(what, full);
        if (!extensions.Contains(System.IO.Path.GetExtension(full).ToLowerInvariant()))
            throw Sentences.UnknownExtension(what, full, string.Join(", ", extensions));
        string folder = System.IO.Path.GetDirectoryName(full)!;
        for (string? part = folder; part is not null; part = System.IO.Path.GetDirectoryName(part))
            if (File.Exists(part)) throw Sentences.FolderIsFile(what, part, full);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Sentences.NotWritable(what, full, reason);
        }
        return full;
    }
}
