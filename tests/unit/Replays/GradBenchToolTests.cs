using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Grad.Tests.Unit.Replays;

/// <summary>The program that speaks GradBench's protocol, run as GradBench runs it.</summary>
public class GradBenchToolTests
{
    private static readonly (string Module, string[] Functions)[] WithVectors =
    [
        ("llsq", ["primal", "gradient"]),
        ("lse", ["primal", "gradient"]),
        ("ode", ["primal", "gradient"]),
        ("kmeans", ["cost", "dir"]),
        ("gmm", ["objective", "jacobian"]),
    ];

    [Fact]
    public void Every_message_is_answered_in_its_order()
    {
        var answers = Answers(
            """{"id": 0, "kind": "start", "eval": "hello"}""",
            """{"id": 1, "kind": "define", "module": "hello"}""",
            """{"id": 2, "kind": "evaluate", "module": "hello", "function": "square", "input": 3.0}""",
            """{"id": 3, "kind": "analysis", "of": 2, "valid": true}""",
            """{"id": 4, "kind": "evaluate", "module": "hello", "function": "double", "input": 3.0, "description": "3"}""",
            """{"id": 5, "kind": "define", "module": "hullo"}""",
            """{"id": 6, "kind": "evaluate", "module": "hello", "function": "cube", "input": 3.0}""",
            """{"id": 7, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": [1e999]}}""",
            Evaluate(8, "saddle", "rf", """{"start": [1.0, 1.0], "min_runs": 3, "min_seconds": 0}"""),
            Evaluate(9, "lse", "gradient", """{"x": [0.5, 0.5], "min_runs": 1, "min_seconds": 0.01}"""));

        Assert.Equal(Enumerable.Range(0, 10), answers.Select(a => a.GetProperty("id").GetInt32()));
        Assert.Equal("""{"id":0,"tool":"grad"}""", answers[0].GetRawText());
        Assert.Equal("""{"id":1,"success":true}""", answers[1].GetRawText());
        Assert.Equal((9, 6), (answers[2].GetProperty("output").GetDouble(), answers[4].GetProperty("output").GetDouble()));
        Assert.Equal("""{"id":3}""", answers[3].GetRawText());
        Assert.Equal("""{"id":5,"success":false}""", answers[5].GetRawText());
        Assert.Equal(
            """{"id":6,"success":false,"error":"There is no function \u0022cube\u0022 in the module \u0022hello\u0022."}""",
            answers[6].GetRawText());
        Assert.Equal(
            """{"id":7,"success":false,"error":"The result is not finite, and JSON has no word for that."}""",
            answers[7].GetRawText());
        Assert.Equal(["prepare", "evaluate"], Timings(answers[2]).Select(t => t.Name));
        Assert.Equal(["prepare", "evaluate", "evaluate", "evaluate"], Timings(answers[8]).Select(t => t.Name));
        Assert.InRange(Timings(answers[9]).Skip(1).Sum(t => t.Nanoseconds), 10_000_000, long.MaxValue);
    }

    [Fact]
    public void The_answers_are_those_of_the_vectors()
    {
        var cases = WithVectors.SelectMany(m => m.Functions.SelectMany(f => Smallest(m.Module).Select(
            c => (m.Module, Function: f, Input: c.GetProperty("input"), Known: c.GetProperty(f))))).ToArray();
        var answers = Answers([.. cases.Select((c, i) => Evaluate(i, c.Module, c.Function, Once(c.Input)))]);
        foreach (var (c, answer) in cases.Zip(answers))
        {
            Assert.True(answer.GetProperty("success").GetBoolean(), answer.GetRawText());
            Same(c.Known, answer.GetProperty("output"));
        }
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("rr")]
    public void Nested_searches_end_where_they_are_known_to(string function)
    {
        var known = SharedData.Read("gradbench/vectors/hello_particle_saddle.json");
        string[] modules = ["particle", "saddle"];
        var answers = Answers([.. modules.Select((m, i) => Evaluate(
            i, m, function, Once(known.GetProperty(m).GetProperty("input"))))]);
        foreach (var (module, answer) in modules.Zip(answers))
            Same(known.GetProperty(module).GetProperty("output"), answer.GetProperty("output"));
    }

    [Fact]
    public void A_text_is_predicted()
    {
        // Two layers of one bit, and a text of four characters.
        const string Input = """
            {"main_params": [[1, 1, 1, 1], [0, 0, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0]], "extra_params": [[1], [1], [0]],
            "state": [[0], [0], [0], [0]], "sequence": [[1], [0], [1], [1]], "min_runs": 1, "min_seconds": 0}
            """;
        string line = Input.ReplaceLineEndings(" ");
        const double Step = 1e-6;
        string moved = line.Replace("[[1], [1], [0]]", FormattableString.Invariant($"[[1], [1], [{Step}]]"), StringComparison.Ordinal);
        var answers = Answers(
            Evaluate(0, "lstm", "objective", line), Evaluate(1, "lstm", "jacobian", line), Evaluate(2, "lstm", "objective", moved));
        double[] values = [.. new[] { 0, 2 }.Select(i => answers[i].GetProperty("output").GetDouble())];
        double[] jacobian = SharedData.Numbers(answers[1].GetProperty("output"));
        Assert.Equal(19, jacobian.Length);
        Assert.Equal((values[1] - values[0]) / Step, jacobian[^1], 1e-5);
    }

    private static JsonElement[] Smallest(string module) => [.. SharedData.Read($"gradbench/vectors/{module}.json")
        .GetProperty("cases").EnumerateArray().OrderBy(c => c.GetRawText().Length).Take(1)];

    private static string Once(JsonElement input)
    {
        var once = JsonObject.Create(input)!;
        (once["min_runs"], once["min_seconds"]) = (1, 0);
        return once.ToJsonString();
    }

    private static string Evaluate(int id, string module, string function, string input) =>
        $$"""{"id": {{id}}, "kind": "evaluate", "module": "{{module}}", "function": "{{function}}", "input": {{input}}}""";

    private static void Same(JsonElement known, JsonElement actual)
    {
        switch (known.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in known.EnumerateObject()) Same(field.Value, actual.GetProperty(field.Name));
                break;
            case JsonValueKind.Array:
                Assert.Equal(known.GetArrayLength(), actual.GetArrayLength());
                foreach (var (k, a) in known.EnumerateArray().Zip(actual.EnumerateArray())) Same(k, a);
                break;
            default:
                Reference.Near([known.GetDouble()], [actual.GetDouble()]);
                break;
        }
    }

    private static (string Name, long Nanoseconds)[] Timings(JsonElement answer) => [.. answer.GetProperty("timings")
        .EnumerateArray().Select(t => (t.GetProperty("name").GetString()!, t.GetProperty("nanoseconds").GetInt64()))];

    private static JsonElement[] Answers(params string[] messages)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Grad.GradBench.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (string message in messages) process.StandardInput.WriteLine(message);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement)];
    }
}
