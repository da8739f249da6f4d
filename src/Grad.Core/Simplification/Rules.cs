namespace Grad;

/// <summary>
/// The rewrite rules, one arm each: pattern, guard, result, with the law beside it. A rule holds wherever every
/// intermediate is finite; unknown means that it does not fire.
/// </summary>
internal static class Rules
{
    /// <summary>The node rewritten once, or <see langword="null"/> where no rule applies.</summary>
    public static Expr? Apply(Expr node) => node switch
    {
        Elementwise e => (Expr?)Folded(e) ?? Arithmetic(e) ?? Stable(e) ?? Lifted(e),
        Reduction r => Reductions(r),
        Linear l => Moves(l),
        _ => null,
    };

    /// <summary>f(c₁ … cₖ) → c, where the result is finite.</summary>
    private static Literal? Folded(Elementwise e)
    {
        if (e.Kind == Kind.Key || !e.Operands.All(o => o is Literal)) return null;
        double value = e.Scalar([.. e.Operands.Select(o => ((Literal)o).Value)]);
        return double.IsFinite(value) ? new Literal(value, e.Shape, e.Kind) : null;
    }

    private static Expr? Arithmetic(Elementwise e) => e switch
    {
        Add(var x, Literal(0)) => x,                                            // x + 0 = x
        Add(Literal(0), var x) => x,                                            // 0 + x = x
        Add(var x, Negate(var y)) => new Subtract(x, y),                        // x + −y = x − y
        Add(Negate(var x), var y) => new Subtract(y, x),                        // −x + y = y − x
        Add(var x, var y) when x == y => new Multiply(Like(2, x), x),           // x + x = 2·x
        Add(Multiply(Literal a, var x), Multiply(Literal b, var y)) when x == y
            => new Multiply(Like(a.Value + b.Value, x), x),                     // a·x + b·x = (a + b)·x
        Add(Multiply(Literal a, var x), var y) when x == y
            => new Multiply(Like(a.Value + 1, x), x),                           // a·x + x = (a + 1)·x
        Add(var y, Multiply(Literal a, var x)) when x == y
            => new Multiply(Like(a.Value + 1, x), x),                           // x + a·x = (a + 1)·x
        Subtract(var x, Literal(0)) => x,                                       // x − 0 = x
        Subtract(Literal(0), var x) when x.Kind == Kind.Real => new Negate(x),  // 0 − x = −x
        Subtract(var x, Negate(var y)) => new Add(x, y),                        // x − −y = x + y
        Subtract(var x, var y) when x == y => Like(0, x),                       // x − x = 0
        Multiply(_, Literal(0)) => Like(0, e),                                  // x·0 = 0
        Multiply(Literal(0), _) => Like(0, e),                                  // 0·x = 0
        Multiply(var x, Literal(1)) => x,                                       // x·1 = x
        Multiply(Literal(1), var x) => x,                                       // 1·x = x
        Multiply(var x, Literal(-1)) when x.Kind == Kind.Real => new Negate(x), // x·−1 = −x
        Multiply(Literal(-1), var x) when x.Kind == Kind.Real => new Negate(x), // −1·x = −x
        Multiply(var x, Literal c) => new Multiply(c, x),                       // x·c = c·x
        Multiply(Negate(var x), Negate(var y)) => new Multiply(x, y),           // −x·−y = x·y
        Multiply(Literal c, Negate(var x)) => new Multiply(Like(-c.Value, x), x),
        Multiply(Negate(var x), var y) => new Negate(new Multiply(x, y)),       // −x·y = −(x·y)
        Multiply(var x, Negate(var y)) => new Negate(new Multiply(x, y)),       // x·−y = −(x·y)
        Multiply(Literal a, Multiply(Literal b, var x))
            => new Multiply(Like(a.Value * b.Value, x), x),                     // a·(b·x) = (a·b)·x
        Multiply(Multiply(Literal a, var x), var y) => new Multiply(a, new Multiply(x, y)),
        Multiply(var x, Multiply(Literal a, var y)) => new Multiply(a, new Multiply(x, y)),
        Multiply(Multiply(var s, var x), var y) when IsScalar(s) && !IsScalar(y)
            => new Multiply(s, new Multiply(x, y)),                             // (s·x)·y = s·(x·y): scalars first
        Multiply(var s, Multiply(var r, var x)) when IsScalar(s) && IsScalar(r)
            => new Multiply(new Multiply(s, r), x),                             // s·(r·x) = (s·r)·x
        Multiply(var x, Multiply(var s, var y)) when IsScalar(s) && !IsScalar(x)
            => new Multiply(s, new Multiply(x, y)),                             // x·(s·y) = s·(x·y)
        Multiply(var x, var s) when IsScalar(s) && !IsScalar(x) => new Multiply(s, x),
        Multiply(Literal a, Divide(Literal b, var x)) => new Divide(Like(a.Value * b.Value, x), x),
        Multiply(var x, var y) when x == y && x.Kind == Kind.Real => new Square(x), // x·x = x²
        Multiply(var z, Where(var c, Literal(1), Literal(0))) => new Where(c, z, Like(0, z)), // z·[c] = c ? z : 0
        Multiply(Where(var c, Literal(1), Literal(0)), var z) => new Where(c, z, Like(0, z)),
        StrongMultiply { Operands: [Literal(0), _] } => Like(0, e),             // 0⊛p = 0
        StrongMultiply { Operands: [Literal z, var p] } => new Multiply(z, p),  // c⊛p = c·p for c ≠ 0
        StrongMultiply { Operands: [var z, Literal { Value: var c } p] } when double.IsFinite(c) => new Multiply(z, p),
        Divide(var x, Literal(1)) => x,                                         // x/1 = x
        Divide(Multiply(Literal a, var x), Literal(var b)) when b != 0 => new Multiply(Like(a.Value / b, x), x),
        Divide(Negate(var x), var y) => new Negate(new Divide(x, y)),           // −x/y = −(x/y)
        Negate(Negate(var x)) => x,                                             // −−x = x
        Negate(Subtract(var x, var y)) => new Subtract(y, x),                   // −(x − y) = y − x
        Negate(Multiply(Literal c, var x)) => new Multiply(Like(-c.Value, x), x),
        Square(Negate(var x)) => new Square(x),                                 // (−x)² = x²
        Square(Sqrt(var x)) => x,                                               // √x² = x where √x is defined
        Sqrt(Square(var x)) => new Abs(x),                                      // √(x²) = |x|
        Square(Abs(var x)) => new Square(x),                                    // |x|² = x²
        PowInteger(var x, 1) => x,                                              // x¹ = x
        PowInteger(var x, 2) => new Square(x),
        Log(Exp(var x)) => x,                                                   // ln eˣ = x
        Exp(Log(var x)) => x,                                                   // e^(ln x) = x
        Where(_, var a, var b) when a == b => a,                                // c ? a : a = a
        Where(Literal(var c), var a, var b) => c != 0 ? a : b,
        Not(Not(var c)) => c,
        And(Literal(var known), var c) => known != 0 ? c : Like(0, c),           // true ∧ c = c
        And(var c, Literal(var known)) => known != 0 ? c : Like(0, c),
        Or(Literal(var known), var c) => known != 0 ? Like(1, c) : c,            // true ∨ c = true
        Or(var c, Literal(var known)) => known != 0 ? Like(1, c) : c,
        _ => null,
    };

    /// <summary>Rules that change accuracy for the better, and hold exactly in real numbers.</summary>
    private static Expr? Stable(Elementwise e) => e switch
    {
        Log(Add(Literal(1), Exp(var x))) => new Softplus(x),                    // ln(1 + eˣ): eˣ may overflow
        Log(Add(Exp(var x), Literal(1))) => new Softplus(x),
        _ => null,
    };

    /// <summary>f(broadcast x, broadcast y) → broadcast f(x, y): the operator runs on the smaller arrays.</summary>
    private static Expr? Lifted(Elementwise e)
    {
        var first = e.Operands.OfType<Broadcast>().FirstOrDefault();
        if (first is null) return null;
        var inner = first.Operand.Shape;
        bool Fits(Expr o) => o is Literal || (o is Broadcast b && b.Axes == first.Axes && b.Operand.Shape == inner);
        if (!e.Operands.All(Fits)) return null;
        Expr[] small = [.. e.Operands.Select(o => o is Literal l ? l.WithShape(inner) : ((Broadcast)o).Operand)];
        return new Broadcast(e.Reshaped(small), e.Shape, first.Axes);
    }

    private static Expr? Reductions(Reduction r) => (r, r.Operand) switch
    {
        (Sum, Literal { Value: 0 }) => Like(0, r),                              // Σ 0 = 0
        (Sum s, Literal l) when Count(s).FixedValue is { } n => new Literal(l.Value * n, s.Shape, s.Kind),
        (Sum s, Sum inner) when inner.Axes.Count + s.Axes.Count == inner.Operand.Rank =>
            new Sum(inner.Operand, Axes.All(inner.Operand.Rank)),               // Σ Σ x = Σ x
        (Sum s, Negate(var x)) => new Negate(new Sum(x, s.Axes)),               // Σ −x = −Σ x
        (Sum s, Multiply(Literal c, var x)) => new Multiply(c.WithShape(s.Shape), new Sum(x, s.Axes)),
        (Sum s, Multiply(Broadcast b, var x)) when b.Operand.Shape.IsScalar =>
            new Multiply(Broadcasting.To(b.Operand, s.Shape), new Sum(x, s.Axes)), // Σ c·x = c·Σ x
        (Sum s, Multiply(var x, Broadcast b)) when b.Operand.Shape.IsScalar =>
            new Multiply(Broadcasting.To(b.Operand, s.Shape), new Sum(x, s.Axes)),
        (Sum s, Divide(var x, Broadcast b)) when b.Operand.Shape.IsScalar =>
            new Divide(new Sum(x, s.Axes), Broadcasting.To(b.Operand, s.Shape)),
        (Sum s, Broadcast b) when b.Axes == s.Axes =>
            new Multiply(Broadcasting.To(Size(Count(s)), b.Operand.Shape), b.Operand), // Σ over copies = n·x
        (Max or Min, Broadcast b) when b.Axes == r.Axes => b.Operand,
        _ => null,
    };

    private static Expr? Moves(Linear l) => (l, l.Operand) switch
    {
        (_, Literal literal) => literal.WithShape(l.Shape),
        (Reshape, Reshape inner) => Reshape(inner.Operand, l.Shape),
        (Reshape, var x) when x.Shape == l.Shape => x,
        (Permute p, Permute inner) =>
            Permute(inner.Operand, Axes.Of([.. p.Axes.Select(a => inner.Axes[a])])),
        (Broadcast b, Broadcast inner) => new Broadcast(inner.Operand, b.Shape, Composed(b, inner)),
        (Broadcast b, Reshape { Operand.Shape.IsScalar: true } r) => new Broadcast(r.Operand, b.Shape, Axes.All(b.Rank)),
        _ => null,
    };

    /// <summary>The new axes of two broadcasts, one after the other.</summary>
    private static Axes Composed(Broadcast outer, Broadcast inner)
    {
        var kept = outer.Axes.Complement(outer.Rank);
        return Axes.Of([.. outer.Axes, .. inner.Axes.Select(a => kept[a])]);
    }

    /// <summary>Whether an array is one number, repeated.</summary>
    private static bool IsScalar(Expr x) => !x.Shape.IsScalar && x is Literal or Broadcast { Operand.Shape.IsScalar: true };

    private static Dimension Count(Reduction r) => Shape.Of([.. r.Axes.Select(a => r.Operand.Shape[a])]).Size;

    private static Literal Like(double value, Expr x) => new(value, x.Shape, x.Kind);
}
