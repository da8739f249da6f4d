using System.Collections.Immutable;
using Grad.Products;

namespace Grad.Bench;

/// <summary>The native libraries of matrix products that are installed, and what they say of themselves.</summary>
internal static class NativeProducts
{
    public static (ImmutableArray<ProductBackend> Libraries, ImmutableArray<string> Notes) Find()
    {
        var libraries = ImmutableArray.CreateBuilder<ProductBackend>();
        var notes = ImmutableArray.CreateBuilder<string>();
        if (ProductBackends.TryMkl(out var mkl, out string reason)) libraries.Add(mkl);
        else notes.Add($"MKL is left out: {reason}");
        if (ProductBackends.TryOpenBlas(out var openBlas, out reason)) libraries.Add(openBlas);
        else notes.Add($"OpenBLAS is left out: {reason}");
        return (libraries.ToImmutable(), [.. libraries.Select(l => $"{l.Name}: {l.Description}"), .. notes]);
    }
}
