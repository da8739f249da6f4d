using System.Diagnostics;
using System.Text.Json;

namespace Grad.GradBench;

/// <summary>Answers the messages of GradBench: which modules there are, and what their functions give, with times.</summary>
internal sealed class Tool
{
    private readonly Dictionary<string, IModule> modules = Modules.All.ToDictionary(m => m.Name);

    /// <summary>Writes the answer to one message: always its number, and what its kind asks for.</summary>
    public void Answer(JsonElement message, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", message.GetProperty("id").GetInt64());
        switch (message.GetProperty("kind").GetString())
        {
            case "start":
                writer.WriteString("tool", "grad");
                break;
            case "define":
                writer.WriteBoolean("success", modules.ContainsKey(message.GetProperty("module").GetString()!));
                break;
            case "evaluate":
                Evaluate(message, writer);
                break;
        }
        writer.WriteEndObject();
    }

    private void Evaluate(JsonElement message, Utf8JsonWriter writer)
    {
        try
        {
            string module = message.GetProperty("module").GetString()!, function = message.GetProperty("function").GetString()!;
            var input = message.GetProperty("input");
            if (!modules.TryGetValue(module, out var known))
                throw new ArgumentException($"There is no module \"{module}\".");

            long start = Stopwatch.GetTimestamp();
            var prepared = known.Prepare(function, input);
            var preparing = Stopwatch.GetElapsedTime(start);
            var times = Times(prepared.Run, input);
            var results = prepared.Results();
            if (!results.All(r => r.Numbers.All(double.IsFinite)))
                throw new ArithmeticException("The result is not finite, and JSON has no word for that.");

            writer.WriteBoolean("success", true);
            writer.WritePropertyName("output");
            Output.Write(results, writer);
            WriteTimings(preparing, times, writer);
        }
        // Whatever goes wrong with one input is an answer; the next message may be a better one.
        catch (Exception error)
        {
            writer.WriteBoolean("success", false);
            writer.WriteString("error", error.Message);
        }
    }

    /// <summary>The times of as many runs as the input asks for: so many at least, and so many seconds at least.</summary>
    private static List<TimeSpan> Times(Action run, JsonElement input)
    {
        bool repeats = input.ValueKind == JsonValueKind.Object && input.TryGetProperty("min_runs", out _);
        int runs = repeats ? input.GetProperty("min_runs").GetInt32() : 1;
        double seconds = repeats ? input.GetProperty("min_seconds").GetDouble() : 0;
        var times = new List<TimeSpan>();
        for (double total = 0; times.Count < Math.Max(1, runs) || total < seconds; total += times[^1].TotalSeconds)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(start));
        }
        return times;
    }

    private static void WriteTimings(TimeSpan preparing, List<TimeSpan> times, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("timings");
        Timing("prepare", preparing);
        foreach (var time in times) Timing("evaluate", time);
        writer.WriteEndArray();

        void Timing(string name, TimeSpan time)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteNumber("nanoseconds", (long)time.TotalNanoseconds);
            writer.WriteEndObject();
        }
    }
}
