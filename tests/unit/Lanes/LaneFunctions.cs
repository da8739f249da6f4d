using Grad.Numerics;

namespace Grad.Tests.Unit.Lanes;

/// <summary>A function of lanes beside its meaning.</summary>
public interface ILaneFunction
{
    static abstract V Lanes<V>(V x) where V : struct, ILanes<V>;

    static abstract double Reference(double x);

    /// <summary>How far, in ulps of double, the reference itself may be off.</summary>
    static virtual double Slack => 1;
}

public readonly struct ExpFunction : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Exp(x);
    public static double Reference(double x) => Math.Exp(x);
}

public readonly struct Expm1Function : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Expm1(x);
    public static double Reference(double x) => ScalarMath.Expm1(x);
    public static double Slack => 3;
}

public readonly struct LogFunction : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Log(x);
    public static double Reference(double x) => Math.Log(x);
}

public readonly struct Log1pFunction : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Log1p(x);
    public static double Reference(double x) => ScalarMath.Log1p(x);
    public static double Slack => 3;
}

public readonly struct SinFunction : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Sin(x);
    public static double Reference(double x) => Math.Sin(x);
}

public readonly struct CosFunction : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Cos(x);
    public static double Reference(double x) => Math.Cos(x);
}

public readonly struct TanhFunction : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Tanh(x);
    public static double Reference(double x) => Math.Tanh(x);
    public static double Slack => 2;
}

public readonly struct SigmoidFunction : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Sigmoid(x);
    public static double Reference(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
    public static double Slack => 2;
}

public readonly struct SoftplusFunction : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Softplus(x);
    public static double Reference(double x) => Math.Max(x, 0) + ScalarMath.Log1p(Math.Exp(-Math.Abs(x)));
    public static double Slack => 3;
}

public readonly struct Log2Function : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Log2(x);
    public static double Reference(double x) => Math.Log2(x);
}

public readonly struct Log10Function : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Log10(x);
    public static double Reference(double x) => Math.Log10(x);
}

public readonly struct Exp2Function : ILaneFunction
{
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Exp2(x);
    public static double Reference(double x) => Math.Pow(2, x);
}
