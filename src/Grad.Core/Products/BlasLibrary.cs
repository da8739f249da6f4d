using System.Runtime.InteropServices;

namespace Grad.Products;

/// <summary>
/// The one door to a native library with a CBLAS interface of 32-bit integers: loaded once, brought to one thread,
/// tested on a product before it is trusted.
/// </summary>
internal sealed unsafe class BlasLibrary
{
    /// <summary>cblas_sgemm: order, op A, op B, m, n, k, alpha, A, lda, B, ldb, beta, C, ldc.</summary>
    internal readonly delegate* unmanaged[Cdecl]<
        int, int, int, int, int, int, float, nint, int, nint, int, float, nint, int, void> Sgemm;

    /// <summary>cblas_dgemm: the same in double precision.</summary>
    internal readonly delegate* unmanaged[Cdecl]<
        int, int, int, int, int, int, double, nint, int, nint, int, double, nint, int, void> Dgemm;

    private readonly nint handle;

    private BlasLibrary(nint handle, string path, string name)
    {
        this.handle = handle;
        Path = path;
        Name = name;
        Sgemm = (delegate* unmanaged[Cdecl]<
            int, int, int, int, int, int, float, nint, int, nint, int, float, nint, int, void>)Export("cblas_sgemm");
        Dgemm = (delegate* unmanaged[Cdecl]<
            int, int, int, int, int, int, double, nint, int, nint, int, double, nint, int, void>)Export("cblas_dgemm");
    }

    /// <summary>mkl, openblas, accelerate, or blas for any other library.</summary>
    internal string Name { get; }

    internal string Path { get; }

    /// <summary>What the library says of itself.</summary>
    internal string Version { get; private set; } = "";

    /// <summary>The address of an exported function, or 0.</summary>
    internal nint Export(string function) =>
        NativeLibrary.TryGetExport(handle, function, out var address) ? address : 0;

    /// <summary>Finds, loads and tests a library; otherwise the reason is a sentence.</summary>
    internal static bool TryOpen(NativeSearch search, out BlasLibrary? library, out string reason)
    {
        library = null;
        if (!search.TryLoad(out var handle, out var path, out reason)) return false;
        var opened = new BlasLibrary(handle, path, KindOf(handle, path));
        reason = opened.Prepare();
        if (reason.Length == 0) library = opened;
        return library is not null;
    }

    private static string KindOf(nint handle, string path)
    {
        if (NativeLibrary.TryGetExport(handle, "MKL_Set_Threading_Layer", out _)) return "mkl";
        if (NativeLibrary.TryGetExport(handle, "openblas_get_config", out _)) return "openblas";
        return path.EndsWith("Accelerate", StringComparison.Ordinal) ? "accelerate" : "blas";
    }

    private string Prepare()
    {
        if (Sgemm is null || Dgemm is null) return $"{Path} exports no cblas_sgemm and cblas_dgemm.";
        var problem = Name switch
        {
            "mkl" => PrepareMkl(),
            "openblas" => PrepareOpenBlas(),
            "accelerate" => PrepareAccelerate(),
            _ => "",
        };
        if (problem.Length > 0) return problem;
        return SelfTest() ? "" : $"{Path} computes a product of a 2×3 and a 3×2 matrix wrongly.";
    }

    /// <summary>
    /// MKL ends the process when it cannot load the libraries beside it, and its default threading layer needs an
    /// OpenMP that is not there: the first call must choose the sequential layer, the second 32-bit integers.
    /// </summary>
    private string PrepareMkl()
    {
        if (MissingSibling() is { } missing) return $"{Path} needs {missing} beside it, which is not there.";
        var threading = ((delegate* unmanaged[Cdecl]<int, int>)Export("MKL_Set_Threading_Layer"))(1);
        if (threading != 1)
            return $"this process has already bound {Path} to the threading layer {threading}, not the sequential one.";
        var integers = ((delegate* unmanaged[Cdecl]<int, int>)Export("MKL_Set_Interface_Layer"))(0);
        if ((integers & 1) != 0) return $"this process has already bound {Path} to 64-bit integers.";
        Reproduce();
        var text = stackalloc byte[256];
        ((delegate* unmanaged[Cdecl]<byte*, int, void>)Export("MKL_Get_Version_String"))(text, 255);
        Version = Marshal.PtrToStringUTF8((nint)text)!.Split(" for ")[0].Trim();
        return "";
    }

    /// <summary>MKL's bits follow the alignment of the operands unless strict reproducibility is on.</summary>
    private void Reproduce()
    {
        const int Automatic = 2, Strict = 0x10000;
        var set = (delegate* unmanaged[Cdecl]<int, int>)Export("MKL_CBWR_Set");
        // Versions that do not know the strict mode refuse it.
        if (set is not null && set(Automatic | Strict) != 0) set(Automatic);
    }

    private string? MissingSibling()
    {
        var folder = System.IO.Path.GetDirectoryName(Path);
        if (string.IsNullOrEmpty(folder)) return null;
        string[] names = OperatingSystem.IsWindows() ? ["mkl_core", "mkl_sequential", "mkl_def"]
            : OperatingSystem.IsMacOS() ? ["libmkl_core", "libmkl_sequential", "libmkl_intel_lp64"]
            : ["libmkl_core", "libmkl_sequential", "libmkl_intel_lp64", "libmkl_def"];
        return names.FirstOrDefault(name => !Directory.EnumerateFiles(folder, name + ".*").Any());
    }

    private string PrepareOpenBlas()
    {
        var threads = (delegate* unmanaged[Cdecl]<int, void>)Export("openblas_set_num_threads");
        if (threads is not null) threads(1);
        Version = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)Export("openblas_get_config"))())!.Trim();
        return "";
    }

    private string PrepareAccelerate()
    {
        var threading = (delegate* unmanaged[Cdecl]<uint, int>)Export("BLASSetThreading");
        if (threading is not null) threading(1);
        Version = "Accelerate of " + RuntimeInformation.OSDescription;
        return "";
    }

    /// <summary>[1 2 3; 4 5 6] · [7 8; 9 10; 11 12] = [58 64; 139 154] in both precisions.</summary>
    private bool SelfTest()
    {
        const int RowMajor = 101, Plain = 111;
        var singles = stackalloc float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 0, 0, 0 };
        var doubles = stackalloc double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 0, 0, 0 };
        Sgemm(RowMajor, Plain, Plain, 2, 2, 3, 1, (nint)singles, 3, (nint)(singles + 6), 2, 0, (nint)(singles + 12), 2);
        Dgemm(RowMajor, Plain, Plain, 2, 2, 3, 1, (nint)doubles, 3, (nint)(doubles + 6), 2, 0, (nint)(doubles + 12), 2);
        return new Span<float>(singles + 12, 4).SequenceEqual([58, 64, 139, 154])
            && new Span<double>(doubles + 12, 4).SequenceEqual([58, 64, 139, 154]);
    }
}
