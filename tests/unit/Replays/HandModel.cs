using System.Globalization;

namespace Grad.Tests.Unit.Replays;

/// <summary>A mesh and the bones that move it, as ADBench's files have them.</summary>
/// <param name="Parents">For each bone the one that it hangs on, −1 for the first.</param>
/// <param name="Relatives">For each bone its place seen from its parent, a 4×4 matrix, at rest.</param>
/// <param name="Inverses">For each bone the inverse of its place in space at rest.</param>
/// <param name="Positions">The vertices at rest, with a fourth coordinate 1.</param>
/// <param name="Weights">How much each vertex follows each bone.</param>
/// <param name="Triangles">The corners of each triangle.</param>
internal sealed record HandModel(
    int[] Parents, Value Relatives, Value Inverses, Value Positions, Value Weights, Value Triangles)
{
    public int Bones => Parents.Length;

    public static HandModel Read(string folder)
    {
        var bones = Fields($"{folder}/bones.txt");
        var vertices = Fields($"{folder}/vertices.txt");
        int[] corners = [.. Fields($"{folder}/triangles.txt").SelectMany(t => t).Select(c => (int)Number(c))];
        var weights = new double[vertices.Length * bones.Length];
        for (int v = 0; v < vertices.Length; v++)
        {
            // Position, normal, texture, the number of bones, and for each its number and weight.
            for (int field = 9; field < vertices[v].Length; field += 2)
                weights[(v * bones.Length) + int.Parse(vertices[v][field], CultureInfo.InvariantCulture)]
                    = Number(vertices[v][field + 1]);
        }
        return new(
            [.. bones.Select(b => (int)Number(b[1]))],
            Value.Of([.. bones.SelectMany(b => b[2..18]).Select(Number)], bones.Length, 4, 4),
            Value.Of([.. bones.SelectMany(b => b[18..34]).Select(Number)], bones.Length, 4, 4),
            Value.Of([.. vertices.SelectMany(v => (string[])[.. v[..3], "1"]).Select(Number)], vertices.Length, 4),
            Value.Of(weights, vertices.Length, bones.Length),
            Value.Of(corners, corners.Length / 3, 3));
    }

    private static string[][] Fields(string path) => [.. SharedData.Lines(path).Select(l => l.Split(':'))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
