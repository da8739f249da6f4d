using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Grad.Tests.Unit;

/// <summary>Cases kept beside a developer's checkout; a user's clone does not have them, and the tests skip there.</summary>
internal static class SharedData
{
    public static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllText(Present(path))).RootElement;

    /// <summary>The lines of a text that have something in them.</summary>
    public static IEnumerable<string> Lines(string path) => File.ReadLines(Present(path)).Where(l => l.Trim().Length > 0);

    private static string Present(string path)
    {
        string full = Path.Combine(Root(), "shared", "data", path);
        Assert.SkipUnless(File.Exists(full), $"The case {path} is not beside this checkout.");
        return full;
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..");

    public static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetDouble())];

    /// <summary>An object with shape and data as a value.</summary>
    public static Value Array(JsonElement element) => Value.Of(
        Numbers(element.GetProperty("data")),
        [.. element.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())]);
}
