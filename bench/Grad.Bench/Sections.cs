using System.Collections.Immutable;

namespace Grad.Bench;

/// <summary>A part of the table that can be measured alone.</summary>
/// <param name="Name">The word by which it is asked for.</param>
/// <param name="Title">What it compares.</param>
/// <param name="Method">What its figures are.</param>
/// <param name="Measure">Measures it, in a process of its own.</param>
/// <param name="Threads">The processors that it sees.</param>
internal sealed record Section(string Name, string Title, string Method, Func<Findings> Measure, int Threads = 1);

/// <summary>All sections.</summary>
internal static class Sections
{
    /// <summary>The argument with which this program runs a section in the process that it is in.</summary>
    public const string Inside = "--inside";

    private const string Clocks = "wall clock, or processor time above a millisecond";
    private const string Least = $"the least of many rounds, in which Grad and its peers take turns; {Clocks}";

    /// <summary>What is measured when no section is named.</summary>
    public static ImmutableArray<Section> Table { get; } =
    [
        new("notebook", "The notebook's training loops, float32, per epoch",
            "medians of processor time, after a warm-up", Notebook.Measure),
        new("fashion", "Fashion-MNIST, Adam, float32, per epoch",
            "medians of processor time over the epochs after the first", Fashion.OnOneThread),
        new("threads", "Fashion-MNIST on two threads, per epoch",
            "medians of wall-clock time over the epochs after the first", Fashion.OnTwoThreads, Threads: 2),
        new("products", "Matrix products m×n×k", Least, LargeProducts.Measure),
        new("small-products", "Small matrix products m×n×k", Least, SmallProducts.Measure),
        new("batches", "1,000 products of small matrices, per product, float32",
            $"the least of many rounds; {Clocks}", ProductBatches.Measure),
        new("normalisations", "Normalisations and softmax with their gradients, float32",
            $"the least of many rounds; {Clocks}", Normalisations.Measure),
        new("elementwise", "Functions of 4,096 numbers, per number", Least, ElementwiseFunctions.Measure),
        new("mixture", "ADBench's Gaussian mixture, 1,000 points, float64",
            "the least of many runs", Mixture.Measure),
        new("lstm", "ADBench's LSTM through Scan, float64", Least, LstmScan.Measure),
        new("sum", "A sum of 10⁷ terms and its gradient", Least, LongSum.Measure),
        new("compile", "Compilation", "processor time; what is done before its first run included", Compilation.Measure),
        new("allocations", "Bytes allocated by a training step", "the mean of many steps", Allocations.Measure),
    ];

    /// <summary>What is measured only when it is named.</summary>
    public static ImmutableArray<Section> Further { get; } =
    [
        new("profile", "Where the time of a step goes",
            "each step inside whole runs, the least of many milliseconds of runs; wall clock", Profiles.Measure),
        new("iterate", "A loop of 100,000 steps as one node", "medians, wall clock", Iteration.Measure),
        new("scale", "Training against the batch's size, width and depth",
            $"the least of many steps; {Clocks}", Scale.Measure),
    ];

    /// <summary>The section of a name, or nothing.</summary>
    public static Section? Named(string name) => Table.Concat(Further).FirstOrDefault(s => s.Name == name);
}
