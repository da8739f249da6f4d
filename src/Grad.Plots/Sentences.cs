using System.Globalization;

namespace Grad.Plots;

/// <summary>Every error this library reports, as a sentence: what was asked, what is wrong, a way out.</summary>
internal static class Sentences
{
    public static ArgumentException UnknownColor(string text) => new(
        $"Color: \"{text}\" is not a colour. Use blue, red, green, purple, orange, sky, gray or ink, or six " +
        "hexadecimal digits such as #ba4634.");

    public static ArgumentException Empty(string method, string? name) => new(
        $"{method}: {Series(name)} has no values. Give at least one point.");

    public static ArgumentException LengthsDiffer(
        string method, string? name, string first, int firstCount, string second, int secondCount) => new(
        $"{method}: {Series(name)} has {firstCount} values of {first} and {secondCount} values of {second}. " +
        "Give as many of one as of the other.");

    public static ArgumentException NotAMatrix(string method, IReadOnlyList<int> lengths) => new(
        $"{method}: the values have the shape [{string.Join(", ", lengths)}]; a heat map needs rows and columns. " +
        "Give a tensor of rank 2 or a rectangular array.");

    public static ArgumentException NotPositive(string axis, string? name, double value, int position) => new(
        $"Figure.WithLog{axis}: {Series(name)} has {axis.ToLowerInvariant()} = " +
        $"{value.ToString("G6", CultureInfo.InvariantCulture)} at position {position}; a logarithmic axis shows only " +
        "values above 0. Leave that value out, set it to NaN to make a gap, or keep the axis linear.");

    public static ArgumentException RangeNotPositive(string axis, double from) => new(
        $"Figure.With{axis}Range: the range starts at {from.ToString("G6", CultureInfo.InvariantCulture)}; " +
        "a logarithmic axis shows only values above 0. Start the range above 0, or keep the axis linear.");

    public static ArgumentException BadRange(string method, double from, double to) => new(
        $"{method}: {from.ToString("G6", CultureInfo.InvariantCulture)} to " +
        $"{to.ToString("G6", CultureInfo.InvariantCulture)} is not a range. Give two different finite numbers, the " +
        "smaller one first.");

    public static ArgumentException NotAboveZero(string method, string what, double value) => new(
        $"{method}: {what} is {value.ToString("G6", CultureInfo.InvariantCulture)}. Give a number above 0.");

    public static ArgumentException LabelsOnNumbers(string method) => new(
        $"{method}: the figure has one horizontal axis, with either numbers or labels, and would get both. " +
        "Make two figures and put them beside each other with Figure.Grid.");

    public static ArgumentException NoFrames() => new(
        "Figure.WithFrames: there is no frame. Give at least one.");

    public static ArgumentException FrameDiffers(string label, int count, int expected) => new(
        $"Figure.WithFrames: the frame \"{label}\" has {count} series and the figure has {expected}. " +
        "A frame replaces the values of each series, so give as many, in the same order.");

    public static ArgumentException FramesInGrid() => new(
        "Figure.Grid: a figure with animation frames cannot be part of a grid. Save it on its own, or put it in a " +
        "Report.");

    public static ArgumentException NoPanels() => new(
        "Figure.Grid: there is no figure. Give at least one.");

    public static ArgumentException NotOneInput(IEnumerable<int> lengths) => new(
        $"Figure.Fit: the inputs have the shape [{string.Join(", ", lengths)}], more than one number for each " +
        "example. Draw one column of them, or the predictions against the targets with Figure.Scatter.");

    public static ArgumentOutOfRangeException OutOfRange(string what, double value, string demand) => new(
        null,
        $"Style: {what} is {value.ToString("G6", CultureInfo.InvariantCulture)}. It must be {demand}.");

    public static ArgumentException RaggedRow(string table, int row, int cells, int columns) => new(
        $"Report: row {row} of the table \"{table}\" has {Counted(cells, "cell")} but there are " +
        $"{Counted(columns, "column")}. Each row needs one cell for each column.");

    public static ArgumentException NoColumns(string table) => new(
        $"Report: the table \"{table}\" has no columns. A table needs at least one.");

    public static ArgumentException DuplicateNode(string id) => new(
        $"GraphDrawing: two nodes have the id \"{id}\". Each node needs an id of its own.");

    public static ArgumentException UnknownNode(string from, string to, string missing) => new(
        $"GraphDrawing: the edge from \"{from}\" to \"{to}\" leads to no node: there is none with " +
        $"the id \"{missing}\".");

    public static ArgumentException Cyclic(string id) => new(
        $"GraphDrawing: the node \"{id}\" depends on itself. A computation graph has no cycles.");

    public static ArgumentException NoNodes() => new(
        "GraphDrawing: there are no nodes. A drawing needs at least one.");

    public static ArgumentException UnknownExtension(string what, string path, string extensions) => new(
        $"{what}: \"{Path.GetFileName(path)}\" does not end with {extensions}. Give a name that does.");

    public static ArgumentException NoFileName(string what) => new(
        $"{what}: the path is empty. Give a file name such as \"figure.html\".");

    public static IOException FolderIsFile(string what, string folder, string file) => new(
        $"{what}: \"{Path.GetFileName(file)}\" was not written, because \"{folder}\" is a file and not a folder. " +
        "Choose another folder.");

    public static IOException PathIsFolder(string what, string path) => new(
        $"{what}: \"{path}\" is a folder. Give the name of a file in it.");

    public static IOException NotWritable(string what, string path, Exception reason) => new(
        $"{what}: \"{path}\" cannot be written ({reason.Message.TrimEnd('.')}). " +
        "Choose another folder, or allow this user to write there.", reason);

    public static InvalidOperationException NoBrowser(string what, string extension) => new(
        $"{what}: a {extension} file is drawn by Chromium, Chrome or Edge, and none of them was found. Install one, " +
        "name its program in the environment variable CHROME_PATH, or save the figure as .html.");

    public static InvalidOperationException BrowserFailed(string what, string browser, string reason) => new(
        $"{what}: {browser} did not draw the file ({reason}). Save as .html to see the figure, or name another " +
        "browser in the environment variable CHROME_PATH.");

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Series(string? name) => name is null ? "the series" : $"the series \"{name}\"";
}
