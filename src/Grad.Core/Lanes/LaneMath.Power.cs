using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Powers, and the scalar way for the rare cases.</content>
public static unsafe partial class LaneMath
{
    /// <summary>xʸ as <see cref="Math.Pow"/> defines it, computed lane by lane in <see cref="double"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Pow<V>(V x, V y) where V : struct, ILanes<V>
    {
        if (RecordingLanes.Are<V>()) return RecordingLanes.EachLane("Math.Pow", x, y);
        byte* bases = stackalloc byte[64];
        byte* powers = stackalloc byte[64];
        V.Store((nint)bases, x);
        V.Store((nint)powers, y);
        for (int i = 0; i < V.Count; i++)
        {
            if (V.IsDouble) ((double*)bases)[i] = Math.Pow(((double*)bases)[i], ((double*)powers)[i]);
            else ((float*)bases)[i] = (float)Math.Pow(((float*)bases)[i], ((float*)powers)[i]);
        }
        return V.Load((nint)bases);
    }

    /// <summary>A scalar function of each lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V Each<V>(
        V x, delegate*<double, double> function, [CallerArgumentExpression(nameof(function))] string name = "")
        where V : struct, ILanes<V>
    {
        if (RecordingLanes.Are<V>()) return RecordingLanes.EachLane(name.TrimStart('&'), x);
        byte* lanes = stackalloc byte[64];
        V.Store((nint)lanes, x);
        for (int i = 0; i < V.Count; i++)
        {
            if (V.IsDouble) ((double*)lanes)[i] = function(((double*)lanes)[i]);
            else ((float*)lanes)[i] = (float)function(((float*)lanes)[i]);
        }
        return V.Load((nint)lanes);
    }
}
