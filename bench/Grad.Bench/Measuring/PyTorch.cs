namespace Grad.Bench;

/// <summary>The programs in <c>bench/peers</c> that run in Debian's PyTorch, where there is one.</summary>
internal static class PyTorch
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Why there are no figures.</summary>
    public const string Absent = "PyTorch is not installed for /usr/bin/python3: its figures are left out.";

    /// <summary>What a program printed: its version, and the words of each further line; nothing without PyTorch.</summary>
    public static (string Version, string[][] Lines)? Run(string program, params string[] arguments)
    {
        if (!File.Exists(Python) || Programs.Output(Python, "-c", "import torch") is null) return null;
        string? output = Programs.Output(
            Python, [Path.Combine(AppContext.BaseDirectory, "peers", program), .. arguments]);
        if (output is null) return null;
        string[][] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))];
        return (lines[0][1], lines[1..]);
    }
}
