using System.Runtime.CompilerServices;
using Grad.Products;

namespace Grad;

/// <summary>Copies short lines of elements, one side of which may lie a stride apart.</summary>
internal static unsafe class Line
{
    /// <summary>to[i] = from[i·stride].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T, V>(T* from, int stride, T* to, int count)
        where T : unmanaged where V : unmanaged, IRegister<V, T>
    {
        if (stride == 1) Copy<T, V>(from, to, count);
        else for (int i = 0; i < count; i++) to[i] = from[(nint)i * stride];
    }

    /// <summary>to[i·stride] = from[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T, V>(T* from, T* to, int stride, int count)
        where T : unmanaged where V : unmanaged, IRegister<V, T>
    {
        if (stride == 1) Copy<T, V>(from, to, count);
        else for (int i = 0; i < count; i++) to[(nint)i * stride] = from[i];
    }

    /// <summary>to[i] = from[i]: cheaper than a call for lines of a few registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T, V>(T* from, T* to, int count) where T : unmanaged where V : unmanaged, IRegister<V, T>
    {
        int i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Load(from + i).Store(to + i);
        if (i >= count) return;
        var mask = V.First(count - i);
        V.LoadFirst(from + i, mask).StoreFirst(to + i, mask);
    }
}
