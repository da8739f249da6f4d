namespace Grad;

/// <content>Activations of straight pieces; at each kink the derivative is the flatter of the two slopes.</content>
public static partial class Functions
{
    /// <summary>min(max(x, low), high).</summary>
    public static Expr HardTanh(Expr x, double low = -1, double high = 1) => Minimum(Maximum(x, low), high);

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    public static Expr HardSigmoid(Expr x) => Relu6(x + 3) / 6;

    /// <summary>x·hardsigmoid(x) (Howard et al., "Searching for MobileNetV3", 2019).</summary>
    public static Expr HardSwish(Expr x) => x * HardSigmoid(x);
}
