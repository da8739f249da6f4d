using Grad.Numerics;

namespace Grad.Tests.Unit.Operators;

/// <summary>The vector body and the scalar meaning of an operator of one or two operands.</summary>
internal abstract class LaneBody
{
    public abstract V Lanes<V>(V x, V y) where V : struct, ILanes<V>;

    public abstract double Scalar(double x, double y);
}

internal sealed class UnaryBody<TSelf> : LaneBody where TSelf : Unary<TSelf>, IUnary<TSelf>
{
    public override V Lanes<V>(V x, V y) => TSelf.Lanes(x);

    public override double Scalar(double x, double y) => TSelf.Scalar(x);
}

internal sealed class BinaryBody<TSelf> : LaneBody where TSelf : Binary<TSelf>, IBinary<TSelf>
{
    public override V Lanes<V>(V x, V y) => TSelf.Lanes(x, y);

    public override double Scalar(double x, double y) => TSelf.Scalar(x, y);
}

internal sealed class OrderedBody<TSelf>(int order) : LaneBody where TSelf : Ordered<TSelf>, IOrdered<TSelf>
{
    public override V Lanes<V>(V x, V y) => TSelf.Lanes(x, order);

    public override double Scalar(double x, double y) => TSelf.Lanes(new Lanes1<double>(x), order).Value;
}
