namespace Grad;

/// <summary>How a program is compiled; the defaults suit nearly every use.</summary>
public sealed record CompilationOptions
{
    /// <summary>The defaults.</summary>
    public static CompilationOptions Default { get; } = new();

    /// <summary>
    /// The stages that make the program faster or smaller: <c>Optimizations.All &amp; ~Optimizations.Fusion</c> leaves one out.
    /// </summary>
    public Optimizations Optimizations { get; init; } = Optimizations.All;

    /// <summary>The width of the vectors.</summary>
    public LaneWidth LaneWidth { get; init; } = LaneWidth.Widest;

    /// <summary>Whether loops become code when they are compiled, or are run as they are.</summary>
    public CodeGeneration CodeGeneration { get; init; } = CodeGeneration.Dynamic;

    /// <summary>
    /// The backend of matrix products: <c>managed</c>, <c>mkl</c>, <c>openblas</c>, <c>accelerate</c>, <c>mathnet</c> or the
    /// path of a library; <see langword="null"/> asks the environment variable GRAD_BLAS, then takes the default.
    /// </summary>
    public string? ProductBackend { get; init; }

    /// <summary>
    /// The most threads that a run uses, the calling one among them; it uses more than one where the work is worth it. The results
    /// are the same bits for any number. <see langword="null"/> asks the environment variable GRAD_THREADS, then takes one for each
    /// processor.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Whether a run ends with a sentence at the first number that is infinite or NaN, naming the operator that made it and
    /// where its variables were declared. For searching: nothing is optimised then.
    /// </summary>
    public bool CheckFinite { get; init; }

    /// <summary>How small pieces are; tests cut small loops.</summary>
    internal Grain Grain { get; init; } = Grain.Default;

    /// <summary>Whether each stage's result is held against what the stage promises; in debug builds it is.</summary>
    internal Checking Checking { get; init; } =
#if DEBUG
        Checking.On;
#else
        Checking.Off;
#endif
}

/// <summary>Whether invariants are checked; a breach is a fault of Grad, not of its user.</summary>
internal enum Checking
{
    /// <summary>They are not.</summary>
    Off,

    /// <summary>They are.</summary>
    On,
}

/// <summary>Stages that a program can do without: it computes the same, but for rounding.</summary>
[Flags]
public enum Optimizations
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Expressions are rewritten to cheaper ones of the same value.</summary>
    Simplification = 1 << 0,

    /// <summary>Elementwise operators and reductions share loops; otherwise each has one of its own.</summary>
    Fusion = 1 << 1,

    /// <summary>Arrays that are not needed together share memory; otherwise each has its own.</summary>
    MemoryReuse = 1 << 2,

    /// <summary>Batches of narrow rows are stored by columns, so that vectors are full; otherwise every matrix is stored by rows.</summary>
    Layout = 1 << 3,

    /// <summary>
    /// Steps over the same rows of large arrays run some rows at a time, while these are in the cache; otherwise one after the
    /// other.
    /// </summary>
    Bands = 1 << 4,

    /// <summary>
    /// Arrays larger than the caches are written past them, by generated code; otherwise each line is read before it is overwritten.
    /// </summary>
    Streaming = 1 << 5,

    /// <summary>
    /// What few instructions compute from arrays that are stored anyway is computed again in each fused loop that uses it; otherwise
    /// it is stored where more than one does.
    /// </summary>
    Recomputation = 1 << 6,

    /// <summary>All of them.</summary>
    All = Simplification | Fusion | MemoryReuse | Layout | Bands | Streaming | Recomputation,
}

/// <summary>Who runs a program's loops. Both ways give the same bits.</summary>
public enum CodeGeneration
{
    /// <summary>
    /// Code that is generated for each loop; where the runtime compiles none, as in a program published as native code, it is
    /// <see cref="None"/>.
    /// </summary>
    Dynamic,

    /// <summary>
    /// The plan runner: the operators' vector bodies, each over a block of elements. It takes longer to run, less to compile.
    /// </summary>
    None,
}

/// <summary>How many elements a loop takes at once.</summary>
public enum LaneWidth
{
    /// <summary>The widest that the processor has.</summary>
    Widest,

    /// <summary>One element.</summary>
    Scalar,

    /// <summary>128 bits.</summary>
    Bits128,

    /// <summary>256 bits.</summary>
    Bits256,

    /// <summary>512 bits.</summary>
    Bits512,
}
