using System.Diagnostics;
using Notebook;

string folder = args is ["--output", var given] ? given : "notebook-output";
if (args.Length > 0 && args is not ["--output", _])
{
    Console.Error.WriteLine("Usage: Notebook [--output FOLDER]. Without it the pages go to the folder notebook-output.");
    return 1;
}

var page = new NotebookPage(folder);
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
    foreach (var ((heading, run), number) in sections.Select((s, i) => (s, i + 1)))
    {
        page.Section(number, heading);
        long start = Stopwatch.GetTimestamp();
        run(page);
        page.Print($"({Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s)");
    }
    page.Save();
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"The folder '{folder}' cannot be written: {e.Message} Choose another with --output FOLDER.");
    return 1;
}
return 0;
