using Rewrite = (string Law, Grad.Expr Result);

namespace Grad;

internal static partial class Rules
{
    /// <summary>
    /// Sums of exponentials become the operators that shift them first. Those are composed, and expanded later, so that
    /// after expansion these rules would undo it.
    /// </summary>
    private static Rewrite? Composed(Expr node) => node switch
    {
        Log(Sum { Operand: Exp(var x) } s) => ("ln Σ eˣ = logsumexp(x), without overflow", new LogSumExp(x, s.Axes)),
        Log(Reshape { Operand: Sum { Operand: Exp(var x) } s } r)
            => ("ln Σ eˣ, reshaped, = logsumexp(x), reshaped", Reshape(new LogSumExp(x, s.Axes), r.Shape)),
        Log(Divide(Sum { Operand: Exp(var x) } s, var y))
            => ("ln(Σ eˣ/y) = logsumexp(x) − ln y, without overflow", new Subtract(new LogSumExp(x, s.Axes), new Log(y))),
        Log(Multiply(var y, Sum { Operand: Exp(var x) } s))
            => ("ln(y·Σ eˣ) = ln y + logsumexp(x), without overflow", new Add(new Log(y), new LogSumExp(x, s.Axes))),
        Log(Softmax s) => ("ln softmax(x) = logsoftmax(x), without underflow", new LogSoftmax(s.Operands[0], s.Axes)),
        Exp(LogSoftmax l) => ("e^logsoftmax(x) = softmax(x)", new Softmax(l.Operands[0], l.Axes)),
        Subtract(var x, Broadcast { Operand: LogSumExp l } b) when x == l.Operand && b.Axes == l.Axes
            => ("x − logsumexp(x) = logsoftmax(x), which does not cancel", new LogSoftmax(x, l.Axes)),
        Divide(Exp(var x) e, Broadcast { Operand: Sum s } b) when Totals(s, e, b)
            => ("eˣ/Σ eˣ = softmax(x), without overflow", new Softmax(x, s.Axes)),
        Multiply(Broadcast b, Exp(var x) e) when Shared(b, e) is var (y, axes)
            => ("(y/Σ eˣ)·eˣ = y·softmax(x), without overflow", new Multiply(y, new Softmax(x, axes))),
        Multiply(Exp(var x) e, Broadcast b) when Shared(b, e) is var (y, axes)
            => ("eˣ·(y/Σ eˣ) = softmax(x)·y, without overflow", new Multiply(new Softmax(x, axes), y)),
        StrongMultiply { Operands: [Broadcast b, Exp(var x) e] } m when Shared(b, e) is var (y, axes)
            => ("(y/Σ eˣ)⊛eˣ = y⊛softmax(x), without overflow", new StrongMultiply(y, new Softmax(x, axes), m.StrongInBoth)),
        Softmax { Operands: [Subtract(var x, Broadcast b)] } s when s.Axes.All(b.Axes.Contains)
            => ("softmax(x − copies) = softmax(x)", new Softmax(x, s.Axes)),
        Add(var y, LogSumExp { Operand: Subtract(var x, Broadcast b) } l) when b.Operand == y && b.Axes == l.Axes
            => ("y + logsumexp(x − y) = logsumexp(x)", new LogSumExp(x, l.Axes)),
        Add(LogSumExp { Operand: Subtract(var x, Broadcast b) } l, var y) when b.Operand == y && b.Axes == l.Axes
            => ("logsumexp(x − y) + y = logsumexp(x)", new LogSumExp(x, l.Axes)),
        _ => null,
    };

    /// <summary>Whether a sum of exponentials is repeated along the very axes it was taken over.</summary>
    private static bool Totals(Sum s, Exp e, Broadcast b) => s.Operand == e && s.Axes == b.Axes;

    /// <summary>y, spread, and the axes of the sum, where a factor of eˣ is y/Σ eˣ, spread.</summary>
    private static (Expr Factor, Axes Axes)? Shared(Broadcast factor, Exp e) =>
        Quotient(factor.Operand) is (var y, Sum s) && Totals(s, e, factor)
            ? (new Broadcast(y, factor.Shape, factor.Axes), s.Axes)
            : null;
}
