using System.Text;
using CsCheck;
using Grad.Testing;
using Grad.Writing;

namespace Grad.Tests.Unit.Writing;

/// <summary>Random programs, written as C#, give the bits of their sessions.</summary>
public class WrittenExpressionTests
{
    private const int Count = 200;

    [Fact]
    public void Random_programs_have_the_same_bits()
    {
        var cases = new List<Case>();
        ExpressionGen.Cases.SampleRepeatably(cases.Add, Count);
        var text = new StringBuilder();
        var refused = new List<string>();
        var written = new List<(Case Case, Session<double> Session, string Name)>();
        foreach (var c in cases)
        {
            var function = Functions.Compile<double>(
                [.. c.Bindings.Select(b => b.Variable)], c.Outputs.AsSpan(), options: new() { ProductBackend = "managed" });
            try
            {
                text.Append(function.ToCSharp($"Case{written.Count}"));
            }
            catch (NotSupportedException e)
            {
                refused.Add(e.Message);
                continue;
            }
            written.Add((c, function.Bind(c.Bindings.AsSpan()), $"Case{written.Count}"));
        }
        Assert.True(written.Count >= Count / 5, $"Only {written.Count} of {Count} programs can be written: {string.Join('\n', refused.CountBy(r => r).OrderByDescending(r => r.Value))}");
        var assembly = WrittenProgram.Compiled(text.ToString());
        foreach (var (c, session, name) in written)
        {
            var type = assembly.GetType($"Compiled.{name}")!;
            var symbols = WrittenComparison.Symbols(c.Bindings.AsSpan());
            int[] sizes = [.. type.GetConstructors()[0].GetParameters().Select(p => symbols[p.Name!])];
            var program = WrittenProgram.Of(type, sizes);
            foreach (var (variable, value) in c.Bindings) program.Write(Identifiers.Pascal(variable.Name), value.Numbers);
            session.Run();
            program.Run();
            for (int i = 0; i < c.Outputs.Length; i++)
            {
                double[] actual = program.Read(c.Outputs.Length == 1 ? "Result" : $"Result{i + 1}");
                Assert.True(session.Read(c.Outputs[i]).SequenceEqual(actual), $"{c}\n{string.Join(' ', session.Read(c.Outputs[i]))}\n{string.Join(' ', actual)}");
            }
        }
    }
}
