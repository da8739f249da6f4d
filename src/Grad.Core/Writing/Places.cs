using System.Collections.Immutable;

namespace Grad.Writing;

/// <summary>
/// Where the arrays of a program lie, as C#: the memory plan where all sizes are known, otherwise buffers of one size follow
/// one another in the same place.
/// </summary>
internal sealed class Places<T> where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly List<string> declarations = [];
    private readonly Dictionary<Buffer, string> offsets = [];

    public Places(ImmutableArray<Buffer> buffers, CompiledFunction<T> function, ProgramNames names)
    {
        if (buffers.SelectMany(b => b.Nodes).All(n => n.Shape.IsFixed))
        {
            var none = ImmutableDictionary<string, int>.Empty;
            var plan = MemoryPlan.Of(buffers, n => function.Bytes(n, none));
            foreach (var buffer in buffers) offsets[buffer] = plan.Offsets[buffer.Nodes[0]].ToString("D", System.Globalization.CultureInfo.InvariantCulture);
            declarations.Add($"long end = {plan.Size};");
            return;
        }
        declarations.Add("long end = 0;");
        var free = new List<(Dimension Bytes, int Until, string Place)>();
        foreach (var buffer in buffers.OrderBy(b => b.First))
        {
            var first = buffer.Nodes[0];
            var bytes = Dimension.Fixed(function.ElementSize(first)) * first.Shape.Size;
            string place = names.Pointer(first);
            int at = free.FindIndex(f => f.Bytes == bytes && f.Until < buffer.First);
            string where = at < 0 ? $"Place({Long(names.Size(bytes))}, ref end)" : free[at].Place;
            if (at >= 0) free.RemoveAt(at);
            declarations.Add($"long {place} = {where};");
            offsets[buffer] = place;
            free.Add((bytes, buffer.Last, place));
        }
    }

    /// <summary>Statements that leave the bytes of all arrays in <c>end</c>.</summary>
    public IEnumerable<string> Declarations => declarations;

    /// <summary>How many bytes behind the start a buffer lies.</summary>
    public string this[Buffer buffer] => offsets[buffer];

    private static string Long(string size) => long.TryParse(size, out _) ? size : $"(long){size}";
}
