namespace Grad;

/// <summary>Memory that the calling thread may use until it uses it again; it is allocated once, and again where it is too small.</summary>
internal static class ThreadScratch
{
    [ThreadStatic] private static Arena? Own;

    /// <summary>The address of some bytes.</summary>
    public static nint Of(int bytes)
    {
        if (Own is null || Own.Size < bytes) Own = new(Math.Max(bytes, 1 << 15));
        return Own[0];
    }
}
