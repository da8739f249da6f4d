namespace Grad;

public static partial class Functions
{
    /// <summary>x, but the value wherever the mask holds; elementwise with broadcasting.</summary>
    public static Expr MaskedFill(Expr x, Expr mask, Expr value) => Where(mask, value, x);
}
