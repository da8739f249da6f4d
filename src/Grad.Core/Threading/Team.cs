using System.Runtime.ExceptionServices;

namespace Grad;

/// <summary>
/// The calling thread, and those threads of the pool that come in time, at the pieces of some work: nobody is waited for who
/// has not begun. Each calling thread has one team, so that a call allocates nothing. Who does a piece never changes what
/// is computed: it is cut by its sizes alone.
/// </summary>
internal sealed class Team : IThreadPoolWorkItem
{
    [ThreadStatic] private static Team? Own;
    [ThreadStatic] private static bool IsAtWork;

    private IPieces? work;
    private ExceptionDispatchInfo? failure;
    private int unclaimed, unfinished, queued;

    /// <summary>Does all pieces, on as many threads as are allowed; inside a piece, on the thread that does it.</summary>
    public static void Run(IPieces work, int pieces, int threads)
    {
        if (threads == 1 || pieces == 1 || IsAtWork)
        {
            for (int piece = 0; piece < pieces; piece++) work.Do(piece);
            return;
        }
        (Own ??= new()).Share(work, pieces, threads);
    }

    private void Share(IPieces shared, int pieces, int threads)
    {
        work = shared;
        Volatile.Write(ref unfinished, pieces);
        // Opens the work: a latecomer of the last call finds nothing to claim before this, and helps after it.
        Interlocked.Exchange(ref unclaimed, pieces);
        // Those that were asked in an earlier call and have not come yet may come now.
        for (int asked = Volatile.Read(ref queued); asked < Math.Min(pieces, threads) - 1; asked++)
        {
            Interlocked.Increment(ref queued);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        Work();
        var wait = new SpinWait();
        while (Volatile.Read(ref unfinished) > 0) wait.SpinOnce(sleep1Threshold: 60);
        work = null;
        Interlocked.Exchange(ref failure, null)?.Throw();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Decrement(ref queued);
        Work();
    }

    private void Work()
    {
        IsAtWork = true;
        for (int piece; (piece = Interlocked.Decrement(ref unclaimed)) >= 0;)
        {
            try
            {
                work!.Do(piece);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
            }
            Interlocked.Decrement(ref unfinished);
        }
        IsAtWork = false;
    }
}
