#:package Microsoft.CodeAnalysis.CSharp

// Mutation testing of the derivative rules and of the simplifier's:
//     dotnet run tests/mutations/mutate.cs [sample] [seed] [minutes] [place]
// A place, such as Extremum.cs or Simplifier.cs:55, tries the mutants of that file or line alone.
// All mutants are compiled into one copy of the sources, each behind a switch that an environment variable sets, so
// that a mutant costs a run of those test classes that reach it, the fastest first, until a test fails.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

const string UnitTests = "artifacts/bin/Grad.Tests.Unit/release/Grad.Tests.Unit";
const string PropertyTests = "artifacts/bin/Grad.Tests.Properties/release/Grad.Tests.Properties";
const string Relevant = @"Unit\.(Operators|Simplification|Differentiation)\.|Properties\.Operators\." +
    @"|Properties\.Expressions\.(Derivative|SecondDerivative|Simplification|Compilation)Tests";
const int Slow = 90, Quick = 5;
int sample = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 400;
int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
double minutes = args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 60;
string place = args.Length > 3 ? args[3] : "";
string root = Start("git", "rev-parse --show-toplevel", ".", null, 60).Output.Trim();
string copy = Path.Combine(Path.GetTempPath(), "grad-mutations");
Console.WriteLine($"Sources are copied to {copy}.");
CopySources();

var sites = Sources().SelectMany(file => Site.Of(file, Read(file))).ToList();
var random = new Random(seed);
var chosen = sites.Where(site => $"{site} ".Contains(place, StringComparison.Ordinal))
    .Select(site => (Site: site, Key: random.NextDouble())).OrderBy(s => s.Key).Take(sample)
    .Select(s => s.Site).ToList();
for (int i = 0; i < sites.Count; i++) sites[i].Id = i;
Console.WriteLine($"{sites.Count} mutants, of which {chosen.Count} are tried.");

Console.WriteLine($"{Compile()} mutants do not compile: the type checker kills them.");
var classes = Classes();
Console.WriteLine($"{classes.Count} test classes pass unmutated, in {classes.Sum(c => c.Seconds):F0} s.");
Report(RunAll());

IEnumerable<string> Sources() =>
    new[] { "src/Grad.Core/Operators", "src/Grad.Core/Simplification" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(root, path));
string Read(string file) => File.ReadAllText(Path.Combine(root, file));

void CopySources()
{
    if (Directory.Exists(copy)) Directory.Delete(copy, recursive: true);
    foreach (string file in Start("git", "ls-files -co --exclude-standard", root, null, 60).Output.Split('\n'))
    {
        if (file.Length == 0 || !File.Exists(Path.Combine(root, file))) continue;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, file))!);
        File.Copy(Path.Combine(root, file), Path.Combine(copy, file));
    }
    File.WriteAllText(Path.Combine(copy, "src/Grad.Core/Mutation.cs"), """
        namespace Grad;
        internal static class Mutation
        {
            private static readonly string Chosen = System.Environment.GetEnvironmentVariable("GRAD_MUTANT") ?? "";
            private static readonly int Id = int.TryParse(Chosen, out int id) ? id : -1;
            private static readonly bool Records = Chosen.Length > 0 && Id < 0;
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, bool> Reached = new();
            static Mutation() => System.AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            {
                if (Records) System.IO.File.WriteAllText(Chosen, string.Join(' ', Reached.Keys));
            };
            public static bool Is(int id) => Records ? Reached.TryAdd(id, true) && false : Id == id;
        }
        """);
}

// Writes the mutants and builds; what the compiler refuses is left out, until it refuses nothing.
int Compile()
{
    int refused = 0;
    const string Options = "-c Release -v q -nologo " +
        "-p:TreatWarningsAsErrors=false -p:EnforceCodeStyleInBuild=false -p:RunAnalyzers=false";
    for (int round = 0; ; round++)
    {
        var written = new Dictionary<string, SyntaxTree>();
        foreach (var group in chosen.Where(s => !s.Stillborn).GroupBy(s => s.File))
        {
            string text = new Weaver([.. group]).Visit(group.First().Root).ToFullString();
            File.WriteAllText(Path.Combine(copy, group.Key), text);
            written[Path.Combine(copy, group.Key)] = CSharpSyntaxTree.ParseText(text);
        }
        foreach (string file in chosen.Select(s => s.File).Distinct())
        {
            string woven = Path.Combine(copy, file);
            if (!written.ContainsKey(woven)) File.Copy(Path.Combine(root, file), woven, overwrite: true);
        }
        var (code, output) = Start("dotnet", $"build src/Grad.Core {Options}", copy, null, 600);
        if (code == 0) break;
        int before = refused;
        foreach (Match m in Regex.Matches(output, @"^(/[^(]+)\((\d+),(\d+)\): error", RegexOptions.Multiline))
        {
            if (!written.TryGetValue(m.Groups[1].Value, out var tree)) throw new InvalidOperationException(m.Value);
            int line = tree.GetText().Lines[int.Parse(m.Groups[2].Value) - 1].Start;
            int place = line + int.Parse(m.Groups[3].Value) - 1;
            foreach (int id in Woven.At(tree, place).Where(i => !sites[i].Stillborn))
            {
                sites[id].Stillborn = true;
                refused++;
            }
        }
        if (refused == before || round == 12) throw new InvalidOperationException(output);
    }
    foreach (string tests in new[] { "tests/unit", "tests/properties" })
    {
        if (Start("dotnet", $"build {tests} {Options}", copy, null, 900) is (not 0, var output)) throw new(output);
    }
    // Some tests read the sources.
    foreach (string file in chosen.Select(s => s.File).Distinct())
        File.Copy(Path.Combine(root, file), Path.Combine(copy, file), overwrite: true);
    return refused;
}

// Every test class with the mutants that it reaches; one that fails unmutated, or needs long, is left out.
List<TestClass> Classes()
{
    var found = new List<TestClass>();
    foreach (string program in new[] { UnitTests, PropertyTests })
    {
        string listed = Start(Path.Combine(copy, program), "-noLogo -noColor -list classes", copy, null, 60).Output;
        foreach (string name in listed.Split('\n').Select(l => l.Trim()))
        {
            if (!Regex.IsMatch(name, Relevant)) continue;
            string reached = Path.Combine(copy, "reached.txt");
            File.Delete(reached);
            var clock = Stopwatch.StartNew();
            int code = Test(program, [name], reached, Slow);
            double seconds = clock.Elapsed.TotalSeconds;
            if (code != 0) Console.WriteLine($"  {name} is left out: exit code {code} after {seconds:F0} s.");
            else if (File.Exists(reached)) found.Add(new(
                program, name, seconds,
                [.. Regex.Matches(File.ReadAllText(reached), @"\d+").Select(m => int.Parse(m.Value))]));
        }
    }
    return [.. found.OrderBy(c => c.Seconds)];
}

int Test(string program, IEnumerable<string> names, string mutant, double seconds) => Start(
    Path.Combine(copy, program),
    $"-noLogo -noColor -stopOnFail -maxThreads 1 {string.Join(' ', names.Select(n => $"-class {n}"))}",
    copy, mutant, seconds).Code;

// Each mutant meets its tests, the quick classes in one run before the others; two mutants at a time.
List<(Site Mutant, string Fate)> RunAll()
{
    var results = new ConcurrentBag<(Site, string)>();
    var clock = Stopwatch.StartNew();
    Parallel.ForEach(chosen.Where(s => !s.Stillborn), new ParallelOptions { MaxDegreeOfParallelism = 2 }, mutant =>
    {
        if (clock.Elapsed.TotalMinutes > minutes) return;
        string fate = Fate(mutant);
        results.Add((mutant, fate));
        lock (results) File.AppendAllText(Path.Combine(copy, "report.tsv"), $"{fate}\t{mutant}\n");
        if (!fate.StartsWith("killed", StringComparison.Ordinal)) Console.WriteLine($"{fate}: {mutant}");
    });
    return [.. results];
}

string Fate(Site mutant)
{
    var runs = classes.Where(c => c.Reaches.Contains(mutant.Id))
        .GroupBy(c => (IsSlow: c.Seconds > Quick, c.Program)).OrderBy(g => g.Key.IsSlow).ToList();
    foreach (var run in runs)
    {
        double limit = 30 + 5 * run.Sum(c => c.Seconds);
        int code = Test(run.Key.Program, run.Select(c => c.Name), $"{mutant.Id}", limit);
        if (code != 0) return $"killed by {Path.GetFileName(run.Key.Program)}{(code < 0 ? " (endless)" : "")}";
    }
    return runs.Count == 0 ? "not reached" : "survived";
}

void Report(List<(Site Mutant, string Fate)> results)
{
    int killed = results.Count(r => r.Fate.StartsWith("killed", StringComparison.Ordinal));
    Console.WriteLine($"{killed} of {results.Count} mutants were killed: {100.0 * killed / results.Count:F1} %.");
}

(int Code, string Output) Start(string program, string arguments, string folder, string? mutant, double seconds)
{
    var start = new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    if (mutant is not null) start.Environment["GRAD_MUTANT"] = mutant;
    start.Environment["GRAD_CASES"] = Environment.GetEnvironmentVariable("GRAD_CASES") ?? "200";
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEndAsync();
    var errors = process.StandardError.ReadToEndAsync();
    if (!process.WaitForExit(TimeSpan.FromSeconds(seconds)))
    {
        process.Kill(entireProcessTree: true);
        return (-1, "");
    }
    return (process.ExitCode, output.Result + errors.Result);
}

/// <summary>A test class, its time and the mutants that it reaches.</summary>
internal sealed record TestClass(string Program, string Name, double Seconds, HashSet<int> Reaches);

/// <summary>One mutant: where, and what stands there instead; a switch arm is dropped, or another added.</summary>
internal sealed record Site(string File, SyntaxNode Root, SyntaxNode Node, string Kind, SyntaxNode? Instead)
{
    public int Id { get; set; }
    public bool Stillborn { get; set; }

    public override string ToString()
    {
        int line = Node.SyntaxTree.GetLineSpan(Node.Span).StartLinePosition.Line + 1;
        return $"#{Id} {File}:{line} {Kind}: {Short(Node)}  →  {(Instead is null ? "nothing" : Short(Instead))}";
    }

    private static string Short(SyntaxNode node) =>
        Regex.Replace(Regex.Replace(node.ToString(), @"\s+", " "), "(?<=^.{110}).+", "…");

    /// <summary>All mutants of the rules in a file.</summary>
    public static IEnumerable<Site> Of(string file, string text)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        return Rules(root, all: file.Contains("Simplification", StringComparison.Ordinal))
            .SelectMany(rule => rule.DescendantNodes(n => n is not (PatternSyntax or InterpolatedStringTextSyntax)))
            .SelectMany(n => Mutators.Of(n).Select(m => new Site(file, root, n, m.Kind, m.Instead)));
    }

    private static readonly string[] RuleNames = ["Partial", "PartialLeft", "PartialRight", "PushForward", "PullBack",
        "Transpose", "Tangents", "Cotangent", "Weights"];

    // The rules, and the members of the same class that they use.
    private static IEnumerable<MemberDeclarationSyntax> Rules(SyntaxNode root, bool all)
    {
        foreach (var type in root.DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            var methods = type.Members.OfType<MethodDeclarationSyntax>().ToList();
            var rules = type.Members.Where(m => RuleNames.Contains(Name(m)) || (all && methods.Contains(m))).ToList();
            for (int i = 0; i < rules.Count; i++)
            {
                var names = rules[i].DescendantNodes().OfType<IdentifierNameSyntax>();
                var called = names.Select(n => n.Identifier.Text).ToHashSet();
                rules.AddRange(methods.Where(m => called.Contains(m.Identifier.Text) && !rules.Contains(m)));
            }
            foreach (var rule in rules) yield return rule;
        }
    }

    private static string? Name(MemberDeclarationSyntax member) =>
        (member as MethodDeclarationSyntax)?.Identifier.Text ?? (member as PropertyDeclarationSyntax)?.Identifier.Text;
}

/// <summary>What a piece of a rule is changed to.</summary>
internal static class Mutators
{
    private static readonly string[][] Operations =
        [["+", "-"], ["*", "/"], ["<", "<="], [">", ">="], ["==", "!="], ["&&", "||"]];

    private static readonly (string A, string B)[] Twins =
    [
        ("Sin", "Cos"), ("Sinh", "Cosh"), ("Sqrt", "Square"), ("Exp", "Exp2"), ("Floor", "Truncate"),
        ("Maximum", "Minimum"),
        ("Left", "Right"), ("Lower", "Upper"), ("x", "y"), ("a", "b"), ("m", "n"), ("First", "Last"),
        ("Less", "LessOrEqual"),
    ];

    public static IEnumerable<(string Kind, SyntaxNode? Instead)> Of(SyntaxNode node) => node switch
    {
        SwitchExpressionArmSyntax arm => OfArm(arm),
        ExpressionSyntax e when Declares(e) => [],
        ExpressionSyntax e
            when e.Parent is ArrowExpressionClauseSyntax or ReturnStatementSyntax or SwitchExpressionArmSyntax
            => OfExpression(e).Concat(Nothing(e)),
        ExpressionSyntax e => OfExpression(e),
        _ => [],
    };

    private static bool Declares(SyntaxNode node) =>
        node.DescendantNodes().Any(n => n is DeclarationExpressionSyntax or SingleVariableDesignationSyntax);

    private static IEnumerable<(string, SyntaxNode?)> Nothing(ExpressionSyntax e)
    {
        var member = e.Ancestors().OfType<MemberDeclarationSyntax>().First();
        var result = (member as MethodDeclarationSyntax)?.ReturnType ?? (member as PropertyDeclarationSyntax)?.Type;
        return result?.ToString() == "Expr?" && e.ToString() != "null"
            ? [("null", SyntaxFactory.ParseExpression("null"))] : [];
    }

    private static IEnumerable<(string, SyntaxNode?)> OfExpression(ExpressionSyntax e)
    {
        switch (e)
        {
            case BinaryExpressionSyntax b:
                if (Operations.FirstOrDefault(o => o.Contains(b.OperatorToken.Text)) is { } pair)
                    yield return ("operation", SyntaxFactory.ParseExpression(
                        $"{b.Left} {pair.Single(o => o != b.OperatorToken.Text)} {b.Right}"));
                if (b.Kind() is SyntaxKind.SubtractExpression or SyntaxKind.DivideExpression)
                    yield return ("operands", b.WithLeft(b.Right).WithRight(b.Left));
                break;
            case PrefixUnaryExpressionSyntax u
                when u.Kind() is SyntaxKind.UnaryMinusExpression or SyntaxKind.LogicalNotExpression:
                yield return ("negation", u.Operand);
                break;
            case LiteralExpressionSyntax { Token.Value: int n }:
                yield return ("number", SyntaxFactory.ParseExpression($"{n + 1}"));
                break;
            case LiteralExpressionSyntax { Token.Value: double d }:
                yield return ("number", SyntaxFactory.ParseExpression(FormattableString.Invariant($"{d + 1}d")));
                break;
            case LiteralExpressionSyntax { Token.Value: bool truth }:
                yield return ("truth", SyntaxFactory.ParseExpression(truth ? "false" : "true"));
                break;
            case ConditionalExpressionSyntax c:
                yield return c.WhenFalse.ToString() == "null"
                    ? ("null", c.WithWhenTrue(SyntaxFactory.ParseExpression("null")))
                    : ("choice", c.WithWhenTrue(c.WhenFalse).WithWhenFalse(c.WhenTrue));
                break;
            case InvocationExpressionSyntax call:
                if (call.Expression is IdentifierNameSyntax name && Twin(name) is { } twinned)
                    yield return ("function", call.WithExpression(twinned));
                if (call.Expression.ToString() is "Transpose" or "Square" or "Reciprocal")
                    yield return ("function", call.ArgumentList.Arguments[0].Expression);
                foreach (var swapped in Swapped(call.ArgumentList))
                    yield return ("arguments", call.WithArgumentList(swapped));
                break;
            case ObjectCreationExpressionSyntax { ArgumentList: { } list } made:
                if (made.Type is IdentifierNameSyntax type && Twin(type) is { } other)
                    yield return ("function", made.WithType((TypeSyntax)other));
                foreach (var swapped in Swapped(list)) yield return ("arguments", made.WithArgumentList(swapped));
                break;
            case MemberAccessExpressionSyntax { Name: IdentifierNameSyntax member } access
                when access.Parent is not InvocationExpressionSyntax && Twin(member) is SimpleNameSyntax peer:
                yield return ("member", access.WithName(peer));
                break;
            case IdentifierNameSyntax id
                when id.Parent is ArgumentSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax
                    && Twin(id) is { } twin:
                yield return ("variable", twin);
                break;
        }
    }

    private static IEnumerable<ArgumentListSyntax> Swapped(ArgumentListSyntax list)
    {
        for (int i = 0; i + 1 < list.Arguments.Count; i++)
        {
            var (a, b) = (list.Arguments[i], list.Arguments[i + 1]);
            if (a.NameColon is not null || b.NameColon is not null || a.ToString() == b.ToString()) continue;
            yield return list.WithArguments(SyntaxFactory.SeparatedList(
                list.Arguments.Select((x, k) => k == i ? b : k == i + 1 ? a : x)));
        }
    }

    private static ExpressionSyntax? Twin(IdentifierNameSyntax name) => Twins
        .Where(t => t.A == name.Identifier.Text || t.B == name.Identifier.Text)
        .Select(t => SyntaxFactory.IdentifierName(t.A == name.Identifier.Text ? t.B : t.A)).FirstOrDefault();

    // A rule of the simplifier: it never fires, it fires without its guard, it fires for another number.
    private static IEnumerable<(string, SyntaxNode?)> OfArm(SwitchExpressionArmSyntax arm)
    {
        if (arm.Pattern is DiscardPatternSyntax) yield break;
        yield return ("never", null);
        if (arm.WhenClause is { } guard && !Declares(guard)) yield return ("unguarded", arm.WithWhenClause(null));
        foreach (var literal in arm.Pattern.DescendantNodes().OfType<LiteralExpressionSyntax>())
        {
            if (literal.Token.Value is int n)
                yield return ("pattern", arm.ReplaceNode(literal, SyntaxFactory.ParseExpression($"{n + 1}")));
        }
    }
}

/// <summary>Writes mutants into the tree, each behind its switch.</summary>
internal sealed class Weaver(IReadOnlyList<Site> mutants) : CSharpSyntaxRewriter
{
    private ILookup<SyntaxNode, Site> At { get; } = mutants.ToLookup(m => m.Node);

    public override SyntaxNode Visit(SyntaxNode? node)
    {
        var visited = base.Visit(node)!;
        if (node is not ExpressionSyntax || visited is not ExpressionSyntax woven) return visited;
        foreach (var mutant in At[node])
        {
            woven = SyntaxFactory.ParenthesizedExpression(SyntaxFactory.ConditionalExpression(
                Switch(mutant),
                SyntaxFactory.ParenthesizedExpression((ExpressionSyntax)mutant.Instead!.WithoutTrivia()),
                SyntaxFactory.ParenthesizedExpression(woven.WithoutTrivia()))).WithTriviaFrom(node);
        }
        return woven;
    }

    public override SyntaxNode? VisitSwitchExpression(SwitchExpressionSyntax node)
    {
        var visited = (SwitchExpressionSyntax)base.VisitSwitchExpression(node)!;
        var arms = new List<SwitchExpressionArmSyntax>();
        for (int i = 0; i < node.Arms.Count; i++)
        {
            var arm = visited.Arms[i];
            foreach (var mutant in At[node.Arms[i]])
            {
                if (mutant.Instead is SwitchExpressionArmSyntax other) arms.Add(Guarded(other, Switch(mutant)));
                else arm = Guarded(arm, SyntaxFactory.ParseExpression($"!{Switch(mutant)}"));
            }
            arms.Add(arm);
        }
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.LineFeed);
        return visited.WithArms(SyntaxFactory.SeparatedList(arms, arms.Select(_ => comma)));
    }

    private static ExpressionSyntax Switch(Site mutant) =>
        SyntaxFactory.ParseExpression($"global::Grad.Mutation.Is({mutant.Id})");

    private static SwitchExpressionArmSyntax Guarded(SwitchExpressionArmSyntax arm, ExpressionSyntax condition)
    {
        string whole = arm.WhenClause is { } guard ? $"({guard.Condition}) && {condition}" : condition.ToString();
        return arm.WithWhenClause(SyntaxFactory.WhenClause(
            SyntaxFactory.Token([SyntaxFactory.Space], SyntaxKind.WhenKeyword, [SyntaxFactory.Space]),
            SyntaxFactory.ParseExpression(whole).WithTrailingTrivia(SyntaxFactory.Space)));
    }
}

/// <summary>Finds the mutants at a place that the compiler complains of.</summary>
internal static partial class Woven
{
    public static IEnumerable<int> At(SyntaxTree tree, int position)
    {
        var node = tree.GetRoot().FindToken(position).Parent!;
        var nearest = node.AncestorsAndSelf().FirstOrDefault(n => n switch
        {
            ConditionalExpressionSyntax c => c.Condition.ToString().Contains("Mutation.Is", StringComparison.Ordinal),
            SwitchExpressionArmSyntax { WhenClause: { } guard }
                => guard.ToString().Contains("Mutation.Is", StringComparison.Ordinal),
            _ => false,
        });
        if (nearest is null)
        {
            var around = node.AncestorsAndSelf().First(n => n is StatementSyntax or MemberDeclarationSyntax);
            return Ids().Matches(around.ToString()).Select(m => int.Parse(m.Groups[1].Value));
        }
        string condition = nearest is ConditionalExpressionSyntax ce ? ce.Condition.ToString()
            : ((SwitchExpressionArmSyntax)nearest).WhenClause!.ToString();
        return Ids().Matches(condition).Select(m => int.Parse(m.Groups[1].Value));
    }

    [GeneratedRegex(@"Mutation\.Is\((\d+)\)")]
    private static partial Regex Ids();
}
