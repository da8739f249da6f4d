using System.Globalization;
using System.Text;
using System.Text.Json;
using Grad.Bench;

// dotnet run -c Release --project bench/Grad.Bench -- [section …] [--write]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(false);

if (args is [Sections.Inside, var inside])
{
    Console.Out.Write(JsonSerializer.Serialize(Sections.Named(inside)!.Measure()));
    return 0;
}
string[] names = [.. args.Where(a => a != "--write")];
if (names.FirstOrDefault(n => Sections.Named(n) is null) is { } unknown)
{
    Console.Error.WriteLine($"There is no section \"{unknown}\". Without a name these are measured: "
        + $"{string.Join(", ", Sections.Table.Select(s => s.Name))}; by name also: "
        + $"{string.Join(", ", Sections.Further.Select(s => s.Name))}. --write keeps the result in bench/results.");
    return 2;
}

var report = new Report();
foreach (var section in names.Length == 0 ? [.. Sections.Table] : names.Select(n => Sections.Named(n)!))
{
    Console.Error.WriteLine($"{section.Name}: {section.Title}");
    string? output = Programs.Section(section);
    report.Add(section, output is null ? null : JsonSerializer.Deserialize<Findings>(output));
}
string text = report.ToString();
Console.Write(text);
if (args.Contains("--write"))
{
    string folder = Path.Combine(Machine.Root, "bench", "results");
    Directory.CreateDirectory(folder);
    File.WriteAllText(Path.Combine(folder, string.Join('-', [Machine.FileName, .. names]) + ".md"), text);
}
return report.Failed ? 1 : 0;
