namespace Grad.Tests.Unit;

/// <summary>Counts what an action allocates once it is warm.</summary>
internal static class Allocations
{
    /// <summary>
    /// The bytes that an action allocates on this thread each time. A collection that other threads cause moves the
    /// counter, once; what the action allocates is in every reading, so the least of them is taken.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
