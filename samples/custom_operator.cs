#:project ../src/Grad.Core
// An operator of one's own in one block: the softsign-like x / √(1 + x²), with its derivative, its vector body and its facts.
using Grad;
using Grad.Numerics;
using static Grad.Functions;

Variable x = Variable("x", ["n"]);
Expr y = Sum(new Squash(x));
Console.WriteLine($"y = {y}");
Console.WriteLine($"dy/dx = {Gradient(y, x)}");

double[] data = [-2, -0.5, 0, 1, 3];
Expr slope = Gradient(y, x), curvature = Gradient(Sum(slope), x);
var session = Compile<float>([x], [y, slope, curvature]).Bind((x, data));
session.Run();
Console.WriteLine($"y = {session.Scalar(y):F5}");
Console.WriteLine($"y' = {string.Join(" ", session.Read(slope).Select(s => s.ToString("F4")))}");
Console.WriteLine($"y'' = {string.Join(" ", session.Read(curvature).Select(s => s.ToString("F4")))}");

/// <summary>x / √(1 + x²).</summary>
sealed class Squash(Expr x) : Unary<Squash>(x), IUnary<Squash>
{
    public static string Name => "squash";

    public static Facts Facts => Facts.Odd | Facts.Increasing | Facts.Bounded | Facts.PreservesZero;

    public static double Scalar(double x) => x / Math.Sqrt(1 + (x * x));

    public static Expr? Partial(Expr x, Expr y) => Pow(1 + Square(x), -1.5);

    public static V Lanes<V>(V x) where V : struct, ILanes<V> => x / V.Sqrt(V.Fma(x, x, V.One));
}
