using Rewrite = (string Law, Grad.Expr Result);

namespace Grad;

internal static partial class Rules
{
    /// <summary>Rules that change accuracy for the better, and hold exactly in real numbers.</summary>
    private static Rewrite? Stable(Elementwise e) => e switch
    {
        Log(Add(Literal(1), Exp(var x))) => ("ln(1 + eˣ) = softplus(x), without overflow", new Softplus(x)),
        Log(Add(Exp(var x), Literal(1))) => ("ln(eˣ + 1) = softplus(x), without overflow", new Softplus(x)),
        Log1p(Exp(var x)) => ("log1p(eˣ) = softplus(x), without overflow", new Softplus(x)),
        Log(Add(Literal(1), var x)) => ("ln(1 + x) = log1p(x), which keeps a small x", new Log1p(x)),
        Log(Add(var x, Literal(1))) => ("ln(x + 1) = log1p(x), which keeps a small x", new Log1p(x)),
        Log(Subtract(Literal(1), var x)) => ("ln(1 − x) = log1p(−x), which keeps a small x", new Log1p(new Negate(x))),
        Log(Negate(Expm1(var x))) => ("ln(−expm1(x)) = log1mexp(x), near 0 and far out", new Log1mExp(x)),
        Log1p(Negate(Exp(var x))) => ("log1p(−eˣ) = log1mexp(x), near 0 and far out", new Log1mExp(x)),
        Log(Expm1(var x)) => ("ln(eˣ − 1) = x + log1mexp(−x), without overflow", new Add(x, new Log1mExp(new Negate(x)))),
        Log(Add(Exp(var x), Exp(var y))) => ("ln(eˣ + eʸ) = logaddexp(x, y), without overflow", new LogAddExp(x, y)),
        Log(Subtract(Exp(var x), Exp(var y))) =>
            ("ln(eˣ − eʸ) = x + log1mexp(y − x), without overflow", new Add(x, new Log1mExp(new Subtract(y, x)))),
        Log(Multiply(Exp(var x), var y)) => ("ln(eˣ·y) = x + ln y, without overflow", new Add(x, new Log(y))),
        Log(Multiply(var y, Exp(var x))) => ("ln(y·eˣ) = ln y + x, without overflow", new Add(new Log(y), x)),
        Log(Divide(Exp(var x), var y)) => ("ln(eˣ/y) = x − ln y, without overflow", new Subtract(x, new Log(y))),
        Log(Divide(var y, Exp(var x))) => ("ln(y/eˣ) = ln y − x, without overflow", new Subtract(new Log(y), x)),
        Log(Sigmoid(var x)) => ("ln σ(x) = logsigmoid(x), without underflow", new LogSigmoid(x)),
        Log(Erfc(var x)) => ("ln erfc x = ln 2 + logndtr(−√2·x), without underflow", new Add(
            Like(Math.Log(2), x), new LogNdtr(new Multiply(Like(-Math.Sqrt(2), x), x)))),
        Subtract(Exp(var x), Literal(1)) => ("eˣ − 1 = expm1(x), which does not cancel", new Expm1(x)),
        Subtract(Literal(1), Exp(var x)) => ("1 − eˣ = −expm1(x), which does not cancel", new Negate(new Expm1(x))),
        Subtract(Literal(1), Sigmoid(var x)) => ("1 − σ(x) = σ(−x), which does not cancel", new Sigmoid(new Negate(x))),
        Divide(Literal(1), Add(Literal(1), Exp(var x))) => ("1/(1 + eˣ) = σ(−x)", new Sigmoid(new Negate(x))),
        Divide(Literal(1), Add(Exp(var x), Literal(1))) => ("1/(eˣ + 1) = σ(−x)", new Sigmoid(new Negate(x))),
        Divide(Exp(var x), Add(Literal(1), Exp(var y))) when x == y
            => ("eˣ/(1 + eˣ) = σ(x), without overflow", new Sigmoid(x)),
        Divide(Exp(var x), Add(Exp(var y), Literal(1))) when x == y
            => ("eˣ/(eˣ + 1) = σ(x), without overflow", new Sigmoid(x)),
        Log(Determinant d) => ("ln det A = ln |det A| where it is defined, without overflow", new LogDeterminant(d.Operands[0])),
        Log(Abs(Determinant d)) => ("ln |det A| = logdet A, without overflow", new LogDeterminant(d.Operands[0])),
        Multiply(Broadcast b, Cofactors c) when Quotient(b.Operand) is (var y, Determinant d) && d.Operands[0] == c.Operands[0]
            => ("y/det A · cofactors A = y·A⁻ᵀ, without overflow",
                new Multiply(new Broadcast(y, b.Shape, b.Axes), Transpose(new Inverse(d.Operands[0])))),
        Log1p(Expm1(var x)) => ("log1p(expm1(x)) = x", x),
        Expm1(Log1p(var x)) => ("expm1(log1p(x)) = x", x),
        Multiply(var x, Reciprocal(var y)) when x == y && IsNonZero(x) => ("x·x⁻¹ = 1 for x ≠ 0", Like(1, x)),
        Multiply(Reciprocal(var y), var x) when x == y && IsNonZero(x) => ("x⁻¹·x = 1 for x ≠ 0", Like(1, x)),
        Divide(var x, var y) when x == y && IsNonZero(x) => ("x/x = 1 for x ≠ 0", Like(1, x)),
        _ => null,
    };

    /// <summary>A system is solved; its matrix is not inverted for it.</summary>
    private static Rewrite? Systems(MatMul p) => p switch
    {
        // Solving does not leave out what an exact zero is multiplied by.
        { Strong: not StrongSides.None } => null,
        { Left: Inverse a, Right: var b } => ("A⁻¹·B = solve(A, B)", new Solve(a.Operands[0], b)),
        { Left: Permute { IsTranspose: true, Operand: Inverse a }, Right: var b }
            => ("A⁻ᵀ·B = solve(Aᵀ, B)", new Solve(Transpose(a.Operands[0]), b)),
        { Left: var b, Right: Inverse a }
            => ("B·A⁻¹ = solve(Aᵀ, Bᵀ)ᵀ", Transpose(new Solve(Transpose(a.Operands[0]), Transpose(b)))),
        { Left: var b, Right: Permute { IsTranspose: true, Operand: Inverse a } }
            => ("B·A⁻ᵀ = solve(A, Bᵀ)ᵀ", Transpose(new Solve(a.Operands[0], Transpose(b)))),
        _ => null,
    };

    /// <summary>y and z, where x is y/z, or y⊛(1/z) as a derivative has it.</summary>
    private static (Expr Numerator, Expr Divisor)? Quotient(Expr x) => x switch
    {
        Divide(var y, var z) => (y, z),
        StrongMultiply { Operands: [var y, Divide(Literal(1), var z)] } => (y, z),
        _ => null,
    };
}
