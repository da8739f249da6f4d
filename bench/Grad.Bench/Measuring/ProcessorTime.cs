using System.Runtime.InteropServices;

namespace Grad.Bench;

/// <summary>The time that the processors spent on this process.</summary>
internal static partial class ProcessorTime
{
    private const int ProcessClock = 2;

    /// <summary>Seconds since the process began.</summary>
    public static double Seconds
    {
        get
        {
            // What .NET reads is brought up to date on Linux when the scheduler ticks, every few milliseconds.
            if (!OperatingSystem.IsLinux() || GetTime(ProcessClock, out var time) != 0)
                return Environment.CpuUsage.TotalTime.TotalSeconds;
            return time.Seconds + (time.Nanoseconds * 1e-9);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
