using System.Globalization;
using Grad;
using Grad.Models;
using Grad.Plots;

namespace Notebook;

/// <summary>What the notebook prints, and the report and the pages that it writes.</summary>
internal sealed class NotebookPage(string folder) : IProgress<TrainingStep>
{
    private readonly ProgressLine progress = new();
    private Report report = Grad.Plots.Report.Titled("Grad: the notebook").Text(
        "Everything here was computed by `dotnet run -c Release --project samples/Notebook`; the code shown is the " +
        "code that ran. In it, `page` stands for this page.");

    private string section = "";
    private int pages;

    public void Section(string heading)
    {
        section = heading;
        Print($"\n{heading}\n{new string('─', heading.Length)}");
        report = report.Section(heading);
    }

    /// <summary>A text, the code of a method, and what the method adds.</summary>
    public void Cell(string text, Action<NotebookPage> method)
    {
        report = report.Text(text).Code(SourceCode.BodyOf(method.Method));
        method(this);
    }

    public void Text(string text) => report = report.Text(text);

    public void Code(Type type, params string[] methods) =>
        report = report.Code(string.Join("\n\n", methods.Select(method => SourceCode.Of(type, method))));

    /// <summary>A line on the terminal only.</summary>
    public void Print(FormattableString text) => Print(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>A line on the terminal only.</summary>
    public void Print(string text)
    {
        progress.Clear();
        Console.WriteLine(text);
    }

    public void Output(string text)
    {
        Print(text.TrimEnd());
        report = report.Output(text.TrimEnd());
    }

    public void Result(string name, FormattableString value)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        Print($"{name}: {text}");
        report = report.Result(name, text);
    }

    public void Formula(string name, Expr formula) => Formula(name, Functions.Simplify(formula).ToString());

    public void Formula(string name, string formula)
    {
        Print($"{name} = {formula}");
        report = report.Formula(name, formula);
    }

    public void Table(string caption, string[] columns, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. columns.Select((name, i) => rows.Select(row => row[i].Length).Append(name.Length).Max())];
        foreach (var row in rows.Prepend(columns))
            Print(string.Join("  ", row.Select(Padded)));
        report = report.Table(caption, columns, rows);

        string Padded(string cell, int i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]);
    }

    /// <summary>The loss of every so many epochs: a line on the terminal, then a table in the report.</summary>
    public LossTable Every(int epochs) => new(this, epochs);

    /// <summary>Adds to the report alone.</summary>
    public void Add(Func<Report, Report> block) => report = block(report);

    /// <summary>Redraws the line that shows where a training is.</summary>
    public void Report(TrainingStep step) => progress.Draw(section, step);

    public void Graph(string name, GraphDrawing drawing)
    {
        report = report.Graph(drawing);
        drawing.Save(PathOf(name));
    }

    public void Figure(string name, Figure figure)
    {
        report = report.Figure(figure);
        figure.Save(PathOf(name));
    }

    public void Save()
    {
        var saved = report.Save(Path.Combine(folder, "notebook.html"));
        Print($"\nThe folder {Path.GetFullPath(folder)} has notebook.html ({saved.Bytes / 1e6:F1} MB) " +
            $"and each of its {pages} figures and graphs as a page of its own.");
    }

    private string PathOf(string name)
    {
        pages++;
        return Path.Combine(folder, $"{name}.html");
    }
}
