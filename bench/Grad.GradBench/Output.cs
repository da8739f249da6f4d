using System.Collections.Immutable;
using System.Text.Json;

namespace Grad.GradBench;

/// <summary>Writes results: a number, arrays of arrays, or an object if they have names.</summary>
internal static class Output
{
    public static void Write(ImmutableArray<Result> results, Utf8JsonWriter writer)
    {
        if (results is [{ Name: "" } only])
        {
            Write(only.Numbers.AsSpan(), only.Lengths.AsSpan(), writer);
            return;
        }
        writer.WriteStartObject();
        foreach (var result in results)
        {
            writer.WritePropertyName(result.Name);
            Write(result.Numbers.AsSpan(), result.Lengths.AsSpan(), writer);
        }
        writer.WriteEndObject();
    }

    private static void Write(ReadOnlySpan<double> numbers, ReadOnlySpan<nint> lengths, Utf8JsonWriter writer)
    {
        if (lengths.IsEmpty)
        {
            writer.WriteNumberValue(numbers[0]);
            return;
        }
        writer.WriteStartArray();
        int size = lengths[0] == 0 ? 0 : numbers.Length / (int)lengths[0];
        for (int i = 0; i < lengths[0]; i++) Write(numbers.Slice(i * size, size), lengths[1..], writer);
        writer.WriteEndArray();
    }
}
