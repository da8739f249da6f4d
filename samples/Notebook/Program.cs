using System.Diagnostics;
using System.Text;
using Notebook;

const string Usage = "Usage: Notebook [--output FOLDER]. Without it the pages go to the folder notebook-output.";
Console.OutputEncoding = Encoding.UTF8;
string folder = args is ["--output", var given] ? given : "notebook-output";
if (args is not ([] or ["--output", _]) || folder == "")
{
    Console.Error.WriteLine(Usage);
    return 2;
}

(string Heading, Action<NotebookPage> Run)[] sections =
[
    ("Automatic differentiation", AutomaticDifferentiation.Run),
    ("The computational graph", ComputationalGraph.Run),
    ("Approximating functions from scratch", FromScratch.Run),
    ("A network of layers", Network.Run),
    ("Experiments", Experiments.Run),
];
try
{
    Directory.CreateDirectory(folder);
    var page = new NotebookPage(folder);
    foreach (var (index, (heading, run)) in sections.Index())
    {
        long start = Stopwatch.GetTimestamp();
        page.Section($"{index + 1}. {heading}");
        run(page);
        page.Print($"({Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s)");
    }
    page.Save();
    return 0;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    string reason = (e.InnerException ?? e).Message.TrimEnd('.');
    Console.Error.WriteLine(
        $"The pages cannot be written to the folder \"{folder}\" ({reason}). Name another one with --output FOLDER.");
    return 1;
}
