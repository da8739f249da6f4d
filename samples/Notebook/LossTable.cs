using System.Globalization;
using Grad.Models;

namespace Notebook;

/// <summary>Prints the loss of every so many epochs, and makes a table of them after the last.</summary>
internal sealed class LossTable(NotebookPage page, int every) : IProgress<TrainingStep>
{
    private readonly List<string[]> rows = [];

    void IProgress<TrainingStep>.Report(TrainingStep step) => Report(step);

    /// <summary>Tells about an epoch, with the parameters that were learned until then.</summary>
    public void Report(TrainingStep step, params (string Name, double Value)[] parameters)
    {
        page.Report(step);
        if (step.Epoch % every == 0)
        {
            string loss = step.Loss.ToString("F4", CultureInfo.InvariantCulture);
            string[] values = [.. parameters.Select(p => p.Value.ToString("F2", CultureInfo.InvariantCulture))];
            rows.Add([$"{step.Epoch}", loss, .. values]);
            page.Print(string.Join(", ", parameters.Zip(values, (p, value) => $"{p.Name} = {value}")
                .Prepend($"Epoch {step.Epoch}: Loss = {loss}")));
        }
        if (step.Epoch == step.Epochs - 1)
            page.Add(report => report.Table("", ["epoch", "loss", .. parameters.Select(p => p.Name)], rows));
    }
}
