using System.Numerics;
using BenchmarkDotNet.Attributes;
using Grad.Products;
using Grad.Workloads;

namespace Grad.Benchmarks;

/// <summary>Matrix products as programs run them, by each backend of this machine.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class Products<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Session<T>? session;

    /// <summary>The backends that are installed.</summary>
    public static IEnumerable<string> Backends => ProductBackends.Installed.Select(b => b.Name);

    /// <summary>The shapes: m, n, k.</summary>
    public static IEnumerable<string> Shapes => ["20×20×20", "64×64×64", "200×20×20", "512×512×512"];

    /// <summary>Who computes.</summary>
    [ParamsSource(nameof(Backends))]
    public string Backend { get; set; } = "";

    /// <summary>m×n×k.</summary>
    [ParamsSource(nameof(Shapes))]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Compile()
    {
        if (Shape.Split('×').Select(int.Parse).ToArray() is not [var m, var n, var k])
            throw new FormatException($"\"{Shape}\" is not m×n×k.");
        Variable a = Variable("a", [m, k]), b = Variable("b", [k, n]);
        session = Compile<T>([a, b], [MatMul(a, b)], options: new() { ProductBackend = Backend })
            .Bind((a, Value.Of(Numbers.Normal(1, m * k), m, k)), (b, Value.Of(Numbers.Normal(2, k * n), k, n)));
    }

    [Benchmark]
    public void Run() => session!.Run();
}
