using System.Globalization;

namespace Grad.Plots;

/// <summary>Everything this library says when it refuses, in one place.</summary>
internal static class Sentences
{
    public static ArgumentException UnknownColor(string text) => new(
        $"Color: \"{text}\" is neither a palette name (blue, red, green, purple, orange, sky, gray, ink) nor #rrggbb.");

    public static ArgumentException LengthsDiffer(string series, int x, int y) => new(
        $"Figure: {series} has {Counted(x, "x value")} but {Counted(y, "y value")}. Each point needs one of both.");

    public static ArgumentException Empty(string series) => new(
        $"Figure: {series} is empty. A series needs at least one point.");

    public static ArgumentException NotPositive(string series, string axis, double value, int index) => new(
        $"Figure: {series} has {axis} = {Text(value)} at index {index}, but the {axis} axis is logarithmic. "
        + "Use a linear axis, or put NaN where there is nothing to draw.");

    public static ArgumentException RangeNotPositive(string axis, double from, double to) => new(
        $"Figure: the {axis} axis is logarithmic and cannot reach from {Text(from)} to {Text(to)}. "
        + "Both ends must be positive.");

    public static ArgumentException NotARange(string what, double from, double to) => new(
        $"Figure: {what} from {Text(from)} to {Text(to)} is none. "
        + "Both ends must be finite, the first below the second.");

    public static ArgumentException NotOneInput(IEnumerable<int> lengths) => new(
        $"Figure.Fit: the inputs have shape [{string.Join(", ", lengths)}], more than one number for each example. "
        + "Draw one column of them, or the predictions against the targets with Figure.Scatter.");

    public static ArgumentOutOfRangeException OutOfRange(string what, double value, string demand) => new(
        null, $"Figure: {what} is {Text(value)}. It must be {demand}.");

    public static ArgumentException RaggedRow(string table, int row, int cells, int columns) => new(
        $"Report: row {row} of the table \"{table}\" has {Counted(cells, "cell")} but there are "
        + $"{Counted(columns, "column")}. Each row needs one cell for each column.");

    public static ArgumentException NoColumns(string table) => new(
        $"Report: the table \"{table}\" has no columns. A table needs at least one.");

    public static ArgumentException DuplicateNode(string id) => new(
        $"GraphDrawing: two nodes have the id \"{id}\". Each node needs an id of its own.");

    public static ArgumentException UnknownNode(string from, string to, string missing) => new(
        $"GraphDrawing: the edge from \"{from}\" to \"{to}\" leads to no node: "
        + $"there is none with the id \"{missing}\".");

    public static ArgumentException Cyclic(string id) => new(
        $"GraphDrawing: the node \"{id}\" depends on itself. A computation graph has no cycles.");

    public static ArgumentException NoNodes() => new(
        "GraphDrawing: there are no nodes. A drawing needs at least one.");

    public static IOException CannotWrite(string path, Exception reason) => new(
        $"Save: \"{path}\" cannot be written. Give a path in a folder that exists, or can be made, and is writable.",
        reason);

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
