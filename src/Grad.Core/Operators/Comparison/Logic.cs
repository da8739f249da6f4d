using Grad.Numerics;

namespace Grad;

/// <summary>Whether both conditions hold.</summary>
/// <param name="x">The first condition.</param>
/// <param name="y">The second condition.</param>
public sealed class And(Expr x, Expr y) : Binary<And>(x, y), IBinary<And>
{
    /// <inheritdoc/>
    public static string Name => "and";

    /// <inheritdoc/>
    public static bool Takes(Kind kind) => kind == Kind.Boolean;

    /// <inheritdoc/>
    public static Notation Notation => Notation.Infix("∧", Notation.Comparison);

    /// <inheritdoc/>
    public static Facts Facts => Facts.Commutative | Facts.Idempotent;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => x != 0 && y != 0 ? 1 : 0;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => null;

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => x & y;
}

/// <summary>Whether one of two conditions holds.</summary>
/// <param name="x">The first condition.</param>
/// <param name="y">The second condition.</param>
public sealed class Or(Expr x, Expr y) : Binary<Or>(x, y), IBinary<Or>
{
    /// <inheritdoc/>
    public static string Name => "or";

    /// <inheritdoc/>
    public static bool Takes(Kind kind) => kind == Kind.Boolean;

    /// <inheritdoc/>
    public static Notation Notation => Notation.Infix("∨", Notation.Comparison);

    /// <inheritdoc/>
    public static Facts Facts => Facts.Commutative | Facts.Idempotent;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => x != 0 || y != 0 ? 1 : 0;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => null;

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => x | y;
}

/// <summary>Whether a condition does not hold.</summary>
/// <param name="x">The condition.</param>
public sealed class Not(Expr x) : Unary<Not>(x), IUnary<Not>
{
    /// <inheritdoc/>
    public static string Name => "not";

    /// <inheritdoc/>
    public static Kind OperandKind => Kind.Boolean;

    /// <inheritdoc/>
    public static Notation Notation => Notation.Prefix("¬");

    /// <inheritdoc/>
    public static Facts Facts => Facts.Involution;

    /// <inheritdoc/>
    public static double Scalar(double x) => x == 0 ? 1 : 0;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => ~x;
}

/// <summary>A whole number as a real one.</summary>
/// <param name="x">The whole number.</param>
public sealed class ToReal(Expr x) : Unary<ToReal>(x), IUnary<ToReal>
{
    /// <inheritdoc/>
    public static string Name => "real";

    /// <inheritdoc/>
    public static Kind OperandKind => Kind.Integer;

    /// <inheritdoc/>
    public static Kind ResultKind => Kind.Real;

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.Odd | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double Scalar(double x) => x;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => x;
}

public static partial class Functions
{
    /// <summary>Whether both conditions hold, elementwise with broadcasting.</summary>
    public static Expr And(Expr x, Expr y) => Broadcasting.Apply(nameof(And), x, y, static (a, b) => new And(a, b));

    /// <summary>Whether one of two conditions holds, elementwise with broadcasting.</summary>
    public static Expr Or(Expr x, Expr y) => Broadcasting.Apply(nameof(Or), x, y, static (a, b) => new Or(a, b));

    /// <summary>Whether a condition does not hold, elementwise.</summary>
    public static Expr Not(Expr x) => new Not(x);

    /// <summary>A whole number as a real one; what depends on nothing else is computed in <see cref="double"/>.</summary>
    public static Expr ToReal(Expr x) => x.Kind == Kind.Real ? x : new ToReal(x);
}
