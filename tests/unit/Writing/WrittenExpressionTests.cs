using System.Collections.Immutable;
using CsCheck;
using Grad.Testing;

namespace Grad.Tests.Unit.Writing;

/// <summary>Random programs, written as C#, give the bits of their sessions.</summary>
public class WrittenExpressionTests
{
    private const int Count = 200;

    [Fact]
    public void Random_programs_have_the_same_bits() => Check(
        Count, c => c.Outputs, "scan", "while", "cond", "checkpoint", "fixedpoint");

    /// <summary>Loops go the other way round in them, and loops in loops do.</summary>
    [Fact]
    public void Gradients_of_random_programs_have_the_same_bits() => Check(
        Count / 3,
        c =>
        {
            Expr[] real = [.. c.Outputs.Where(o => o.Kind == Kind.Real)];
            Variable[] by = [.. c.Bindings.Select(b => b.Variable).Where(v => v.Kind == Kind.Real)];
            if (real.Length == 0) return c.Outputs;
            return [.. Functions.Gradients(real.Select(o => Functions.Sum(o)).Aggregate((x, y) => x + y), by)];
        },
        "scan", "while", "cond", "checkpoint");

    /// <summary>Some random programs, among which are some with each of the operators named.</summary>
    private static void Check(int count, Func<Case, ImmutableArray<Expr>> outputs, params HashSet<string> wanted)
    {
        var cases = new List<Case>();
        ExpressionGen.Cases.SampleRepeatably(cases.Add, count);
        var texts = new List<(string Name, string Text)>();
        var refused = new List<string>();
        var controls = new HashSet<string>();
        var written = new List<(Case Case, ImmutableArray<Expr> Outputs, Session<double> Session, string Name)>();
        foreach (var c in cases)
        {
            var asked = outputs(c);
            var function = Functions.Compile<double>(
                [.. c.Bindings.Select(b => b.Variable)], asked.AsSpan(), options: new() { ProductBackend = "managed" });
            try
            {
                texts.Add(($"Case{written.Count}", function.ToCSharp($"Case{written.Count}")));
            }
            catch (NotSupportedException e)
            {
                refused.Add(e.Message);
                continue;
            }
            controls.UnionWith(function.Routines.Keys.OfType<Control>().Select(r => r.Operator));
            written.Add((c, asked, function.Bind(c.Bindings.AsSpan()), $"Case{written.Count}"));
        }
        Assert.True(refused.Count == 0, string.Join('\n', refused.CountBy(r => r).OrderByDescending(r => r.Value)));
        Assert.Superset(wanted, controls);
        var assembly = WrittenProgram.Compiled(texts);
        foreach (var (c, asked, session, name) in written)
        {
            var type = assembly.GetType($"Compiled.{name}")!;
            var program = WrittenProgram.Of(type, c.Bindings.AsSpan());
            session.Run();
            program.Run();
            for (int i = 0; i < asked.Length; i++)
            {
                double[] actual = program.Read(asked.Length == 1 ? "Result" : $"Result{i + 1}");
                Assert.True(session.Read(asked[i]).SequenceEqual(actual), $"{c}\n{string.Join(' ', session.Read(asked[i]))}\n{string.Join(' ', actual)}");
            }
        }
    }
}
