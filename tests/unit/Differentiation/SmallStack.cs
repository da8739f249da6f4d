namespace Grad.Tests.Unit.Differentiation;

/// <summary>A thread with a stack of 1 MB, on which recursion over a deep graph would end the process.</summary>
internal static class SmallStack
{
    public static void Run(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try { action(); }
                catch (Exception e) { failure = e; }
            },
            1 << 20);
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("On the small stack: " + failure.Message, failure);
    }
}
