namespace Grad;

public static partial class Functions
{
    /// <summary>0 in every place.</summary>
    /// <param name="shape">The shape; a name in it stands for a size known only when data is bound.</param>
    public static Expr Zeros(Shape shape) => new Literal(0, shape);

    /// <summary>1 in every place.</summary>
    /// <param name="shape">The shape; a name in it stands for a size known only when data is bound.</param>
    public static Expr Ones(Shape shape) => new Literal(1, shape);
}
