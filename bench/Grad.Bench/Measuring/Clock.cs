using System.Diagnostics;

namespace Grad.Bench;

/// <summary>Times of short work. The least of many counts, since what disturbs a measurement only makes it longer.</summary>
internal static class Clock
{
    private const double WarmUp = 0.4, Round = 1e-4, Most = 0.7, Long = 1e-3;
    private const int FewestRounds = 8, Turn = 3, MostWarmUps = 8;

    /// <summary>
    /// The least seconds that one call of each took. They take turns, so that a processor that changes its pace does so for
    /// all; a turn is three measurements of a tenth of a millisecond or one call, so that each also finds its own data in the
    /// caches.
    /// </summary>
    public static double[] Least(params ReadOnlySpan<Action> candidates)
    {
        var counts = new int[candidates.Length];
        for (int c = 0; c < counts.Length; c++) counts[c] = CallsOfARound(candidates[c]);
        var least = new double[candidates.Length];
        Array.Fill(least, double.PositiveInfinity);
        long start = Stopwatch.GetTimestamp();
        double most = Most * candidates.Length;
        for (int round = 0; round < FewestRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < most; round++)
        {
            for (int c = 0; c < least.Length; c++)
            {
                for (int i = 0; i < Turn; i++) least[c] = Math.Min(least[c], Seconds(candidates[c], counts[c]));
            }
        }
        return least;
    }

    /// <summary>
    /// The seconds of one call, the mean of some: by the wall clock, or in processor time where they are so long that the
    /// system is likely to have run something else in between.
    /// </summary>
    public static double Seconds(Action action, int count)
    {
        double before = ProcessorTime.Seconds;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++) action();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (wall < Long ? wall : ProcessorTime.Seconds - before) / count;
    }

    /// <summary>
    /// Warms up until the compiler has settled, which it has when a while of calls is no faster than the one before; then how
    /// many calls make a round.
    /// </summary>
    private static int CallsOfARound(Action action)
    {
        double last = LeastOfAWhile(action, 1), now = double.PositiveInfinity;
        for (int i = 0; i < MostWarmUps; i++)
        {
            now = Math.Min(last, LeastOfAWhile(action, Calls(last)));
            if (now > 0.97 * last) break;
            last = now;
        }
        return Calls(now);

        static int Calls(double seconds) => (int)Math.Clamp(Round / Math.Max(seconds, 1e-10), 1, 1e6);
    }

    private static double LeastOfAWhile(Action action, int count)
    {
        double least = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        do least = Math.Min(least, Seconds(action, count));
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUp);
        return least;
    }
}
