using System.Diagnostics;
using System.Globalization;
using Grad.Bench;
using Grad.Models;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Before anything else, so that the first compilation is the process's first.
long start = Stopwatch.GetTimestamp();
var (network, program, data) = Workloads.Network("relu", Workloads.Deep(Layers.Relu));
double first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
start = Stopwatch.GetTimestamp();
Workloads.Network("relu", Workloads.Deep(Layers.Relu));
double second = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

Workload[] workloads =
[
    Workloads.LinearRegression(), Workloads.CubicFit(), network,
    Workloads.Network("sigmoid", Workloads.Deep(Layers.Sigmoid)).Workload,
    Workloads.Network("tanh", Workloads.Deep(Layers.Tanh)).Workload,
    Workloads.Network("wide", Workloads.Wide()).Workload,
];
double[] own = [.. workloads.Select(Measurement.MicrosecondsPerEpoch)];
var peer = Peer.Run();

Console.WriteLine($"Processor: {Processor()}; {DateTime.UtcNow:yyyy-MM-dd}; .NET {Environment.Version}; "
    + $"PyTorch {peer?.Version ?? "not found"}; float32, one thread, processor time, medians");
if (Environment.GetEnvironmentVariable("OPENBLAS_CORETYPE") is { } forced)
    Console.WriteLine($"OPENBLAS_CORETYPE={forced} is set: OpenBLAS does not choose its own kernels.");
Console.WriteLine();
Console.WriteLine("| workload          | Grad µs/epoch | PyTorch µs/epoch |  ratio |");
Console.WriteLine("|-------------------|--------------:|-----------------:|-------:|");
foreach (var (workload, time) in workloads.Zip(own))
{
    double? other = peer?.Times[workload.Name];
    Console.WriteLine($"| {workload.Name,-17} | {time,13:F2} | {other,16:F1} | {other / time,6:F1} |");
}
Console.WriteLine();
Console.WriteLine($"Network's step, layers to compiled program: {first:F0} ms first, {second:F0} ms again.");
Console.WriteLine();
Console.WriteLine(Loops.Table());
Console.WriteLine(StepTimes.Table(program, data));
Console.Write(program.Explain());

static string Processor()
{
    const string Source = "/proc/cpuinfo";
    string? line = File.Exists(Source) ? File.ReadLines(Source).FirstOrDefault(l => l.StartsWith("model name")) : null;
    return line?.Split(':')[1].Trim() ?? "unknown";
}
