namespace Grad.Workloads;

/// <summary>The pass by which a gradient is computed.</summary>
public enum Mode
{
    Forward,
    Reverse,
}

/// <summary>Gradients of functions of few variables by either pass.</summary>
public static class Slopes
{
    /// <summary>∂y/∂x for a scalar y and a vector x: one reverse pass, or a forward pass for each element of x.</summary>
    public static Expr Slope(Expr y, Expr x, Mode mode)
    {
        if (mode == Mode.Reverse) return Gradient(y, x);
        int size = x.Shape[0].Value;
        var unit = Identity(size);
        return Stack([.. Enumerable.Range(0, size).Select(i => Jvp(y, (x, At(unit, 0, i))))]);
    }
}
