using System.Numerics;

namespace Grad.Products;

/// <summary>
/// The pieces of one product, shared between the calling thread and those of the pool that come in time: nobody is
/// waited for who has not begun. Each calling thread has one team, so that a call allocates nothing.
/// </summary>
internal sealed unsafe class ProductTeam<T> : IThreadPoolWorkItem where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [ThreadStatic] private static ProductTeam<T>? Own;

    private Product product;
    private int pieces, threads, unclaimed, unfinished;
    private nint a, b, c;

    internal static void Run(in Product product, int pieces, int threads, nint a, nint b, nint c)
    {
        var team = Own ??= new();
        (team.product, team.pieces, team.threads) = (product, pieces, threads);
        (team.a, team.b, team.c) = (a, b, c);
        Volatile.Write(ref team.unfinished, pieces);
        // Opens the work: a latecomer of the last call finds nothing to claim before this, and helps after it.
        Interlocked.Exchange(ref team.unclaimed, pieces);
        for (var i = 1; i < Math.Min(pieces, threads); i++)
            ThreadPool.UnsafeQueueUserWorkItem(team, preferLocal: false);
        team.Work();
        var wait = new SpinWait();
        while (Volatile.Read(ref team.unfinished) > 0) wait.SpinOnce(sleep1Threshold: 60);
    }

    void IThreadPoolWorkItem.Execute() => Work();

    private void Work()
    {
        for (int piece; (piece = Interlocked.Decrement(ref unclaimed)) >= 0;)
        {
            var (part, fromA, fromB, fromC) = ProductSplit.Piece(product, piece, pieces, threads);
            ManagedBackend.RunAlone<T>(part,
                (nint)((T*)a + fromA), (nint)((T*)b + fromB), (nint)((T*)c + fromC));
            Interlocked.Decrement(ref unfinished);
        }
    }
}
