using System.Diagnostics;

namespace Grad.Bench;

/// <summary>How long a training loop takes, in processor time: other programs on the machine do not count.</summary>
internal static class Measurement
{
    private const int Repetitions = 15;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2.5);

    /// <summary>Microseconds per epoch: the median of the repetitions, after the compiler has settled.</summary>
    public static double MicrosecondsPerEpoch(Workload workload)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp) workload.Start()(workload.Epochs);
        var times = new double[Repetitions];
        for (int i = 0; i < times.Length; i++)
        {
            var train = workload.Start();
            var before = Environment.CpuUsage.TotalTime;
            train(workload.Epochs);
            times[i] = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / workload.Epochs;
        }
        Array.Sort(times);
        return times[Repetitions / 2];
    }
}
