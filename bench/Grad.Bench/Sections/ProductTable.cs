using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using Grad.Products;

namespace Grad.Bench;

/// <summary>Products of several shapes in both precisions: Grad's managed kernel and the best of the native libraries.</summary>
internal sealed class ProductTable
{
    private readonly ImmutableArray<ProductBackend> libraries;
    private readonly StringBuilder details = new();
    private readonly List<Row> rows = [];

    public ProductTable()
    {
        (libraries, Peers) = NativeProducts.Find();
        details.AppendLine("GFLOP/s of each:").AppendLine();
        details.AppendLine("| m×n×k | Grad | " + string.Concat(libraries.Select(l => l.Name + " | ")));
        details.AppendLine("|---|--:|" + string.Concat(libraries.Select(_ => "--:|")));
    }

    public ImmutableArray<string> Peers { get; }

    public ImmutableArray<Row> Rows => [.. rows];

    public string Details => details.ToString();

    /// <summary>Adds a product; what Grad reaches in operations per second.</summary>
    public double Add<T>(int m, int n, int k) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string work = $"{(typeof(T) == typeof(float) ? "sgemm" : "dgemm")} {m}×{n}×{k}";
        Progress.Show(work);
        double[] rates = ProductCase.Rates<T>(m, n, k, libraries.AsSpan());
        details.AppendLine(CultureInfo.InvariantCulture,
            $"| {work} | {string.Concat(rates.Select(r => Quantity.ThreeDigits(r / 1e9) + " | "))}");
        int best = libraries.IsEmpty ? -1 : Array.IndexOf(rates, rates[1..].Max()) - 1;
        rows.Add(Row.OfRates(
            work, Gigaflops(rates[0]), best < 0 ? "MKL, OpenBLAS" : $"{libraries[best].Name}, the best",
            best < 0 ? null : Gigaflops(rates[best + 1]), 1));
        return rates[0];
    }

    /// <summary>Adds what share of the processor's limit a product reached.</summary>
    public void AddShare(string work, double rate, double peak) =>
        rows.Add(Row.OfRates(work, Gigaflops(rate), "multiply-add peak", Gigaflops(peak), 0.85));

    private static Quantity Gigaflops(double rate) => new(rate / 1e9, "GFLOP/s");
}
