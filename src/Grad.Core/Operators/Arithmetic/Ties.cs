namespace Grad;

/// <summary>The derivative of choosing one of two numbers.</summary>
internal static class Ties
{
    /// <summary>1 where a number is chosen, 0 where the other is; at a tie ½, or 0 against a literal.</summary>
    public static Expr Share(Expr chosen, Expr passedOver, Expr other) => Where(
        chosen,
        One(other),
        Where(passedOver, new Literal(0, other.Shape), new Literal(other is Literal ? 0 : 0.5, other.Shape)));
}
