using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Grad.Bench;

/// <summary>Where and what is measured.</summary>
internal static class Machine
{
    /// <summary>The processor's name with the numbers that tell its generation.</summary>
    public static string Processor { get; } = FromLinux()
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? $"{RuntimeInformation.OSArchitecture} on {RuntimeInformation.OSDescription}";

    /// <summary>The bits of the widest vectors.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>The processor's name as a file's: amd-epyc-family-26-model-2.</summary>
    public static string FileName
    {
        get
        {
            var name = new StringBuilder();
            foreach (char c in Processor.ToLowerInvariant())
            {
                if (char.IsAsciiLetterOrDigit(c)) name.Append(c);
                else if (name.Length > 0 && name[^1] != '-') name.Append('-');
            }
            return name.ToString().Trim('-');
        }
    }

    /// <summary>The folder of the solution, from which this program was built.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The commit, and whether files differ from it.</summary>
    public static string Commit
    {
        get
        {
            string? commit = Programs.Output("git", "-C", Root, "rev-parse", "--short=12", "HEAD")?.Trim();
            if (commit is null) return "unknown";
            bool isClean = string.IsNullOrWhiteSpace(
                Programs.Output("git", "-C", Root, "status", "--porcelain", "--untracked-files=no"));
            return isClean ? commit : commit + " with changes";
        }
    }

    private static string? FromLinux()
    {
        const string Source = "/proc/cpuinfo";
        if (!File.Exists(Source)) return null;
        var fields = new Dictionary<string, string>();
        foreach (string line in File.ReadLines(Source))
        {
            if (line.Split(':', 2) is [var key, var value]) fields.TryAdd(key.Trim(), value.Trim());
        }
        if (!fields.TryGetValue("model name", out string? name)) return null;
        return fields.TryGetValue("cpu family", out string? family)
            ? $"{name}, family {family}, model {fields["model"]}"
            : name;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Grad.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Grad.sln.");
    }
}
