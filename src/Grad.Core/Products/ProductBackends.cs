using System.Diagnostics.CodeAnalysis;

namespace Grad.Products;

/// <summary>The backends of this machine, each loaded when it is first asked for, and the choice among them.</summary>
public static class ProductBackends
{
    /// <summary>The environment variable that names a backend: see <see cref="Select(string, out string)"/>.</summary>
    public const string Variable = "GRAD_BLAS";

    private static readonly Lazy<Found> LazyMkl = new(() => Open(NativeSearch.Mkl()));
    private static readonly Lazy<Found> LazyOpenBlas = new(() => Open(NativeSearch.OpenBlas()));
    private static readonly Lazy<Found> LazyAccelerate = new(() => Open(NativeSearch.Accelerate()));
    private static readonly MathNetBackend MathNet = new();
    private static readonly Dictionary<string, Found> ByPath = [];

    private sealed record Found(ProductBackend? Backend, string Reason);

    /// <summary>Grad's own kernel, which needs nothing installed, on all processors for large products.</summary>
    public static ProductBackend Managed { get; } = new ManagedBackend(Environment.ProcessorCount);

    /// <summary>The backends that this machine can run, the managed one first.</summary>
    public static IReadOnlyList<ProductBackend> Installed =>
    [
        Managed,
        .. new[] { LazyMkl.Value, LazyOpenBlas.Value, LazyAccelerate.Value }
            .Select(found => found.Backend).OfType<ProductBackend>(),
        .. MathNetBackend.HasProvider ? [MathNet] : Array.Empty<ProductBackend>(),
    ];

    /// <summary>Intel MKL through <c>mkl_rt</c>, in its sequential layer.</summary>
    /// <param name="backend">The backend, or null.</param>
    /// <param name="reason">Why there is none, as a sentence; empty otherwise.</param>
    public static bool TryMkl([NotNullWhen(true)] out ProductBackend? backend, out string reason) =>
        Try(LazyMkl.Value, out backend, out reason);

    /// <summary>OpenBLAS, in one thread.</summary>
    /// <param name="backend">The backend, or null.</param>
    /// <param name="reason">Why there is none, as a sentence; empty otherwise.</param>
    public static bool TryOpenBlas([NotNullWhen(true)] out ProductBackend? backend, out string reason) =>
        Try(LazyOpenBlas.Value, out backend, out reason);

    /// <summary>Apple's Accelerate.</summary>
    /// <param name="backend">The backend, or null.</param>
    /// <param name="reason">Why there is none, as a sentence; empty otherwise.</param>
    public static bool TryAccelerate([NotNullWhen(true)] out ProductBackend? backend, out string reason) =>
        Try(LazyAccelerate.Value, out backend, out reason);

    /// <summary>The native provider that Math.NET has been given (<c>Control.UseNativeMKL()</c> and its kin).</summary>
    /// <param name="backend">The backend, or null.</param>
    /// <param name="reason">Why there is none, as a sentence; empty otherwise.</param>
    public static bool TryMathNet([NotNullWhen(true)] out ProductBackend? backend, out string reason) =>
        Try(MathNetBackend.HasProvider
            ? new(MathNet, "")
            : new(null, "Math.NET Numerics runs on its own managed provider."), out backend, out reason);

    /// <summary>Any library with a CBLAS interface of 32-bit integers.</summary>
    /// <param name="path">Path of the library, or a name that the system's loader knows.</param>
    /// <param name="backend">The backend, or null.</param>
    /// <param name="reason">Why there is none, as a sentence; empty otherwise.</param>
    public static bool TryLibrary(string path, [NotNullWhen(true)] out ProductBackend? backend, out string reason)
    {
        lock (ByPath)
        {
            if (!ByPath.TryGetValue(path, out var found)) ByPath[path] = found = Open(NativeSearch.Exactly(path));
            return Try(found, out backend, out reason);
        }
    }

    /// <summary>The backend that the environment variable <see cref="Variable"/> names, or the default.</summary>
    /// <param name="why">A sentence that says what was chosen and why.</param>
    /// <exception cref="ArgumentException">The variable names no backend.</exception>
    /// <exception cref="InvalidOperationException">The variable names a backend that cannot be used.</exception>
    public static ProductBackend Select(out string why) => Select(null, out why);

    /// <summary>
    /// The backend named by the option, else by <see cref="Variable"/>, else the default: Intel MKL when it is present
    /// on an Intel processor, otherwise the managed kernel.
    /// </summary>
    /// <param name="choice">managed, mkl, openblas, accelerate, mathnet, the path of a library, or null.</param>
    /// <param name="why">A sentence that says what was chosen and why.</param>
    /// <exception cref="ArgumentException">The name is none of these.</exception>
    /// <exception cref="InvalidOperationException">The named backend cannot be used.</exception>
    public static ProductBackend Select(string? choice, out string why) =>
        ProductSelection.Select(
            choice, Environment.GetEnvironmentVariable(Variable), Processor.Vendor, TryName, out why);

    private static bool? TryName(string name, out ProductBackend? backend, out string reason)
    {
        reason = "";
        switch (name)
        {
            case "managed": backend = Managed; return true;
            case "mkl": return TryMkl(out backend, out reason);
            case "openblas": return TryOpenBlas(out backend, out reason);
            case "accelerate": return TryAccelerate(out backend, out reason);
            case "mathnet": return TryMathNet(out backend, out reason);
        }
        if (name.IndexOfAny(['/', '\\', '.']) >= 0) return TryLibrary(name, out backend, out reason);
        backend = null;
        return null;
    }

    private static bool Try(Found found, [NotNullWhen(true)] out ProductBackend? backend, out string reason)
    {
        (backend, reason) = found;
        return backend is not null;
    }

    private static Found Open(NativeSearch search) => BlasLibrary.TryOpen(search, out var library, out var reason)
        ? new(new NativeBackend(library!, Environment.ProcessorCount), "")
        : new(null, reason);
}
