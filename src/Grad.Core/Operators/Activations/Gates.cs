namespace Grad;

/// <content>Activations of the form x·g(x), each gate in the form that keeps its digits where it is near 0.</content>
public static partial class Functions
{
    /// <summary>x·σ(x), also called swish (Elfwing et al., 2018).</summary>
    public static Expr Silu(Expr x) => x * Sigmoid(x);

    /// <summary>x·tanh(softplus(x)) (Misra, 2019).</summary>
    public static Expr Mish(Expr x) => x * Tanh(Softplus(x));

    /// <summary>x·Φ(x), Φ the distribution function of the standard normal (Hendrycks and Gimpel, 2016).</summary>
    public static Expr Gelu(Expr x) => 0.5 * x * Erfc(-Math.Sqrt(0.5) * x);

    /// <summary>½x·(1 + tanh(√(2/π)·(x + 0.044715x³))), the approximation of <see cref="Gelu"/>, as x·σ(2·…).</summary>
    public static Expr GeluTanh(Expr x) => x * Sigmoid(2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * Cube(x)));
}
