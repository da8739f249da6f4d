using Grad.Numerics;

namespace Grad;

/// <summary>
/// The operators whose bodies take less time than a call of them. What is generic over an operator's class is compiled once
/// for all classes and calls the body through a pointer; a structure for each of these has it inlined into the plan runner's loop.
/// </summary>
internal static class ShortBodies
{
    /// <summary>The body of an operator that is in this list.</summary>
    public static LaneBody<V>? Of<V>(Elementwise node) where V : struct, ILanes<V> => node switch
    {
        Abs => new UnaryBody<V, AbsCall<V>>((Func<V, V>)Abs.Lanes, default),
        Add => new BinaryBody<V, AddCall<V>>((Func<V, V, V>)Add.Lanes, default),
        And => new BinaryBody<V, AndCall<V>>((Func<V, V, V>)And.Lanes, default),
        Divide => new BinaryBody<V, DivideCall<V>>((Func<V, V, V>)Divide.Lanes, default),
        Equal => new BinaryBody<V, EqualCall<V>>((Func<V, V, V>)Equal.Lanes, default),
        Less => new BinaryBody<V, LessCall<V>>((Func<V, V, V>)Less.Lanes, default),
        LessOrEqual => new BinaryBody<V, LessOrEqualCall<V>>((Func<V, V, V>)LessOrEqual.Lanes, default),
        Maximum => new BinaryBody<V, MaximumCall<V>>((Func<V, V, V>)Maximum.Lanes, default),
        Minimum => new BinaryBody<V, MinimumCall<V>>((Func<V, V, V>)Minimum.Lanes, default),
        Multiply => new BinaryBody<V, MultiplyCall<V>>((Func<V, V, V>)Multiply.Lanes, default),
        Negate => new UnaryBody<V, NegateCall<V>>((Func<V, V>)Negate.Lanes, default),
        Not => new UnaryBody<V, NotCall<V>>((Func<V, V>)Not.Lanes, default),
        NotEqual => new BinaryBody<V, NotEqualCall<V>>((Func<V, V, V>)NotEqual.Lanes, default),
        OneMinusSquare => new UnaryBody<V, OneMinusSquareCall<V>>((Func<V, V>)OneMinusSquare.Lanes, default),
        Or => new BinaryBody<V, OrCall<V>>((Func<V, V, V>)Or.Lanes, default),
        Reciprocal => new UnaryBody<V, ReciprocalCall<V>>((Func<V, V>)Reciprocal.Lanes, default),
        Relu => new UnaryBody<V, ReluCall<V>>((Func<V, V>)Relu.Lanes, default),
        Sqrt => new UnaryBody<V, SqrtCall<V>>((Func<V, V>)Sqrt.Lanes, default),
        Square => new UnaryBody<V, SquareCall<V>>((Func<V, V>)Square.Lanes, default),
        Subtract => new BinaryBody<V, SubtractCall<V>>((Func<V, V, V>)Subtract.Lanes, default),
        ToReal => new UnaryBody<V, ToRealCall<V>>((Func<V, V>)ToReal.Lanes, default),
        _ => null,
    };

    private readonly struct AbsCall<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => Abs.Lanes(x);
    }

    private readonly struct AddCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => Add.Lanes(x, y);
    }

    private readonly struct AndCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => And.Lanes(x, y);
    }

    private readonly struct DivideCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => Divide.Lanes(x, y);
    }

    private readonly struct EqualCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => Equal.Lanes(x, y);
    }

    private readonly struct LessCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => Less.Lanes(x, y);
    }

    private readonly struct LessOrEqualCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => LessOrEqual.Lanes(x, y);
    }

    private readonly struct MaximumCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => Maximum.Lanes(x, y);
    }

    private readonly struct MinimumCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => Minimum.Lanes(x, y);
    }

    private readonly struct MultiplyCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => Multiply.Lanes(x, y);
    }

    private readonly struct NegateCall<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => Negate.Lanes(x);
    }

    private readonly struct NotCall<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => Not.Lanes(x);
    }

    private readonly struct NotEqualCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => NotEqual.Lanes(x, y);
    }

    private readonly struct OneMinusSquareCall<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => OneMinusSquare.Lanes(x);
    }

    private readonly struct OrCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => Or.Lanes(x, y);
    }

    private readonly struct ReciprocalCall<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => Reciprocal.Lanes(x);
    }

    private readonly struct ReluCall<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => Relu.Lanes(x);
    }

    private readonly struct SqrtCall<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => Sqrt.Lanes(x);
    }

    private readonly struct SquareCall<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => Square.Lanes(x);
    }

    private readonly struct SubtractCall<V> : IBinaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x, V y) => Subtract.Lanes(x, y);
    }

    private readonly struct ToRealCall<V> : IUnaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V x) => ToReal.Lanes(x);
    }
}
