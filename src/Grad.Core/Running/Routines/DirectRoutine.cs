using System.Numerics;
using Grad.Products;

namespace Grad;

/// <summary>Calls <see cref="Procedure.Compute{T}"/>: at once, or in pieces for threads where examples are many.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class DirectRoutine<T>(Procedure procedure, ProductBackend backend) : Routine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements in a piece, at least: the cheapest procedures take some 20 µs for them.</summary>
    private const int Least = 1 << 15;

    public override Action Bind(
        Block[] operands, Block[] results, nint workspace, IReadOnlyDictionary<string, int> symbols)
    {
        long[] sizes = [.. procedure.Sizes.Select(s => s.Evaluate(symbols))];
        int pieces = Pieces(operands, results);
        if (pieces == 1) return () => procedure.Compute<T>(new(operands, results, sizes, backend));
        var work = new Examples([.. Enumerable.Range(0, pieces).Select(Part)], procedure, sizes, backend);
        return () => Team.Run(work, pieces, backend.Threads);

        (Block[], Block[]) Part(int piece) => (
            [.. operands.Select((o, i) => Cut(o, procedure.Operands[i].Kind, piece, pieces))],
            [.. results.Select((r, i) => r.Sizes is null ? r : Cut(r, procedure.Results[i].Kind, piece, pieces))]);
    }

    private int Pieces(Block[] operands, Block[] results)
    {
        if (!procedure.IsByExamples || backend.Threads == 1) return 1;
        long elements = operands.Concat(results).Where(b => b.Sizes is not null).Sum(b => (long)b.Length);
        return (int)Math.Max(1, Math.Min(Math.Min(elements / Least, results[0].Sizes[0]), 4L * backend.Threads));
    }

    /// <summary>Some examples of an array.</summary>
    private static Block Cut(Block array, Kind kind, int piece, int pieces)
    {
        int count = array.Sizes[0], from = Start(piece), to = Start(piece + 1);
        int bytes = array.Length / count * StorageOf.Kind(kind, isExact: false).ElementSize<T>();
        return new(array.Address + ((nint)from * bytes), [to - from, .. array.Sizes[1..]]);

        int Start(int p) => (int)((long)count * p / pieces);
    }

    private sealed class Examples(
        (Block[] Operands, Block[] Results)[] parts, Procedure procedure, long[] sizes, ProductBackend backend) : IPieces
    {
        public void Do(int piece) => procedure.Compute<T>(new(parts[piece].Operands, parts[piece].Results, sizes, backend));
    }
}
