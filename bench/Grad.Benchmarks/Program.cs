using BenchmarkDotNet.Running;
using Grad.Benchmarks;

// dotnet run -c Release --project bench/Grad.Benchmarks -- --filter '*Products*' --job short
BenchmarkSwitcher.FromAssembly(typeof(Operators<>).Assembly).Run(args);
