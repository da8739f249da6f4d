using Grad.Products;
using Array = Grad.Interpreter.Array;

namespace Grad;

/// <summary>Runs a <see cref="Procedure"/> in <see cref="double"/>, outside any program: the routine is its own meaning.</summary>
internal static class Procedures
{
    /// <summary>The results, for operands in row-major order.</summary>
    public static Array[] Run(Procedure procedure, ReadOnlySpan<Array> operands, IReadOnlyDictionary<string, int> symbols)
    {
        if (procedure is Control control) return control.Interpret(operands, symbols);
        int[][] sizes = [.. procedure.Results.Select(r => r.Shape.Evaluate(symbols))];
        var kinds = procedure.Operands.Select(o => o.Kind).Concat(procedure.Results.Select(r => r.Kind));
        Storage[] storages = [.. kinds.Select(k => StorageOf.Kind(k, isExact: false))];
        int[][] shapes = [.. operands.ToArray().Select(o => o.Sizes), .. sizes];
        long[] lengths = [.. shapes.Select((s, i) => MemoryPlan.Aligned((long)Sizes.Length(s) * storages[i].ElementSize<double>()))];
        var arena = new Arena(lengths.Sum());
        nint[] addresses = [.. lengths.Select((_, i) => arena[lengths[..i].Sum()])];
        Block[] buffers = [.. shapes.Select((s, i) => new Block(addresses[i], s))];
        for (int i = 0; i < operands.Length; i++)
            Arena.Write<double, double>(addresses[i], storages[i], operands[i].Numbers);

        procedure.Compute<double>(new(
            buffers.AsSpan(0, operands.Length),
            buffers.AsSpan(operands.Length),
            procedure.Sizes.Select(s => s.Evaluate(symbols)).ToArray(),
            ProductBackends.Managed));
        int first = operands.Length;
        Array[] results = [.. sizes.Select((s, i) => new Array(s, Arena.Read<double>(addresses[first + i], storages[first + i], Sizes.Length(s))))];
        GC.KeepAlive(arena);
        return results;
    }
}
