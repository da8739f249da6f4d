using System.Diagnostics;
using Grad.Workloads;

namespace Grad.Bench;

/// <summary>How long a training loop takes, in processor time: other programs on the machine do not count.</summary>
internal static class TrainingTime
{
    private const int Repetitions = 15;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2.5);

    /// <summary>Seconds per epoch: the median of the repetitions, after the compiler has settled.</summary>
    public static double SecondsPerEpoch(Workload workload)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp) workload.Start()(workload.Epochs);
        var times = new double[Repetitions];
        for (int i = 0; i < times.Length; i++)
        {
            var train = workload.Start();
            double before = ProcessorTime.Seconds;
            train(workload.Epochs);
            times[i] = (ProcessorTime.Seconds - before) / workload.Epochs;
        }
        return Median(times);
    }

    /// <summary>The median.</summary>
    public static double Median(double[] times)
    {
        Array.Sort(times);
        return times[times.Length / 2];
    }
}
