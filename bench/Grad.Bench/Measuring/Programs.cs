using System.ComponentModel;
using System.Diagnostics;

namespace Grad.Bench;

/// <summary>Runs other programs: peers, and this program itself for a section.</summary>
internal static class Programs
{
    /// <summary>What a program printed, or nothing when it is not there or failed; its complaints are passed on.</summary>
    public static string? Output(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        // A peer's own threads would not be the one thread that is compared.
        foreach (string name in (string[])["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"])
            start.Environment[name] = "1";
        return Output(start);
    }

    /// <summary>
    /// What a section of this program printed, in a process of its own: just in time compilers, caches and native libraries
    /// are in no other section's state. OpenBLAS detects its processor there, whatever the environment says, and
    /// Grad sees as many processors as the section says.
    /// </summary>
    public static string? Section(Section section)
    {
        string program = Environment.ProcessPath!;
        string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [Environment.GetCommandLineArgs()[0], Sections.Inside, section.Name]
            : [Sections.Inside, section.Name];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (string variable in start.Environment.Keys.ToArray())
        {
            if (variable.StartsWith("OPENBLAS_", StringComparison.Ordinal) || variable is "GRAD_BLAS" or "GRAD_THREADS")
                start.Environment.Remove(variable);
        }
        start.Environment["DOTNET_PROCESSOR_COUNT"] = $"{section.Threads}";
        // With one processor .NET would wait ten times as long before it compiles a method again and better.
        start.Environment["DOTNET_TC_DelaySingleProcMultiplier"] = "1";
        return Output(start);
    }

    private static string? Output(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
