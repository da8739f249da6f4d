using Grad.Numerics;

namespace Grad;

/// <summary>How a fold combines vectors.</summary>
internal interface IFolding<V> where V : struct, ILanes<V>
{
    /// <summary>Both, lane by lane.</summary>
    static abstract V Combine(V left, V right);

    /// <summary>All lanes, in every lane.</summary>
    static abstract V Whole(V x);
}

/// <summary>A sum.</summary>
internal readonly struct Summing<V> : IFolding<V> where V : struct, ILanes<V>
{
    public static V Combine(V left, V right) => left + right;

    public static V Whole(V x) => V.Sum(x);
}

/// <summary>A product.</summary>
internal readonly struct Multiplying<V> : IFolding<V> where V : struct, ILanes<V>
{
    public static V Combine(V left, V right) => left * right;

    public static V Whole(V x) => V.Product(x);
}

/// <summary>The largest.</summary>
internal readonly struct Maximizing<V> : IFolding<V> where V : struct, ILanes<V>
{
    public static V Combine(V left, V right) => V.Maximum(left, right);

    public static V Whole(V x) => V.HorizontalMaximum(x);
}

/// <summary>The smallest.</summary>
internal readonly struct Minimizing<V> : IFolding<V> where V : struct, ILanes<V>
{
    public static V Combine(V left, V right) => V.Minimum(left, right);

    public static V Whole(V x) => V.HorizontalMinimum(x);
}
