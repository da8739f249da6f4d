using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Grad.Products;

/// <summary>Where a native library may be found: each file name in each directory, then the system's loader.</summary>
/// <param name="Files">File names, newest version first.</param>
/// <param name="Directories">Directories searched before the loader's own; those that do not exist are skipped.</param>
internal sealed record NativeSearch(IReadOnlyList<string> Files, IReadOnlyList<string> Directories)
{
    internal static NativeSearch Mkl()
    {
        var files = OperatingSystem.IsWindows()
            ? ["mkl_rt.3.dll", "mkl_rt.2.dll", "mkl_rt.1.dll", "mkl_rt.dll"]
            : OperatingSystem.IsMacOS()
                ? ["libmkl_rt.2.dylib", "libmkl_rt.1.dylib", "libmkl_rt.dylib"]
                : (string[])["libmkl_rt.so.3", "libmkl_rt.so.2", "libmkl_rt.so.1", "libmkl_rt.so"];
        var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86);
        return new(files,
        [
            .. Below(Variable("MKLROOT"), "lib", "lib/intel64", "bin", "redist/intel64"),
            .. Below(Variable("VIRTUAL_ENV"), "lib", "Library/bin"),
            .. Below(Variable("CONDA_PREFIX"), "lib", "Library/bin"),
            .. Below(OperatingSystem.IsWindows() ? programs + "/Intel/oneAPI" : "/opt/intel/oneapi",
                "mkl/latest/lib", "mkl/latest/lib/intel64", "mkl/latest/bin", "mkl/latest/redist/intel64"),
        ]);
    }

    internal static NativeSearch OpenBlas() => new(
        OperatingSystem.IsWindows()
            ? ["libopenblas.dll", "openblas.dll"]
            : OperatingSystem.IsMacOS()
                ? ["libopenblas.0.dylib", "libopenblas.dylib"]
                : ["libopenblas.so.0", "libopenblas.so"],
        [
            .. Below(Variable("CONDA_PREFIX"), "lib", "Library/bin"),
            .. OperatingSystem.IsMacOS()
                ? (string[])["/opt/homebrew/opt/openblas/lib", "/usr/local/opt/openblas/lib"]
                : [],
        ]);

    internal static NativeSearch Accelerate() =>
        new(["Accelerate"], ["/System/Library/Frameworks/Accelerate.framework"]);

    /// <summary>Exactly the file, or the name for the system's loader, that a user gave.</summary>
    internal static NativeSearch Exactly(string path) => new([path], []);

    /// <summary>Loads the first file that can be loaded; otherwise the reason says where it was looked for.</summary>
    internal bool TryLoad(out nint handle, out string path, out string reason)
    {
        reason = "";
        foreach (var file in Directories.SelectMany(_ => Files, Path.Combine).Where(Exists).Concat(Files))
        {
            if (!NativeLibrary.TryLoad(file, out handle)) continue;
            path = PathOf(file);
            return true;
        }
        handle = 0;
        path = "";
        var places = Directories.Where(Directory.Exists).ToArray();
        reason = Directories.Count == 0 && Files.FirstOrDefault(File.Exists) is { } broken
            ? $"{broken} is there and the system's loader refuses it; it is damaged, for another system, or a " +
                "library that it needs is missing."
            : places.Length == 0
            ? $"the system's loader finds no {Or(Files)}."
            : $"there is no loadable {Or(Files)} in {Or(places)}, and the system's loader finds none.";
        return false;
    }

    private static bool Exists(string file) => File.Exists(file) || OperatingSystem.IsMacOS();

    /// <summary>The full path of a module that this process has loaded; its name where unknown.</summary>
    private static string PathOf(string file)
    {
        var link = File.Exists(file) ? File.ResolveLinkTarget(file, returnFinalTarget: true) : null;
        var resolved = link?.FullName ?? file;
        var name = Path.GetFileName(resolved);
        // libopenblas.so.0 is a link to libopenblasp-r0.3.21.so: the stem still names the module.
        var stem = name.Split('.')[0];
        using var process = Process.GetCurrentProcess();
        var modules = process.Modules.Cast<ProcessModule>().Select(module => module.FileName).ToArray();
        return modules.FirstOrDefault(module => module == resolved)
            ?? modules.FirstOrDefault(module => Path.GetFileName(module) == name)
            ?? modules.FirstOrDefault(module => Path.GetFileName(module).StartsWith(stem, StringComparison.Ordinal))
            ?? file;
    }

    private static string Or(IReadOnlyList<string> names) => names.Count == 1
        ? names[0]
        : string.Join(", ", names.SkipLast(1)) + " or " + names[^1];

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    private static IEnumerable<string> Below(string? root, params string[] folders) => string.IsNullOrEmpty(root)
        ? []
        : folders.Select(folder => Path.Combine(root, folder));
}
