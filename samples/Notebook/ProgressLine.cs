using System.Diagnostics;
using System.Globalization;
using Grad.Models;

namespace Notebook;

/// <summary>The last line of a terminal, redrawn while a training runs; nothing where output is redirected.</summary>
internal sealed class ProgressLine
{
    private const int BarLength = 24;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private long drawnAt;
    private int length;

    public void Draw(string section, TrainingStep step)
    {
        if (Console.IsOutputRedirected || Stopwatch.GetElapsedTime(drawnAt) < Pause) return;
        drawnAt = Stopwatch.GetTimestamp();
        int done = BarLength * (step.Epoch + 1) / step.Epochs;
        string bar = new string('━', done) + new string('╌', BarLength - done);
        string loss = step.Loss.ToString("G4", CultureInfo.InvariantCulture);
        string text = $"{section}  {bar}  epoch {step.Epoch + 1}/{step.Epochs}  loss {loss}";
        if (Console.WindowWidth > 1 && text.Length >= Console.WindowWidth) text = text[..(Console.WindowWidth - 1)];
        Console.Write($"\r{text.PadRight(length)}");
        length = text.Length;
    }

    public void Clear()
    {
        if (length > 0) Console.Write($"\r{new string(' ', length)}\r");
        length = 0;
    }
}
