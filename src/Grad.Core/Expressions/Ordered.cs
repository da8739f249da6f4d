using System.Globalization;
using Grad.Numerics;

namespace Grad;

/// <summary>
/// Everything that a family of elementwise functions fₙ(x), n a whole number that is known, states; see
/// <see cref="IUnary{TSelf}"/>. The meaning is the body in one lane of <see cref="double"/>.
/// </summary>
/// <typeparam name="TSelf">The operator itself.</typeparam>
public interface IOrdered<TSelf> where TSelf : Ordered<TSelf>, IOrdered<TSelf>
{
    /// <summary>The name in formulas, tables and errors.</summary>
    static abstract string Name { get; }

    /// <summary>∂fₙ/∂x as an expression of the operand and of the result.</summary>
    static abstract Expr? Partial(Expr x, Expr y, int order);

    /// <summary>fₙ on one vector of elements, one body for any width.</summary>
    static abstract V Lanes<V>(V x, int order) where V : struct, ILanes<V>;

    /// <summary>Where fₙ is defined; the tests draw from it.</summary>
    static virtual Interval Domain => Interval.Real;

    /// <summary>What may be relied on at every order.</summary>
    static virtual Facts Facts => Facts.None;

    /// <summary>The distance from x to the nearest point without a derivative.</summary>
    static virtual double KinkDistance(double x) => double.PositiveInfinity;

    /// <summary>The ulps that <see cref="Lanes{V}"/> may be off at low orders, away from zeros.</summary>
    static abstract double Ulps { get; }
}

/// <summary>An elementwise operator of one operand and a whole number, the order of the function.</summary>
/// <typeparam name="TSelf">The operator itself.</typeparam>
/// <param name="x">The operand.</param>
/// <param name="order">The order n of the function.</param>
public abstract class Ordered<TSelf>(Expr x, int order) : Elementwise(Kind.Real, Checked(x))
    where TSelf : Ordered<TSelf>, IOrdered<TSelf>
{
    /// <summary>The operand.</summary>
    public Expr Operand => Operands[0];

    /// <summary>The order n of the function.</summary>
    public int Order { get; } = order;

    /// <inheritdoc/>
    public sealed override string Operator => TSelf.Name;

    internal sealed override object Attributes => Order;

    internal sealed override Notation Written => Notation.Function(TSelf.Name + Subscript(Order));

    internal sealed override Facts Known => TSelf.Facts;

    internal sealed override double UlpsAllowed => TSelf.Ulps;

    internal sealed override double Scalar(ReadOnlySpan<double> x) => Scalar(x[0], Order);

    internal sealed override Delegate Meaning => (Func<double, int, double>)Scalar;

    internal sealed override double KinkDistance(ReadOnlySpan<double> x) => TSelf.KinkDistance(x[0]);

    internal sealed override Expr? PullBack(Expr cotangent, int operand) =>
        Chain.Times(cotangent, TSelf.Partial(Operand, this, Order));

    internal sealed override unsafe LaneBody<V> Body<V>() =>
        new UnaryBody<V, NumberedPointer<V>>((Func<V, int, V>)TSelf.Lanes, new(&TSelf.Lanes, Order), Order);

    /// <summary>The meaning, y = fₙ(x).</summary>
    /// <param name="x">The operand.</param>
    /// <param name="order">The order n.</param>
    public static double Scalar(double x, int order) => TSelf.Lanes(new Lanes1<double>(x), order).Value;

    private static string Subscript(int n) =>
        string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(c => (char)('₀' + (c - '0'))));

    private static Expr Checked(Expr x) => x.Kind == Kind.Real ? x : throw Errors.WrongKind(TSelf.Name, x, Kind.Real);
}
