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
    ("1. Automatic differentiation", AutomaticDifferentiation.Run),
    ("2. The computational graph", ComputationalGraph.Run),
    ("3. Approximating functions from scratch", FromScratch.Run),
    ("4. A network of layers", Network.Run),
    ("5. Experiments", Experiments.Run),
];
try
{
    Directory.CreateDirectory(folder);
    foreach (var (heading, run) in sections)
    {
        page.Section(heading);
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
