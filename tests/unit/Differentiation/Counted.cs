using Grad.Numerics;

namespace Grad.Tests.Unit.Differentiation;

/// <summary>A user's operator, tanh, that counts how often a pass asks it anything.</summary>
internal sealed class Counted(Expr x) : Unary<Counted>(x), IUnary<Counted>
{
    private static int Visits;

    public static string Name => Visited("counted");

    // True of tanh, and less than is known: the degree of growth has to be found along the chain.
    public static Facts Facts => Visited(Facts.LinearGrowth);

    public static Kind OperandKind => Visited(Kind.Real);

    public static Kind ResultKind => Visited(Kind.Real);

    public static Notation Notation => Visited(Notation.Function("counted"));

    public static double Scalar(double x) => Visited(Math.Tanh(x));

    public static Expr? Partial(Expr x, Expr y) => Visited(1 - (y * y));

    public static V Lanes<V>(V x) where V : struct, ILanes<V> => Visited(LaneMath.Tanh(x));

    /// <summary>How often an action asked.</summary>
    public static int VisitsOf(Action action)
    {
        Visits = 0;
        action();
        return Visits;
    }

    private static T Visited<T>(T answer)
    {
        Visits++;
        return answer;
    }
}
