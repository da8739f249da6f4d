using Grad.Tests.Unit.Writing;
using static Grad.Functions;

namespace Grad.Tests.Unit;

/// <summary>The example of docs/csharp.md: what it writes stands there word for word, but for the width of the vectors.</summary>
public class WritingPageTests
{
    private static readonly CompilationOptions Wide = new() { LaneWidth = LaneWidth.Bits512 };

    [Fact]
    public void The_page_shows_this_program()
    {
        Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]), a = Variable("a"), b = Variable("b");
        var loss = Mean(Square((a * Tanh(x)) + b - y));
        var (da, db) = Gradients(loss, a, b);
        var step = Compile<float>([x, y], [loss], [(a, a - (0.1 * da)), (b, b - (0.1 * db))], Wide);
        string[] file = Lines(step.ToCSharp("TanhFit", "Loss"));
        string[][] blocks = Blocks();
        foreach (var block in blocks[2..4]) Assert.Contains(string.Join('\n', block), string.Join('\n', file), StringComparison.Ordinal);
        Assert.Contains("step.ToCSharp(\"TanhFit\", \"Loss\")", string.Join('\n', blocks[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_shows_this_loop()
    {
        Variable rates = Variable("rates", ["n"]), balance = Variable("balance");
        var (last, interest) = Scan(balance, rates, (money, rate) => (money + rate * money, rate * money));
        var years = Compile<double>([rates, balance], [last, interest]);
        string[] file = Lines(years.ToCSharp("Account", "Last", "Interest"));
        string[][] blocks = Blocks();
        string test = RepositoryFile.Read("tests/unit/WritingPageTests.cs");
        foreach (string line in blocks[4][..^1]) Assert.Contains(line, test, StringComparison.Ordinal);
        foreach (var block in blocks[5..7]) Assert.Contains(string.Join('\n', block), string.Join('\n', file), StringComparison.Ordinal);
        Assert.Contains("years.ToCSharp(\"Account\", \"Last\", \"Interest\")", blocks[4][^1], StringComparison.Ordinal);
        Assert.Equal(8, blocks.Length);
    }

    [Fact]
    public void The_page_shows_this_call_of_a_kernel()
    {
        Variable x = Variable("x", ["n", 784]), w = Variable("w", [784, 256]);
        string[] file = Lines(Compile<float>([x, w], [Sum(Tanh(MatMul(x, w)))]).ToCSharp("Layer"));
        Assert.Contains(string.Join('\n', Blocks()[7]), string.Join('\n', file), StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_fits()
    {
        Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]), a = Variable("a"), b = Variable("b");
        var loss = Mean(Square((a * Tanh(x)) + b - y));
        var (da, db) = Gradients(loss, a, b);
        var fit = WrittenProgram.Of(
            Compile<float>([x, y], [loss], [(a, a - (0.1 * da)), (b, b - (0.1 * db))]).ToCSharp("TanhFit", "Loss"), 1000);
        double[] inputs = [.. Enumerable.Range(0, 1000).Select(i => (i / 500.0) - 1)];
        fit.Write("X", inputs);
        fit.Write("Y", [.. inputs.Select(v => (3 * Math.Tanh(v)) + 2)]);
        for (int epoch = 0; epoch < 1000; epoch++) fit.Run();
        Assert.Equal(3, fit.Read("A")[0], 1e-4);
        Assert.Equal(2, fit.Read("B")[0], 1e-4);
    }

    private static string[][] Blocks() =>
        [.. RepositoryFile.Read("docs/csharp.md").Split("```csharp\n").Skip(1).Select(b => Lines(b.Split("```")[0]))];

    private static string[] Lines(string text) => [.. text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
}
