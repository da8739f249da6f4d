using Grad.Numerics;

namespace Grad;

/// <summary>How the body of an operator of one operand is called; inlined where the type states it.</summary>
internal interface IUnaryCall<V>
{
    V Of(V x);
}

/// <summary>How the body of an operator of two operands is called; inlined where the type states it.</summary>
internal interface IBinaryCall<V>
{
    V Of(V x, V y);
}

/// <summary>How the body of an operator of three operands is called; inlined where the type states it.</summary>
internal interface ITernaryCall<V>
{
    V Of(V x, V y, V z);
}

/// <summary>
/// A body behind a pointer, a call for each vector. Code that is generic over an operator's class is shared by all of them and
/// cannot inline its body; an operator whose body is shorter than a call therefore has a structure of its own for it.
/// </summary>
internal readonly unsafe struct UnaryPointer<V>(delegate*<V, V> body) : IUnaryCall<V> where V : struct, ILanes<V>
{
    private readonly delegate*<V, V> body = body;

    public V Of(V x) => body(x);
}

/// <summary>A body behind a pointer that takes a whole number too.</summary>
internal readonly unsafe struct NumberedPointer<V>(delegate*<V, int, V> body, int number) : IUnaryCall<V>
    where V : struct, ILanes<V>
{
    private readonly delegate*<V, int, V> body = body;
    private readonly int number = number;

    public V Of(V x) => body(x, number);
}

/// <summary>A body of two operands behind a pointer.</summary>
internal readonly unsafe struct BinaryPointer<V>(delegate*<V, V, V> body) : IBinaryCall<V> where V : struct, ILanes<V>
{
    private readonly delegate*<V, V, V> body = body;

    public V Of(V x, V y) => body(x, y);
}
