using Grad.Products;

namespace Grad.Tests.Unit.Products;

public class ProductSelectionTests
{
    // Any backend serves as the stand-in for an installed MKL: only which one was asked for matters.
    private static readonly ProductBackend Mkl = new MathNetBackend();

    [Fact]
    public void Mkl_is_the_default_on_an_Intel_processor_that_has_it()
    {
        Assert.Same(Mkl, ProductSelection.Select(null, null, "GenuineIntel", WithMkl, out var why));
        Assert.Equal($"Products run on mkl ({Mkl.Description}): it is installed and the processor is Intel's.", why);
    }

    [Fact]
    public void The_managed_kernel_is_the_default_elsewhere()
    {
        var managed = ProductBackends.Managed;
        Assert.Same(managed, ProductSelection.Select(null, " ", "AuthenticAMD", WithMkl, out var why));
        Assert.Equal($"Products run on managed ({managed.Description}): Intel MKL is installed, but it is the " +
            "default on Intel's processors alone; name it to use it.", why);
        Assert.Same(managed, ProductSelection.Select("", null, "AuthenticAMD", WithoutMkl, out why));
        Assert.Equal($"Products run on managed ({managed.Description}): nothing else was asked for.", why);
        Assert.Same(managed, ProductSelection.Select(null, null, "GenuineIntel", WithoutMkl, out why));
        Assert.Equal($"Products run on managed ({managed.Description}): Intel MKL cannot be used, the system's " +
            "loader finds no libmkl_rt.so.", why);
    }

    [Fact]
    public void The_option_goes_before_the_environment_variable()
    {
        var managed = ProductBackends.Managed;
        Assert.Same(Mkl, ProductSelection.Select("mkl", "managed", "AuthenticAMD", WithMkl, out var why));
        Assert.Equal($"Products run on mathnet ({Mkl.Description}): the option asks for it.", why);
        Assert.Same(managed, ProductSelection.Select(null, "managed", "GenuineIntel", WithMkl, out why));
        Assert.Equal(
            $"Products run on managed ({managed.Description}): the environment variable GRAD_BLAS asks for it.", why);
    }

    [Fact]
    public void An_unknown_name_is_an_error() => Assert.Equal(
        "The environment variable GRAD_BLAS names the product backend 'cublas', which does not exist. Use managed, " +
        "mkl, openblas, accelerate, mathnet, or the path of a library with a CBLAS interface.",
        Assert.Throws<ArgumentException>(
            () => ProductSelection.Select(null, "cublas", "GenuineIntel", WithMkl, out _)).Message);

    [Theory]
    [InlineData("mkl",
        "Install it (Debian: libmkl-rt; pip and conda: mkl), set MKLROOT to where it is, or choose managed.")]
    [InlineData("openblas",
        "Install it (Debian: libopenblas0; Homebrew: openblas), give its path, or choose managed.")]
    [InlineData("accelerate", "It is part of macOS alone: choose managed elsewhere.")]
    [InlineData("mathnet", "Call Control.UseNativeMKL() or its kin first, or choose managed.")]
    [InlineData("./libother.so",
        "Give the path of a library with a CBLAS interface of 32-bit integers, or choose managed.")]
    public void A_named_backend_that_cannot_be_loaded_is_an_error(string name, string remedy) => Assert.Equal(
        $"The option names the product backend '{name}', which cannot be used: the system's loader finds no " +
        $"libmkl_rt.so. {remedy}",
        Assert.Throws<InvalidOperationException>(
            () => ProductSelection.Select(name, null, "GenuineIntel", WithoutMkl, out _)).Message);

    [Fact]
    public void A_path_that_does_not_exist_is_an_error() => Assert.Equal(
        "The option names the product backend '/nowhere/libblas.so', which cannot be used: the system's loader finds " +
        "no /nowhere/libblas.so. Give the path of a library with a CBLAS interface of 32-bit integers, or choose " +
        "managed.",
        Assert.Throws<InvalidOperationException>(
            () => ProductBackends.Select("/nowhere/libblas.so", out _)).Message);

    [Fact]
    public void A_broken_library_is_an_error_that_does_not_deny_its_existence()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "no library");
        Assert.Equal(
            $"The option names the product backend '{path}', which cannot be used: {path} is there and the system's " +
            "loader refuses it; it is damaged, for another system, or a library that it needs is missing. Give the " +
            "path of a library with a CBLAS interface of 32-bit integers, or choose managed.",
            Assert.Throws<InvalidOperationException>(() => ProductBackends.Select(path, out _)).Message);
        File.Delete(path);
    }

    [Fact]
    public void A_name_that_does_not_exist_is_an_error_of_the_real_choice() => Assert.Equal(
        "The option names the product backend 'cublas', which does not exist. Use managed, mkl, openblas, " +
        "accelerate, mathnet, or the path of a library with a CBLAS interface.",
        Assert.Throws<ArgumentException>(() => ProductBackends.Select("cublas", out _)).Message);

    [Fact]
    public void A_library_without_the_CBLAS_functions_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The C library's name is that of Linux.");
        var message = Assert.Throws<InvalidOperationException>(
            () => ProductBackends.Select("libc.so.6", out _)).Message;
        Assert.StartsWith("The option names the product backend 'libc.so.6', which cannot be used: ", message);
        Assert.EndsWith("libc.so.6 exports no cblas_sgemm and cblas_dgemm. Give the path of a library with a CBLAS " +
            "interface of 32-bit integers, or choose managed.", message);
    }

    [Fact]
    public void Mkl_without_the_libraries_beside_it_is_refused_before_it_ends_the_process()
    {
        Assert.SkipUnless(ProductBackends.TryMkl(out var mkl, out _), "MKL is not installed.");
        var folder = Directory.CreateTempSubdirectory("grad-mkl-");
        try
        {
            var copy = Path.Combine(folder.FullName, "libmkl_rt.so");
            File.Copy(mkl!.Description.Split(", ")[^1], copy);
            Assert.False(ProductBackends.TryLibrary(copy, out _, out var reason));
            Assert.Equal($"{copy} needs {(OperatingSystem.IsWindows() ? "mkl_core" : "libmkl_core")} beside it, " +
                "which is not there.", reason);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_search_that_finds_nothing_says_where_it_looked()
    {
        var folder = Path.GetTempPath();
        Assert.False(new NativeSearch(["libnone.so.2", "libnone.so"], []).TryLoad(out _, out _, out var reason));
        Assert.Equal("the system's loader finds no libnone.so.2 or libnone.so.", reason);
        Assert.False(new NativeSearch(["libnone.so"], [folder, "/nowhere"]).TryLoad(out _, out _, out reason));
        Assert.Equal($"there is no loadable libnone.so in {folder}, and the system's loader finds none.", reason);
    }

    [Fact]
    public void Every_installed_backend_can_be_chosen_by_its_name()
    {
        foreach (var backend in ProductBackends.Installed)
        {
            Assert.Same(backend, ProductBackends.Select(backend.Name, out var why));
            Assert.Equal($"Products run on {backend.Name} ({backend.Description}): the option asks for it.", why);
        }
    }

    private static bool? WithMkl(string name, out ProductBackend? backend, out string reason)
    {
        reason = "";
        backend = name switch { "mkl" => Mkl, "managed" => ProductBackends.Managed, _ => null };
        return backend is null ? null : true;
    }

    private static bool? WithoutMkl(string name, out ProductBackend? backend, out string reason)
    {
        backend = name == "managed" ? ProductBackends.Managed : null;
        reason = backend is null ? "the system's loader finds no libmkl_rt.so." : "";
        return backend is not null;
    }
}
