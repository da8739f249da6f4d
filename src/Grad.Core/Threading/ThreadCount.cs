using System.Globalization;

namespace Grad;

/// <summary>How many threads a program uses: a pure function of what was asked.</summary>
internal static class ThreadCount
{
    /// <summary>The environment variable that names the number for programs whose options do not.</summary>
    public const string Variable = "GRAD_THREADS";

    /// <summary>The most threads that can be asked for.</summary>
    public const int Most = 1024;

    /// <summary>The number that the option gives, else the variable, else one for each processor.</summary>
    public static int Of(int? option, string? environment)
    {
        if (option is { } asked)
            return asked is >= 1 and <= Most ? asked : throw Errors.ThreadCount("The option Threads", $"{asked}");
        if (string.IsNullOrWhiteSpace(environment)) return Math.Min(Environment.ProcessorCount, Most);
        bool isNumber = int.TryParse(environment, NumberStyles.None, CultureInfo.InvariantCulture, out int named);
        return isNumber && named is >= 1 and <= Most
            ? named
            : throw Errors.ThreadCount($"The environment variable {Variable}", environment.Trim());
    }
}
