using System.Text.Json;

namespace Grad.GradBench;

/// <summary>Arrays of numbers in the fields of an input.</summary>
internal static class Input
{
    public static double[] Numbers(this JsonElement input, string field) => Row(input.GetProperty(field));

    /// <summary>The numbers of all rows, one behind the other.</summary>
    public static double[] Rows(this JsonElement input, string field) =>
        [.. input.GetProperty(field).EnumerateArray().SelectMany(Row)];

    /// <summary>The rows of one field, or of several side by side.</summary>
    public static Value Matrix(this JsonElement input, params string[] fields)
    {
        double[][] rows = [.. Enumerable.Range(0, input.GetProperty(fields[0]).GetArrayLength())
            .Select(i => fields.SelectMany(f => Row(input.GetProperty(f)[i])).ToArray())];
        return Value.Of([.. rows.SelectMany(r => r)], rows.Length, rows[0].Length);
    }

    private static double[] Row(JsonElement row) => [.. row.EnumerateArray().Select(e => e.GetDouble())];
}
