namespace Grad;

public static partial class Functions
{
    /// <summary>min(max(x, 0), 6) (Howard et al., "MobileNets", 2017).</summary>
    public static Expr Relu6(Expr x) => Minimum(Relu(x), 6);

    /// <summary>x for x &gt; 0, slope·x elsewhere (Maas et al., 2013); the derivative at 0 is the slope.</summary>
    public static Expr LeakyRelu(Expr x, double slope = 0.01) => Where(x > 0, x, slope * x);

    /// <summary>x for x &gt; 0, α·(eˣ − 1) elsewhere (Clevert et al., 2016).</summary>
    public static Expr Elu(Expr x, double alpha = 1) => Where(x > 0, x, alpha * Expm1(x));

    /// <summary>λ·elu(x, α), which keeps mean 0 and variance 1 (Klambauer et al., 2017).</summary>
    public static Expr Selu(Expr x) => 1.0507009873554805 * Elu(x, 1.6732632423543772);
}
