namespace Grad.Factorizations;

/// <summary>Transposes, a square of elements at a time so that both sides stay in the first-level cache.</summary>
internal static unsafe class Transposes
{
    private const int Side = 16;

    /// <summary>A[n, n] becomes Aᵀ.</summary>
    internal static void InPlace<T>(T* a, int n) where T : unmanaged
    {
        for (var top = 0; top < n; top += Side)
            for (var left = 0; left <= top; left += Side)
                for (var i = top; i < Math.Min(n, top + Side); i++)
                    for (var j = left; j < Math.Min(i, left + Side); j++)
                        (a[(long)i * n + j], a[(long)j * n + i]) = (a[(long)j * n + i], a[(long)i * n + j]);
    }

    /// <summary>Target[n, m] = Source[m, n]ᵀ.</summary>
    internal static void Copy<T>(T* source, T* target, int m, int n) where T : unmanaged
    {
        for (var top = 0; top < m; top += Side)
            for (var left = 0; left < n; left += Side)
                for (var i = top; i < Math.Min(m, top + Side); i++)
                    for (var j = left; j < Math.Min(n, left + Side); j++)
                        target[(long)j * m + i] = source[(long)i * n + j];
    }

    /// <summary>The strictly upper triangle of A[n, n] becomes the mirror of the lower one.</summary>
    internal static void MirrorLower<T>(T* a, int n) where T : unmanaged
    {
        for (var top = 0; top < n; top += Side)
            for (var left = 0; left <= top; left += Side)
                for (var i = top; i < Math.Min(n, top + Side); i++)
                    for (var j = left; j < Math.Min(i, left + Side); j++)
                        a[(long)j * n + i] = a[(long)i * n + j];
    }
}
