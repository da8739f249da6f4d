using System.Globalization;
using Grad;
using Grad.Numerics;
using Grad.Plots;

namespace Notebook;

/// <summary>What the notebook prints, and the page and figures that it writes.</summary>
internal sealed class NotebookPage(string folder)
{
    private Report report = Report.Titled("Grad: the notebook");

    public void Section(int number, string heading)
    {
        string line = $"{number}. {heading}";
        Console.WriteLine($"\n{line}\n{new string('─', line.Length)}");
        report = report.Section(heading);
    }

    public void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    public void Print(string text) => Console.WriteLine(text);

    public void Text(string text) => report = report.Text(text);

    public void Result(string name, FormattableString value) => Result(name, value.ToString(CultureInfo.InvariantCulture));

    public void Result(string name, string value)
    {
        Console.WriteLine($"{name}: {value}");
        report = report.Result(name, value);
    }

    public void Formula(string name, Expr formula)
    {
        string text = Functions.Simplify(formula).ToString();
        Console.WriteLine($"{name} = {text}");
        report = report.Formula(name, text);
    }

    public void Graph(string name, GraphDrawing drawing)
    {
        report = report.Graph(drawing);
        drawing.Save(Path.Combine(folder, $"{name}.html"));
    }

    public void Figure(string name, Figure figure)
    {
        report = report.Figure(figure);
        figure.Save(Path.Combine(folder, $"{name}.html"));
    }

    public void Save()
    {
        string path = Path.Combine(folder, "notebook.html");
        report.Save(path);
        double megabytes = new FileInfo(path).Length / 1e6;
        Print($"\nWrote {Path.GetFullPath(path)} ({megabytes:F1} MB) and each figure as a page beside it.");
    }
}

/// <summary>The notebook's data: drawn from a fixed seed, the same on every machine.</summary>
internal static class Data
{
    private static readonly ulong Root = Philox.FromSeed(42);

    public static double[] Uniform(ulong stream, int count, double low, double high)
    {
        var numbers = new double[count];
        Philox.FillUniform<double>(Philox.Split(Root, stream), 0, numbers);
        return [.. numbers.Select(u => low + (u * (high - low)))];
    }

    public static double[] Normal(ulong stream, int count)
    {
        var numbers = new double[count];
        Philox.FillNormal<double>(Philox.Split(Root, stream), 0, numbers);
        return numbers;
    }

    public static double[] Linspace(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => from + ((to - from) * i / (count - 1)))];

    /// <summary>Numbers as a matrix of one column.</summary>
    public static Value Column(double[] numbers) => Value.Of(numbers, numbers.Length, 1);
}
