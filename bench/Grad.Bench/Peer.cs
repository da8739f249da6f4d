using System.Diagnostics;
using System.Globalization;

namespace Grad.Bench;

/// <summary>Runs the same loops in Debian's PyTorch, where there is one.</summary>
internal static class Peer
{
    private const string Python = "/usr/bin/python3";

    /// <summary>The peer's version and microseconds per epoch; nothing when it is not installed.</summary>
    public static (string Version, Dictionary<string, double> Times)? Run()
    {
        if (!File.Exists(Python) || Execute("-c", "import torch") is null) return null;
        string? output = Execute(Path.Combine(AppContext.BaseDirectory, "notebook.py"));
        if (output is null) return null;
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToArray();
        var times = rows.Skip(1).ToDictionary(r => r[0], r => double.Parse(r[1], CultureInfo.InvariantCulture));
        return (rows[0][1], times);
    }

    /// <summary>What the program printed, or nothing when it failed; its complaints are passed on.</summary>
    private static string? Execute(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
