namespace Grad;

/// <summary>How the elements of a buffer are stored; loads and stores convert to and from the lanes' element type.</summary>
internal enum Storage
{
    /// <summary>Real numbers of the element type that the program is compiled for.</summary>
    Real,

    /// <summary>Eight bytes: a real scalar that is computed in <see cref="double"/> whatever the element type, or a key.</summary>
    Double,

    /// <summary>Whole numbers of 32 bits.</summary>
    Int32,

    /// <summary>Conditions, a byte each: 0 or 1.</summary>
    Byte,
}

/// <summary>Chooses the storage of nodes.</summary>
internal static class StorageOf
{
    /// <summary>The storage of a node's buffer.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isExact">Whether it is computed in <see cref="double"/>.</param>
    public static Storage Node(Expr node, bool isExact) => Kind(node.Kind, isExact);

    /// <summary>The storage of elements of a kind.</summary>
    public static Storage Kind(Kind kind, bool isExact) => kind switch
    {
        Grad.Kind.Integer => Storage.Int32,
        Grad.Kind.Boolean => Storage.Byte,
        Grad.Kind.Key => Storage.Double,
        _ => isExact ? Storage.Double : Storage.Real,
    };

    /// <summary>The bytes of one element in a program of element type <typeparamref name="T"/>.</summary>
    public static int ElementSize<T>(this Storage storage) where T : unmanaged => storage switch
    {
        Storage.Real => System.Runtime.CompilerServices.Unsafe.SizeOf<T>(),
        Storage.Double => sizeof(double),
        Storage.Int32 => sizeof(int),
        _ => sizeof(byte),
    };
}
