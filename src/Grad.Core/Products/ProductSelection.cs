namespace Grad.Products;

/// <summary>The choice of a backend: a pure function of what was asked, the processor and what can be loaded.</summary>
internal static class ProductSelection
{
    /// <summary>True: loaded. False: known, not loadable, with the reason. Null: there is no such name.</summary>
    internal delegate bool? Loader(string name, out ProductBackend? backend, out string reason);

    internal static ProductBackend Select(
        string? option, string? environment, string vendor, Loader load, out string why)
    {
        if (!string.IsNullOrWhiteSpace(option)) return Named("The option", option.Trim(), load, out why);
        if (!string.IsNullOrWhiteSpace(environment))
            return Named("The environment variable " + ProductBackends.Variable, environment.Trim(), load, out why);
        return Default(vendor, load, out why);
    }

    private static ProductBackend Named(string asker, string choice, Loader load, out string why)
    {
        var backend = load(choice, out var found, out var reason) switch
        {
            true => found!,
            false => throw ProductErrors.CannotLoad(asker, choice, reason, Remedy(choice)),
            null => throw ProductErrors.UnknownBackend(asker, choice),
        };
        why = $"Products run on {backend.Name} ({backend.Description}): {Lower(asker)} asks for it.";
        return backend;
    }

    private static ProductBackend Default(string vendor, Loader load, out string why)
    {
        var intel = vendor == Processor.Intel;
        if (load("mkl", out var mkl, out var reason) is true && intel)
        {
            why = $"Products run on mkl ({mkl!.Description}): it is installed and the processor is Intel's.";
            return mkl;
        }
        load("managed", out var managed, out _);
        why = $"Products run on managed ({managed!.Description}): " + (intel
            ? $"Intel MKL cannot be used, {reason}"
            : mkl is null
                ? "nothing else was asked for."
                : "Intel MKL is installed, but it is the default on Intel's processors alone; name it to use it.");
        return managed;
    }

    private static string Remedy(string choice) => choice switch
    {
        "mkl" => "Install it (Debian: libmkl-rt; pip and conda: mkl), set MKLROOT to where it is, or choose managed.",
        "openblas" => "Install it (Debian: libopenblas0; Homebrew: openblas), give its path, or choose managed.",
        "accelerate" => "It is part of macOS alone: choose managed elsewhere.",
        "mathnet" => "Call Control.UseNativeMKL() or its kin first, or choose managed.",
        _ => "Give the path of a library with a CBLAS interface of 32-bit integers, or choose managed.",
    };

    private static string Lower(string asker) => char.ToLowerInvariant(asker[0]) + asker[1..];
}
