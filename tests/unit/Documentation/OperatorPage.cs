using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Grad.Testing;

namespace Grad.Tests.Unit.Documentation;

/// <summary>
/// The table of operators, made of what the operators state and of their documentation: a row for each public function in
/// the folders of <c>Operators</c>.
/// </summary>
internal sealed partial class OperatorPage
{
    private static readonly (string Folder, string Title)[] Folders =
    [
        ("Arithmetic", "Arithmetic"), ("Exponential", "Exponentials and logarithms"), ("Trigonometric", "Trigonometric"),
        ("Hyperbolic", "Hyperbolic"), ("Special", "Special functions"), ("Activations", "Activations"),
        ("Rounding", "Rounding"), ("Comparison", "Comparison and selection"), ("Reductions", "Reductions"),
        ("Scans", "Running along an axis"), ("Shapes", "Shapes"), ("Indexing", "Indexing, searching, sorting"),
        ("Products", "Products"), ("Convolutions", "Convolutions and pooling"), ("LinearAlgebra", "Linear algebra"),
        ("Normalisation", "Normalisation and attention"), ("Random", "Random draws"), ("Control", "Control"),
    ];

    private readonly string sources;
    private readonly Dictionary<string, XElement> documentation;
    private readonly Dictionary<string, ElementwiseOperator> elementwise;

    public OperatorPage(string sources)
    {
        this.sources = sources;
        var file = XDocument.Load(Path.ChangeExtension(typeof(Expr).Assembly.Location, ".xml"));
        documentation = file.Descendants("member").DistinctBy(m => m.Attribute("name")!.Value)
            .ToDictionary(m => m.Attribute("name")!.Value);
        elementwise = ElementwiseOperator.All.ToDictionary(o => o.Type.Name);
    }

    public string Write()
    {
        var text = new StringBuilder(
            """
            # Operators

            Every function of `Grad.Functions` that builds an operator; `using static Grad.Functions;`. Made by a test from what
            the operators state and from their documentation: do not edit.

            *ulps* is how far the compiled value may be from the exact one, in units in the last place of `float` and `double`;
            a test measures it against 256 bits. Where a function has neither domain nor ulps it is composed of others, or
            works on arrays. Compiled elementwise operators share one loop, so that a chain of them reads and writes memory once.
            *cost* is what one vector of elements takes there, of any width: the instructions of the operator's body, counted
            for numbers of ordinary size.

            """);
        foreach (var (folder, title) in Folders)
        {
            string[] rows = [.. Functions(folder).Select(Row)];
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            text.Append("| function | what it is | domain | ulps | cost |\n|---|---|---|--:|--:|\n");
            foreach (string row in rows) text.Append(row).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The folders that have no place in the table.</summary>
    public IEnumerable<string> Missing() => Directory.GetDirectories(sources).Select(d => Path.GetFileName(d))
        .Except(Folders.Select(f => f.Folder));

    private IEnumerable<MethodInfo> Functions(string folder)
    {
        var names = Directory.GetFiles(Path.Combine(sources, folder), "*.cs").Order(StringComparer.Ordinal)
            .SelectMany(f => Function().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).ToHashSet();
        return typeof(Functions).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => names.Contains(m.Name) && documentation.ContainsKey(Key(m)))
            .OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.GetParameters().Length);
    }

    private string Row(MethodInfo function)
    {
        string parameters = string.Join(", ", function.GetParameters().Where(p => !IsCaller(p)).Select(p => p.Name));
        var operation = elementwise.GetValueOrDefault(function.Name);
        string domain = operation is null ? "" : string.Join(" × ", operation.Domains.Select(d => d.ToString()));
        return $"| `{function.Name}({parameters})` | {Said(function, operation)} | {Escaped(domain)} | {Ulps(operation)} | {Cost(operation)} |";
    }

    private static bool IsCaller(ParameterInfo p) =>
        p.IsDefined(typeof(CallerFilePathAttribute)) || p.IsDefined(typeof(CallerLineNumberAttribute));

    private static string Ulps(ElementwiseOperator? operation) =>
        Built(operation) is { Kind: Kind.Real } e ? e.UlpsAllowed.ToString(CultureInfo.InvariantCulture) : "";

    private static string Cost(ElementwiseOperator? operation) =>
        Built(operation) is { } e ? LaneCall.Instructions(e).ToString(CultureInfo.InvariantCulture) : "";

    private static Elementwise? Built(ElementwiseOperator? operation)
    {
        if (operation is null || operation.OperandKind != Kind.Real) return null;
        var x = operation.Domains.Select((_, i) => (Expr)Grad.Functions.Variable($"x{i}")).ToArray();
        return operation.Build(x) as Elementwise;
    }

    /// <summary>The operator's own words where it has a class of that name, otherwise the function's.</summary>
    private string Said(MethodInfo function, ElementwiseOperator? operation) => Escaped(Text(
        operation is not null && documentation.TryGetValue($"T:Grad.{operation.Type.Name}", out var own)
            ? own : documentation[Key(function)]));

    private static string Text(XElement member)
    {
        var words = new StringBuilder();
        foreach (var node in member.Element("summary")!.Nodes())
        {
            words.Append(node switch
            {
                XElement { Name.LocalName: "see" } see => $"`{Name(see)}`",
                XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")!.Value}`",
                XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value.Trim()}`",
                XElement other => other.Value,
                XText plain => plain.Value,
                _ => "",
            });
        }
        return Blank().Replace(words.ToString(), " ").Trim();
    }

    private static string Name(XElement see) =>
        (see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('(')[0].Split('.', ':')[^1];

    private static string Escaped(string text) => text.Replace("|", "\\|");

    private static string Key(MethodInfo m) =>
        $"M:Grad.Functions.{m.Name}({string.Join(",", m.GetParameters().Select(p => TypeName(p.ParameterType)))})";

    private static string TypeName(Type type)
    {
        if (!type.IsGenericType) return type.FullName!.Replace('+', '.');
        string arguments = string.Join(",", type.GetGenericArguments().Select(TypeName));
        return $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{arguments}}}";
    }

    [GeneratedRegex(@"public static (?:Expr|Variable|ImmutableArray<Expr>|\([^)]*\)) (\w+)\(")]
    private static partial Regex Function();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
