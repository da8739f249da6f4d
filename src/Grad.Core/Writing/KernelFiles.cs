using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Grad.Writing;

/// <summary>
/// The sources of Grad's own kernels, which are resources of this assembly: files that stand alone but for one another. A
/// program that is written as C# ends with those that it needs, as they are but for their namespace.
/// </summary>
internal static partial class KernelFiles
{
    private static readonly Lazy<ImmutableArray<KernelFile>> All = new(() => [.. Read().OrderBy(f => f.Path, StringComparer.Ordinal)]);

    /// <summary>The names of all types that the files declare.</summary>
    public static IEnumerable<string> Types => All.Value.SelectMany(f => f.Declared).Distinct();

    /// <summary>
    /// The kernels that a program mentions behind the name of their namespace, and those that these mention: file by file, in a
    /// namespace inside <c>Compiled</c>; nothing where it mentions none.
    /// </summary>
    public static string Write(string program, string kernels)
    {
        var needed = Needed(Regex.Matches(program, $@"\b{kernels}\.(\w+)").Select(m => m.Groups[1].Value));
        if (needed.Count == 0) return "";
        var usings = needed.SelectMany(f => f.Usings).Append("System").Distinct().Order(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var file in needed)
        {
            text.Append("\n    // ").Append(file.Path).Append("\n\n");
            foreach (string line in file.Text.Split('\n')) text.Append(line.Length == 0 ? "\n" : $"    {line}\n");
        }
        return $$"""

            #nullable enable

            // The kernels that the program calls, as they are in Grad.
            namespace Compiled.{{kernels}}
            {
            {{string.Join('\n', usings.Select(u => $"    using {u};"))}}
            {{text.ToString().TrimEnd()}}
            }

            #nullable restore

            """;
    }

    /// <summary>The files that declare some types, and those that declare what these mention.</summary>
    private static ImmutableSortedSet<KernelFile> Needed(IEnumerable<string> types)
    {
        var needed = new HashSet<KernelFile>();
        var open = new Queue<string>(types);
        var asked = new HashSet<string>();
        while (open.TryDequeue(out string? type))
        {
            if (!asked.Add(type)) continue;
            foreach (var file in All.Value.Where(f => f.Declared.Contains(type)))
            {
                if (!needed.Add(file)) continue;
                foreach (string mentioned in file.Mentioned) open.Enqueue(mentioned);
            }
        }
        return [.. needed];
    }

    private static IEnumerable<KernelFile> Read()
    {
        var assembly = typeof(KernelFiles).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(KernelFile.Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return KernelFile.Of(name, reader.ReadToEnd());
        }
    }
}
