using Grad.Numerics;

namespace Grad;

/// <summary>
/// Where the condition holds a, elsewhere b. What is not taken does not reach the value or the derivative.
/// </summary>
public sealed class Where : Elementwise
{
    internal Where(Expr condition, Expr a, Expr b) : base(a.Kind, condition, a, b)
    {
        if (condition.Kind != Kind.Boolean) throw Errors.WrongKind("Where", condition, Kind.Boolean);
        if (a.Kind != b.Kind) throw Errors.KindsDiffer("Where", a, b);
    }

    /// <inheritdoc/>
    public override string Operator => "where";

    internal override Notation Written => Notation.Function("where");

    internal override Facts Known => Facts.LinearGrowth;

    internal override double UlpsAllowed => 0;

    internal override double Scalar(ReadOnlySpan<double> x) => x[0] != 0 ? x[1] : x[2];

    internal override double KinkDistance(ReadOnlySpan<double> x) => double.PositiveInfinity;

    // Linear in a and in b: the cotangent goes to the branch taken, an exact zero to the other.
    internal override Expr? PullBack(Expr cotangent, int operand)
    {
        var zero = new Literal(0, Shape);
        return operand switch
        {
            0 => null,
            1 => Where(Operands[0], cotangent, zero),
            _ => Where(Operands[0], zero, cotangent),
        };
    }

    internal override LaneBody<V> Body<V>() => new TernaryBody<V, Inlined<V>>((Func<V, V, V, V>)Select, default);

    /// <summary>Matches the operator and its operands.</summary>
    public void Deconstruct(out Expr condition, out Expr a, out Expr b) =>
        (condition, a, b) = (Operands[0], Operands[1], Operands[2]);

    private static V Select<V>(V condition, V a, V b) where V : struct, ILanes<V> => V.Select(condition, a, b);

    private readonly struct Inlined<V> : ITernaryCall<V> where V : struct, ILanes<V>
    {
        public V Of(V condition, V a, V b) => Select(condition, a, b);
    }
}

public static partial class Functions
{
    /// <summary>
    /// Where the condition holds <paramref name="a"/>, elsewhere <paramref name="b"/>; elementwise with broadcasting.
    /// </summary>
    public static Expr Where(Expr condition, Expr a, Expr b)
    {
        // Give all three the shape that they have together.
        var shape = Broadcasting.Common("Where", condition, Broadcasting.Pair("Where", a, b));
        return new Where(Broadcasting.To(condition, shape), Broadcasting.To(a, shape), Broadcasting.To(b, shape));
    }
}
