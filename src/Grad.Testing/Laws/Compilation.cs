using System.Numerics;
using System.Runtime.Intrinsics;
using Grad.Products;

namespace Grad.Testing;

/// <summary>One way to compile: an element type and options.</summary>
/// <param name="Precision">The element type.</param>
/// <param name="Options">Width of vectors, optimizations, code generation, backend, threads.</param>
public sealed record Compilation(Precision Precision, CompilationOptions Options)
{
    private static readonly LaneWidth[] Widths =
    [
        LaneWidth.Scalar,
        .. Vector128.IsHardwareAccelerated ? [LaneWidth.Bits128] : Array.Empty<LaneWidth>(),
        .. Vector256.IsHardwareAccelerated ? [LaneWidth.Bits256] : Array.Empty<LaneWidth>(),
        .. Vector512.IsHardwareAccelerated ? [LaneWidth.Bits512] : Array.Empty<LaneWidth>(),
    ];

    /// <summary>Every way that this machine has. Every other cuts loops of a few elements already, for up to three threads.</summary>
    public static IReadOnlyList<Compilation> All { get; } =
    [
        .. (from backend in ProductBackends.Installed
            from optimizations in Enumerable.Range(0, (int)Optimizations.All + 1).Select(o => (Optimizations)o)
            from generation in Enum.GetValues<CodeGeneration>()
            from width in Widths
            from precision in new[] { Precision.Float, Precision.Double }
            select (precision, backend, optimizations, generation, width)).Select((way, i) => new Compilation(way.precision, new()
            {
                LaneWidth = way.width,
                CodeGeneration = way.generation,
                Optimizations = way.optimizations,
                Checking = Checking.On,
                ProductBackend = way.backend.Name,
                Threads = 1 + (i % 3),
                Grain = i / 2 % 2 == 0 ? Grain.Default : new(8, 16, 1, 64),
            })),
    ];

    /// <summary>Every way that can make a difference: the backend makes none where there is no product.</summary>
    internal static IEnumerable<Compilation> Ways(Case c)
    {
        bool products = Graph.TopologicalOrder(c.Outputs.AsSpan()).Any(node => node is MatMul);
        return All.Where(way => products || way.Options.ProductBackend == All[0].Options.ProductBackend);
    }

    /// <summary>The law that what is compiled this way equals what is interpreted.</summary>
    public Law Law => new($"compiled equals interpreted ({this})", Check);

    internal Verdict Check(Case c) => Precision == Precision.Float ? Check<float>(c) : Check<double>(c);

    private Verdict Check<T>(Case c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A program that is simplified first rounds as the simplified expressions do.
        bool simplifies = Options.Optimizations.HasFlag(Optimizations.Simplification);
        var compared = simplifies ? Simplifier.Simplify(c.Outputs.AsSpan()) : c.Outputs;
        var bounds = BoundedEvaluation.Of([.. c.Outputs, .. compared], c.Bindings.AsSpan(), Precision);
        var session = Compile<T>([.. c.Bindings.Select(b => b.Variable)], c.Outputs.AsSpan(), options: Options)
            .Bind(c.Bindings.AsSpan());
        session.Run();
        var first = c.Outputs.Select(o => Numbers(session, o)).ToArray();
        session.Run();
        for (int j = 0; j < c.Outputs.Length; j++)
        {
            var output = c.Outputs[j];
            if (Comparison.Equal("interpreted", bounds.Values(output), $"compiled ({this})", first[j],
                bounds.Errors(output), bounds.Errors(compared[j])) is { } broken) return broken;
            if (!first[j].AsSpan().SequenceEqual(Numbers(session, output)))
                return Verdict.Broken($"{this}: a second run gives other bits.");
        }
        return Comparison.Decided(bounds, [.. c.Outputs, .. compared]);
    }

    private static double[] Numbers<T>(Session<T> session, Expr output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. session.Read(output).Select(double.CreateTruncating)];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Precision}, {Options.LaneWidth}, {Options.Optimizations}, {Options.CodeGeneration}, {Options.ProductBackend}, "
        + $"{Options.Threads} threads, {Options.Grain}";
}
