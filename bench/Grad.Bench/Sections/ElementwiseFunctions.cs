using System.Numerics;
using System.Numerics.Tensors;
using System.Reflection;
using Grad.Products;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>Compiled loops of one function beside MKL's vector library and System.Numerics.Tensors.</summary>
internal static class ElementwiseFunctions
{
    private const int Count = 4096;

    private delegate void Sweep<T>(ReadOnlySpan<T> x, Span<T> y);

    public static Findings Measure()
    {
        // Loading it through Grad's door sets what MKL needs; its vector functions stay in their default mode.
        BlasLibrary.TryOpen(NativeSearch.Mkl(), out var mkl, out string reason);
        Row[] rows = [.. Rows<float>(mkl, "float32"), .. Rows<double>(mkl, "float64")];
        string tensors = typeof(TensorPrimitives).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        return new([.. rows],
        [
            mkl is null ? $"MKL's vector library is left out: {reason}" : $"MKL's vector library: {mkl.Version}, default mode",
            $"System.Numerics.Tensors {tensors}",
        ]);
    }

    private static IEnumerable<Row> Rows<T>(BlasLibrary? mkl, string precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] around = Numbers.Uniform(1, Count, -5, 5), positive = Numbers.Uniform(2, Count, 0, 10);
        (string Name, Func<Expr, Expr> Own, string? Mkl, Sweep<T>? Tensors, double[] At)[] functions =
        [
            ("exp", v => Exp(v), "Exp", TensorPrimitives.Exp, around),
            ("tanh", v => Tanh(v), "Tanh", TensorPrimitives.Tanh, around),
            ("sigmoid", v => Sigmoid(v), null, TensorPrimitives.Sigmoid, around),
            ("log", v => Log(v), "Ln", TensorPrimitives.Log, positive),
            ("sin", v => Sin(v), "Sin", TensorPrimitives.Sin, around),
            ("erf", v => Erf(v), "Erf", null, around),
        ];
        foreach (var (name, own, native, tensors, at) in functions)
        {
            string work = $"{name}, {precision}";
            Progress.Show(work);
            var x = Variable("x", [Count]);
            var session = Compile<T>([x], [own(x)]).Bind((x, Value.Of(at, Count)));
            using var from = new AlignedArray<T>(at);
            using var to = new AlignedArray<T>(Count);
            var peers = new List<(string Name, Action Run)>();
            if (mkl is not null && native is not null) peers.Add(("MKL", Native(mkl, native, from, to)));
            if (tensors is not null)
                peers.Add(("System.Numerics.Tensors", () => tensors(from.Span, to.Span)));

            double[] seconds = Clock.Least([session.Run, .. peers.Select(p => p.Run)]);
            for (int p = 0; p < peers.Count; p++)
            {
                yield return Row.OfTimes(
                    work, Quantity.Nanoseconds(seconds[0] / Count), peers[p].Name,
                    Quantity.Nanoseconds(seconds[p + 1] / Count), 1);
            }
        }
    }

    private static unsafe Action Native<T>(BlasLibrary mkl, string function, AlignedArray<T> from, AlignedArray<T> to)
        where T : unmanaged, INumberBase<T>
    {
        var address = (delegate* unmanaged[Cdecl]<int, nint, nint, void>)mkl.Export(
            (typeof(T) == typeof(float) ? "vs" : "vd") + function);
        return () => address(Count, from.Address, to.Address);
    }
}
