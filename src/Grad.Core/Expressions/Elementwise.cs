using Grad.Numerics;

namespace Grad;

/// <summary>
/// An operator that acts on each element by itself: y[i] = f(x₁[i], …, xₖ[i]). Its operands have equal shapes:
/// broadcasting is a node of its own. It states what it pulls back, z·∂f/∂xᵢ; jvp and vjp both follow from it.
/// </summary>
public abstract class Elementwise : Expr
{
    private protected Elementwise(Kind kind, params ReadOnlySpan<Expr> operands) : base(kind, operands[0].Shape, operands)
    {
        foreach (var operand in operands)
        {
            if (operand.Shape != Shape) throw Errors.ShapesDiffer(Operator, operands);
        }
    }

    /// <summary>How the operator is written in a formula.</summary>
    internal abstract Notation Written { get; }

    /// <summary>What the simplifier and the tests may rely on.</summary>
    internal abstract Facts Known { get; }

    /// <summary>The meaning: f on one element's operands. Booleans are 0 and 1.</summary>
    internal abstract double Scalar(ReadOnlySpan<double> x);

    /// <summary>The meaning as a function of numbers, where the operator states one under the name <c>Scalar</c>.</summary>
    internal virtual Delegate? Meaning => null;

    /// <summary>How far the operands are from the nearest point where f has no derivative.</summary>
    internal abstract double KinkDistance(ReadOnlySpan<double> x);

    /// <summary>How many units in the last place the compiled value may be from the exact one.</summary>
    internal abstract double UlpsAllowed { get; }

    /// <summary>The vector body, <c>static V Lanes&lt;V&gt;(V x …)</c>, for one kind of lanes.</summary>
    internal abstract LaneBody<V> Body<V>() where V : struct, ILanes<V>;

    /// <summary>The same operator on operands of another shape.</summary>
    internal Expr Reshaped(ReadOnlySpan<Expr> replacements) => With(replacements, replacements[0].Shape);

    internal override int Growth
    {
        get
        {
            if (Known.HasFlag(Facts.Bounded) || Kind != Kind.Real) return Grad.Growth.Bounded;
            var operands = Operands.AsSpan();
            if (Known.HasFlag(Facts.Multiplies)) return Grad.Growth.Product(operands[0].Degree, operands[^1].Degree);
            return Known.HasFlag(Facts.LinearGrowth) ? Grad.Growth.Largest(operands) : Grad.Growth.Unbounded;
        }
    }

    internal sealed override Expr Batched(Examples x) => Reshaped(x.All);

    internal override Expr? PushForward(ReadOnlySpan<Expr?> tangents)
    {
        Expr? sum = null;
        for (int i = 0; i < tangents.Length; i++)
        {
            if (tangents[i] is { } tangent) sum = Chain.Sum(sum, PullBack(tangent, i));
        }
        return sum;
    }
}

/// <summary>An elementwise operator of one operand, with its rules taken from <typeparamref name="TSelf"/>.</summary>
/// <typeparam name="TSelf">The operator itself.</typeparam>
/// <param name="x">The operand.</param>
public abstract class Unary<TSelf>(Expr x) : Elementwise(TSelf.ResultKind, Checked(x)) where TSelf : Unary<TSelf>, IUnary<TSelf>
{
    /// <summary>The operand.</summary>
    public Expr Operand => Operands[0];

    /// <inheritdoc/>
    public sealed override string Operator => TSelf.Name;

    internal sealed override Notation Written => TSelf.Notation;

    internal sealed override Facts Known => TSelf.Facts;

    internal sealed override double UlpsAllowed => TSelf.Ulps;

    internal sealed override double Scalar(ReadOnlySpan<double> x) => TSelf.Scalar(x[0]);

    internal sealed override Delegate Meaning => (Func<double, double>)TSelf.Scalar;

    internal sealed override double KinkDistance(ReadOnlySpan<double> x) => TSelf.KinkDistance(x[0]);

    internal sealed override Expr? PullBack(Expr cotangent, int operand) =>
        Chain.Times(cotangent, TSelf.Partial(Operand, this));

    internal sealed override unsafe LaneBody<V> Body<V>() =>
        ShortBodies.Of<V>(this) ?? new UnaryBody<V, UnaryPointer<V>>((Func<V, V>)TSelf.Lanes, new(&TSelf.Lanes));

    /// <summary>Matches the operator and takes its operand: <c>Exp(Log(var a))</c>.</summary>
    public void Deconstruct(out Expr operand) => operand = Operand;

    private static Expr Checked(Expr x) => x.Kind == TSelf.OperandKind
        ? x
        : throw Errors.WrongKind(TSelf.Name, x, TSelf.OperandKind);
}

/// <summary>An elementwise operator of two operands, with its rules taken from <typeparamref name="TSelf"/>.</summary>
/// <typeparam name="TSelf">The operator itself.</typeparam>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public abstract class Binary<TSelf>(Expr x, Expr y) : Elementwise(TSelf.ResultKind(x.Kind), Checked(x, x), Checked(y, x))
    where TSelf : Binary<TSelf>, IBinary<TSelf>
{
    /// <summary>The first operand.</summary>
    public Expr Left => Operands[0];

    /// <summary>The second operand.</summary>
    public Expr Right => Operands[1];

    /// <inheritdoc/>
    public sealed override string Operator => TSelf.Name;

    internal sealed override Notation Written => TSelf.Notation;

    internal sealed override Facts Known => TSelf.Facts;

    internal sealed override double UlpsAllowed => TSelf.Ulps;

    internal sealed override double Scalar(ReadOnlySpan<double> x) => TSelf.Scalar(x[0], x[1]);

    internal sealed override Delegate Meaning => (Func<double, double, double>)TSelf.Scalar;

    internal sealed override double KinkDistance(ReadOnlySpan<double> x) => TSelf.KinkDistance(x[0], x[1]);

    internal sealed override Expr? PullBack(Expr cotangent, int operand) => Chain.Times(
        cotangent,
        operand == 0 ? TSelf.PartialLeft(Left, Right, this) : TSelf.PartialRight(Left, Right, this));

    internal sealed override unsafe LaneBody<V> Body<V>() =>
        ShortBodies.Of<V>(this) ?? new BinaryBody<V, BinaryPointer<V>>((Func<V, V, V>)TSelf.Lanes, new(&TSelf.Lanes));

    /// <summary>Matches the operator and takes its operands: <c>Add(var a, Negate(var b))</c>.</summary>
    public void Deconstruct(out Expr left, out Expr right) => (left, right) = (Left, Right);

    private static Expr Checked(Expr operand, Expr first) =>
        !TSelf.Takes(operand.Kind) ? throw Errors.WrongKind(TSelf.Name, operand, Kind.Real)
        : operand.Kind != first.Kind ? throw Errors.KindsDiffer(TSelf.Name, first, operand)
        : operand;
}
