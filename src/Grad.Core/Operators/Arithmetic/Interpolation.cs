namespace Grad;

public static partial class Functions
{
    /// <summary>The cube x³.</summary>
    public static Expr Cube(Expr x) => Pow(x, 3);

    /// <summary>(1 − t)·a + t·b, elementwise with broadcasting: exactly a at t = 0 and b at t = 1.</summary>
    public static Expr Lerp(Expr a, Expr b, Expr t) => (1 - t) * a + t * b;

    /// <summary>x − trunc x, with the sign of x; its derivative is 1.</summary>
    public static Expr Fraction(Expr x) => x - Truncate(x);
}
