using Grad.Numerics;

namespace Grad;

/// <summary>
/// Everything that an elementwise operator of one operand states. What is not defaulted must be given: an operator that
/// forgets its derivative does not compile.
/// </summary>
/// <typeparam name="TSelf">The operator itself.</typeparam>
public interface IUnary<TSelf> where TSelf : Unary<TSelf>, IUnary<TSelf>
{
    /// <summary>The name in formulas, tables and errors.</summary>
    static abstract string Name { get; }

    /// <summary>The meaning, y = f(x).</summary>
    static abstract double Scalar(double x);

    /// <summary>∂f/∂x as an expression of the operand and, where that is shorter, of the result.</summary>
    static abstract Expr? Partial(Expr x, Expr y);

    /// <summary>The speed: f on one vector of elements, one body for any width.</summary>
    static abstract V Lanes<V>(V x) where V : struct, ILanes<V>;

    /// <summary>Where f is defined; the tests draw from it.</summary>
    static virtual Interval Domain => Interval.Real;

    /// <summary>What may be relied on.</summary>
    static virtual Facts Facts => Facts.None;

    /// <summary>The distance from x to the nearest point without a derivative.</summary>
    static virtual double KinkDistance(double x) => double.PositiveInfinity;

    /// <summary>How many units in the last place <see cref="Lanes{V}"/> may be off.</summary>
    static virtual double Ulps => 2;

    /// <summary>How the operator is written.</summary>
    static virtual Notation Notation => Notation.Function(TSelf.Name);

    /// <summary>The kind of operand it takes.</summary>
    static virtual Kind OperandKind => Kind.Real;

    /// <summary>The kind of its result.</summary>
    static virtual Kind ResultKind => TSelf.OperandKind;
}

/// <summary>Everything that an elementwise operator of two operands states; see <see cref="IUnary{TSelf}"/>.</summary>
/// <typeparam name="TSelf">The operator itself.</typeparam>
public interface IBinary<TSelf> where TSelf : Binary<TSelf>, IBinary<TSelf>
{
    /// <summary>The name in formulas, tables and errors.</summary>
    static abstract string Name { get; }

    /// <summary>The meaning, z = f(x, y).</summary>
    static abstract double Scalar(double x, double y);

    /// <summary>∂f/∂x as an expression of the operands and of the result.</summary>
    static abstract Expr? PartialLeft(Expr x, Expr y, Expr z);

    /// <summary>∂f/∂y as an expression of the operands and of the result.</summary>
    static abstract Expr? PartialRight(Expr x, Expr y, Expr z);

    /// <summary>The speed: f on one vector of elements, one body for any width.</summary>
    static abstract V Lanes<V>(V x, V y) where V : struct, ILanes<V>;

    /// <summary>Where f is defined in its first operand.</summary>
    static virtual Interval DomainLeft => Interval.Real;

    /// <summary>Where f is defined in its second operand.</summary>
    static virtual Interval DomainRight => Interval.Real;

    /// <summary>What may be relied on.</summary>
    static virtual Facts Facts => Facts.None;

    /// <summary>The distance from (x, y) to the nearest point without a derivative.</summary>
    static virtual double KinkDistance(double x, double y) => double.PositiveInfinity;

    /// <summary>How many units in the last place <see cref="Lanes{V}"/> may be off.</summary>
    static virtual double Ulps => 2;

    /// <summary>How the operator is written.</summary>
    static virtual Notation Notation => Notation.Function(TSelf.Name);

    /// <summary>Whether it takes operands of a kind.</summary>
    static virtual bool Takes(Kind kind) => kind == Kind.Real;

    /// <summary>The kind of its result for operands of a kind.</summary>
    static virtual Kind ResultKind(Kind operands) => operands;
}
