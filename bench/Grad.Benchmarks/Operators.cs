using System.Numerics;
using BenchmarkDotNet.Attributes;
using Grad.Workloads;

namespace Grad.Benchmarks;

/// <summary>The compiled loop of one operator over numbers in cache; the time is that of one number.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class Operators<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Count = 4096;

    private static readonly Dictionary<string, Func<Expr, Expr>> ByName = new()
    {
        ["x + x²"] = x => x + Square(x),
        ["1/x"] = x => 1 / x,
        ["sqrt"] = x => Sqrt(x),
        ["exp"] = x => Exp(x),
        ["log"] = x => Log(x),
        ["sin"] = x => Sin(x),
        ["tanh"] = x => Tanh(x),
        ["sigmoid"] = x => Sigmoid(x),
        ["erf"] = x => Erf(x),
        ["lgamma"] = x => Lgamma(x),
        ["x^1.5"] = x => Pow(x, 1.5),
    };

    private Session<T>? session;

    /// <summary>The operators.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The operator's name.</summary>
    [ParamsSource(nameof(Names))]
    public string Operator { get; set; } = "";

    [GlobalSetup]
    public void Compile()
    {
        var x = Variable("x", [Count]);
        session = Compile<T>([x], [ByName[Operator](x)]).Bind((x, Numbers.Uniform(1, Count, 0.1, 5)));
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void Run() => session!.Run();
}
