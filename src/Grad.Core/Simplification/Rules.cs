using Rewrite = (string Law, Grad.Expr Result);

namespace Grad;

/// <summary>
/// The rewrite rules, one arm each: pattern, guard, law, result. The law is the rule's name in a trace. A rule holds
/// wherever every intermediate is finite; unknown means that it does not fire.
/// </summary>
internal static partial class Rules
{
    /// <summary>The node rewritten once, with the law, or <see langword="null"/> where no rule applies.</summary>
    public static Rewrite? Apply(Expr node) => Composed(node) ?? Primitive(node);

    /// <summary>The rules that make no operator that is composed of others: those that hold after expansion too.</summary>
    public static Rewrite? Primitive(Expr node) => node switch
    {
        Elementwise e => Folded(e) ?? Arithmetic(e) ?? Stable(e) ?? Lifted(e),
        Reduction r => Reductions(r),
        Linear l => Moves(l),
        MatMul p => Systems(p),
        _ => null,
    };

    private static Rewrite? Folded(Elementwise e)
    {
        if (e.Kind == Kind.Key || !e.Operands.All(o => o is Literal)) return null;
        double value = e.Scalar([.. e.Operands.Select(o => ((Literal)o).Value)]);
        return double.IsFinite(value) ? ("f(numbers) = number", new Literal(value, e.Shape, e.Kind)) : null;
    }

    private static Rewrite? Arithmetic(Elementwise e) => e switch
    {
        Add(var x, Literal(0)) => ("x + 0 = x", x),
        Add(Literal(0), var x) => ("0 + x = x", x),
        Add(var x, var y) when x == y => ("x + x = 2·x", new Multiply(Like(2, x), x)),
        Add(Multiply(Literal a, var x), Multiply(Literal b, var y)) when x == y
            => ("a·x + b·x = (a + b)·x", new Multiply(Like(a.Value + b.Value, x), x)),
        Add(Multiply(Literal a, var x), var y) when x == y
            => ("a·x + x = (a + 1)·x", new Multiply(Like(a.Value + 1, x), x)),
        Add(var y, Multiply(Literal a, var x)) when x == y
            => ("x + a·x = (a + 1)·x", new Multiply(Like(a.Value + 1, x), x)),
        Add(var x, var y) when Opposite(y) is { } z => ("x + −y = x − y", new Subtract(x, z)),
        Add(var x, var y) when Opposite(x) is { } z => ("−x + y = y − x", new Subtract(y, z)),
        Subtract(var x, Literal(0)) => ("x − 0 = x", x),
        Subtract(Literal(0), var x) when x.Kind == Kind.Real => ("0 − x = −x", new Negate(x)),
        Subtract(var x, var y) when x == y => ("x − x = 0", Like(0, x)),
        Subtract(Multiply(Literal a, var x), Multiply(Literal b, var y)) when x == y
            => ("a·x − b·x = (a − b)·x", new Multiply(Like(a.Value - b.Value, x), x)),
        Subtract(Multiply(Literal a, var x), var y) when x == y
            => ("a·x − x = (a − 1)·x", new Multiply(Like(a.Value - 1, x), x)),
        Subtract(var y, Multiply(Literal a, var x)) when x == y
            => ("x − a·x = (1 − a)·x", new Multiply(Like(1 - a.Value, x), x)),
        Subtract(var x, var y) when Opposite(y) is { } z => ("x − −y = x + y", new Add(x, z)),
        Multiply(_, Literal(0)) => ("x·0 = 0", Like(0, e)),
        Multiply(Literal(0), _) => ("0·x = 0", Like(0, e)),
        Multiply(var x, Literal(1)) => ("x·1 = x", x),
        Multiply(Literal(1), var x) => ("1·x = x", x),
        Multiply(var x, Literal(-1)) when x.Kind == Kind.Real => ("x·−1 = −x", new Negate(x)),
        Multiply(Literal(-1), var x) when x.Kind == Kind.Real => ("−1·x = −x", new Negate(x)),
        Multiply(var x, Literal c) => ("x·c = c·x, numbers first", new Multiply(c, x)),
        Multiply(Negate(var x), Negate(var y)) => ("−x·−y = x·y", new Multiply(x, y)),
        Multiply(Literal c, Negate(var x)) => ("c·−x = (−c)·x", new Multiply(Like(-c.Value, x), x)),
        Multiply(Negate(var x), var y) => ("−x·y = −(x·y)", new Negate(new Multiply(x, y))),
        Multiply(var x, Negate(var y)) => ("x·−y = −(x·y)", new Negate(new Multiply(x, y))),
        Multiply(Literal a, Multiply(Literal b, var x))
            => ("a·(b·x) = (a·b)·x", new Multiply(Like(a.Value * b.Value, x), x)),
        Multiply(Multiply(Literal a, var x), var y)
            => ("(a·x)·y = a·(x·y), numbers first", new Multiply(a, new Multiply(x, y))),
        Multiply(var x, Multiply(Literal a, var y))
            => ("x·(a·y) = a·(x·y), numbers first", new Multiply(a, new Multiply(x, y))),
        Multiply(Multiply(var s, var x), var y) when IsScalar(s) && !IsScalar(y)
            => ("(s·x)·y = s·(x·y), scalars first", new Multiply(s, new Multiply(x, y))),
        Multiply(var s, Multiply(var r, var x)) when IsScalar(s) && IsScalar(r)
            => ("s·(r·x) = (s·r)·x, scalars together", new Multiply(new Multiply(s, r), x)),
        Multiply(var x, Multiply(var s, var y)) when IsScalar(s) && !IsScalar(x)
            => ("x·(s·y) = s·(x·y), scalars first", new Multiply(s, new Multiply(x, y))),
        Multiply(var x, var s) when IsScalar(s) && !IsScalar(x) => ("x·s = s·x, scalars first", new Multiply(s, x)),
        Multiply(Literal a, Divide(Literal b, var x))
            => ("a·(b/x) = (a·b)/x", new Divide(Like(a.Value * b.Value, x), x)),
        Multiply(var x, var y) when x == y && x.Kind == Kind.Real => ("x·x = x²", new Square(x)),
        Multiply(var z, Where(var c, Literal(1), Literal(0)))
            => ("z·where(c, 1, 0) = where(c, z, 0)", new Where(c, z, Like(0, z))),
        Multiply(Where(var c, Literal(1), Literal(0)), var z)
            => ("where(c, 1, 0)·z = where(c, z, 0)", new Where(c, z, Like(0, z))),
        StrongMultiply { Operands: [Literal(0), _] } => ("0⊛p = 0", Like(0, e)),
        StrongMultiply { Operands: [Literal z, var p] } => ("c⊛p = c·p for c ≠ 0", new Multiply(z, p)),
        StrongMultiply { Operands: [var z, Literal { Value: var c } p] } when double.IsFinite(c)
            => ("z⊛c = z·c for finite c", new Multiply(z, p)),
        Divide(var x, Literal(1)) => ("x/1 = x", x),
        Divide(Multiply(Literal a, var x), Literal(var b)) when b != 0
            => ("a·x/b = (a/b)·x", new Multiply(Like(a.Value / b, x), x)),
        Divide(Negate(var x), var y) => ("−x/y = −(x/y)", new Negate(new Divide(x, y))),
        Negate(Negate(var x)) => ("−−x = x", x),
        Negate(Subtract(var x, var y)) => ("−(x − y) = y − x", new Subtract(y, x)),
        Negate(Multiply(Literal c, var x)) => ("−(c·x) = (−c)·x", new Multiply(Like(-c.Value, x), x)),
        Square(Negate(var x)) => ("(−x)² = x²", new Square(x)),
        Square(Sqrt(var x)) => ("(√x)² = x where √x is defined", x),
        Sqrt(Square(var x)) => ("√(x²) = |x|", new Abs(x)),
        Square(Abs(var x)) => ("|x|² = x²", new Square(x)),
        PowInteger(var x, 1) => ("x¹ = x", x),
        PowInteger(var x, 2) => ("x^2 = x·x", new Square(x)),
        Log(Exp(var x)) => ("ln(eˣ) = x", x),
        Exp(Log(var x)) => ("e^(ln x) = x where ln x is defined", x),
        Where(_, var a, var b) when a == b => ("where(c, a, a) = a", a),
        Where(Literal(var c), var a, var b) => ("where(1, a, b) = a, where(0, a, b) = b", c != 0 ? a : b),
        Not(Not(var c)) => ("not not c = c", c),
        And(Literal(var known), var c) => ("true ∧ c = c, false ∧ c = false", known != 0 ? c : Like(0, c)),
        And(var c, Literal(var known)) => ("c ∧ true = c, c ∧ false = false", known != 0 ? c : Like(0, c)),
        Or(Literal(var known), var c) => ("true ∨ c = true, false ∨ c = c", known != 0 ? Like(1, c) : c),
        Or(var c, Literal(var known)) => ("c ∨ true = true, c ∨ false = c", known != 0 ? Like(1, c) : c),
        _ => null,
    };

    /// <summary>The operator runs on the smaller arrays.</summary>
    private static Rewrite? Lifted(Elementwise e)
    {
        var first = e.Operands.OfType<Broadcast>().FirstOrDefault();
        if (first is null) return null;
        var inner = first.Operand.Shape;
        bool Fits(Expr o) => o is Literal || (o is Broadcast b && b.Axes == first.Axes && b.Operand.Shape == inner);
        if (!e.Operands.All(Fits)) return null;
        Expr[] small = [.. e.Operands.Select(o => o is Literal l ? l.WithShape(inner) : ((Broadcast)o).Operand)];
        return ("f(copies of x) = copies of f(x)", new Broadcast(e.Reshaped(small), e.Shape, first.Axes));
    }

    private static Rewrite? Reductions(Reduction r) => (r, r.Operand) switch
    {
        (Sum, Literal { Value: 0 }) => ("Σ 0 = 0", Like(0, r)),
        (Sum s, Literal l) when Count(s).FixedValue is { } n
            => ("Σ c = n·c", new Literal(l.Value * n, s.Shape, s.Kind)),
        (Sum s, Sum inner) when inner.Axes.Count + s.Axes.Count == inner.Operand.Rank
            => ("Σ Σ x = Σ x over the axes of both", new Sum(inner.Operand, Axes.All(inner.Operand.Rank))),
        (Sum s, Negate(var x)) => ("Σ −x = −Σ x", new Negate(new Sum(x, s.Axes))),
        (Sum s, Multiply(Literal c, var x))
            => ("Σ c·x = c·Σ x", new Multiply(c.WithShape(s.Shape), new Sum(x, s.Axes))),
        (Sum s, Multiply(Broadcast b, var x)) when b.Operand.Shape.IsScalar
            => ("Σ s·x = s·Σ x", new Multiply(Broadcasting.To(b.Operand, s.Shape), new Sum(x, s.Axes))),
        (Sum s, Divide(var x, Broadcast b)) when b.Operand.Shape.IsScalar
            => ("Σ x/s = (Σ x)/s", new Divide(new Sum(x, s.Axes), Broadcasting.To(b.Operand, s.Shape))),
        (Sum s, Broadcast b) when b.Axes == s.Axes
            => ("Σ over n copies of x = n·x",
                new Multiply(Broadcasting.To(Size(Count(s)), b.Operand.Shape), b.Operand)),
        (Sum s, MatMul p) => SumOfProducts(s, p),
        (Max or Min, Broadcast b) when b.Axes == r.Axes => ("the extreme of copies of x = x", b.Operand),
        _ => null,
    };

    private static Rewrite? Moves(Linear l) => (l, l.Operand) switch
    {
        (_, Literal literal) => ("copies of a number = that number", literal.WithShape(l.Shape)),
        (Reshape, Reshape inner) => ("two reshapes = the last of them", Reshape(inner.Operand, l.Shape)),
        (Reshape, var x) when x.Shape == l.Shape => ("a reshape to the same shape = x", x),
        (Permute p, Permute inner)
            => ("two permutations = one", Permute(inner.Operand, Axes.Of([.. p.Axes.Select(a => inner.Axes[a])]))),
        (Broadcast b, Broadcast inner)
            => ("copies of copies = copies", new Broadcast(inner.Operand, b.Shape, Composed(b, inner))),
        (Broadcast b, Reshape { Operand.Shape.IsScalar: true } r)
            => ("copies of a reshaped scalar = copies", new Broadcast(r.Operand, b.Shape, Axes.All(b.Rank))),
        _ => null,
    };

    /// <summary>The new axes of two broadcasts, one after the other.</summary>
    private static Axes Composed(Broadcast outer, Broadcast inner)
    {
        var kept = outer.Axes.Complement(outer.Rank);
        return Axes.Of([.. outer.Axes, .. inner.Axes.Select(a => kept[a])]);
    }

    /// <summary>Whether an array is one number, repeated.</summary>
    private static bool IsScalar(Expr x) =>
        !x.Shape.IsScalar && x is Literal or Broadcast { Operand.Shape.IsScalar: true };

    /// <summary>−x, where x is written with a minus sign that can be left out.</summary>
    private static Expr? Opposite(Expr x) => x switch
    {
        { Kind: not Kind.Real } => null,
        Negate(var y) => y,
        Literal { Value: < 0 } c => Like(-c.Value, c),
        Multiply(Literal { Value: < 0 } c, var y) => new Multiply(Like(-c.Value, c), y),
        Divide(Literal { Value: < 0 } c, var y) => new Divide(Like(-c.Value, c), y),
        Broadcast b when b.Operand.Shape.IsScalar && Opposite(b.Operand) is { } y => new Broadcast(y, b.Shape, b.Axes),
        _ => null,
    };

    /// <summary>Whether no element can be 0; unknown is no.</summary>
    private static bool IsNonZero(Expr x) =>
        x is Literal { Value: not 0 } || (x is Elementwise e && e.Known.HasFlag(Facts.Positive));

    private static Dimension Count(Reduction r) => Shape.Of([.. r.Axes.Select(a => r.Operand.Shape[a])]).Size;

    private static Literal Like(double value, Expr x) => new(value, x.Shape, x.Kind);
}
