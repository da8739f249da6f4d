namespace Grad;

/// <summary>How a program is compiled; the defaults suit nearly every use.</summary>
public sealed record CompilationOptions
{
    /// <summary>The defaults.</summary>
    public static CompilationOptions Default { get; } = new();

    /// <summary>Whether the expressions are simplified first.</summary>
    public Simplification Simplification { get; init; } = Simplification.On;

    /// <summary>The width of the vectors.</summary>
    public LaneWidth LaneWidth { get; init; } = LaneWidth.Widest;

    /// <summary>
    /// The backend of matrix products: <c>managed</c>, <c>mkl</c>, <c>openblas</c>, <c>accelerate</c>, <c>mathnet</c> or the
    /// path of a library; <see langword="null"/> asks the environment variable GRAD_BLAS, then takes the default.
    /// </summary>
    public string? ProductBackend { get; init; }
}

/// <summary>Whether expressions are simplified before they are compiled.</summary>
public enum Simplification
{
    /// <summary>They are.</summary>
    On,

    /// <summary>They are compiled as they stand.</summary>
    Off,
}

/// <summary>How many elements a generated loop takes at once.</summary>
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
