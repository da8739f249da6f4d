using System.Collections.Immutable;

namespace Grad;

/// <summary>Recognises a loss that is a sum of squares: Σ r², c·Σ r² with a positive c, and sums of them.</summary>
internal static class SumOfSquares
{
    /// <summary>Residuals whose squares add up to the loss; <see langword="null"/> where it is none that can be seen.</summary>
    public static ImmutableArray<Expr>? Residuals(Expr loss)
    {
        var residuals = ImmutableArray.CreateBuilder<Expr>();
        var waiting = new Stack<(Expr Term, Expr? Weight)>([(Functions.Simplify(loss), null)]);
        while (waiting.TryPop(out var next))
        {
            var (term, weight) = next;
            switch (term)
            {
                case Add(var x, var y):
                    waiting.Push((y, weight));
                    waiting.Push((x, weight));
                    break;
                case Multiply(var c, var x) when IsPositive(c):
                    waiting.Push((x, weight is null ? c : weight * c));
                    break;
                case Divide(var x, var c) when IsPositive(c):
                    waiting.Push((x, weight is null ? 1 / c : weight / c));
                    break;
                case Sum { Operand: Square(var r) }:
                    residuals.Add(weight is null ? r : Functions.Sqrt(weight) * r);
                    break;
                case Square(var r):
                    residuals.Add(weight is null ? r : Functions.Sqrt(weight) * r);
                    break;
                case Literal { Value: >= 0 } constant:
                    residuals.Add(Functions.Sqrt(weight is null ? constant : constant * weight));
                    break;
                default:
                    return null;
            }
        }
        return residuals.ToImmutable();
    }

    /// <summary>Whether it is a number above 0 whatever the data: a literal or a size, and their products and quotients.</summary>
    private static bool IsPositive(Expr x) => x.Shape.IsScalar && x switch
    {
        Literal l => l.Value > 0,
        SizeOf => true,
        Multiply(var a, var b) => IsPositive(a) && IsPositive(b),
        Divide(var a, var b) => IsPositive(a) && IsPositive(b),
        Reciprocal(var a) => IsPositive(a),
        _ => false,
    };
}
