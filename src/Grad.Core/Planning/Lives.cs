using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Finds the live range of each array: from the step that writes it to the last that reads it. Leaves hold their values from
/// one run to the next, so they live throughout; roots live from their writer to the end. It depends on no size, so it is done
/// once for each program.
/// <code>
/// step 0:  a = x·w           a: 0 … 1
/// step 1:  b = tanh a        b: 1 … 2, written over a when both are walked through in order: one buffer, 0 … 2
/// step 2:  c = b @ v         c: 2 … end: a product never writes over what it reads
/// </code>
/// </summary>
internal sealed class Lives
{
    private readonly ImmutableArray<Step> steps;
    private readonly Dictionary<Expr, int> lastReaders = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, Open> buffers = new(ReferenceEqualityComparer.Instance);
    private readonly List<Open> order = [];

    private Lives(ImmutableArray<Step> steps, ImmutableArray<Expr> roots)
    {
        this.steps = steps;
        for (int s = 0; s < steps.Length; s++)
        {
            foreach (var node in steps[s].Reads) lastReaders[node] = s;
        }
        foreach (var root in roots) lastReaders[root] = steps.Length;
    }

    /// <summary>The buffers of a program; every array is in one of them.</summary>
    /// <param name="steps">The program.</param>
    /// <param name="roots">What has to be kept: the outputs, then the updates.</param>
    /// <param name="inputs">The variables that get data.</param>
    /// <param name="updated">The updated variables; their updates are the last of the roots.</param>
    /// <param name="elementSize">The bytes of one element of an array.</param>
    public static ImmutableArray<Buffer> Find(
        ImmutableArray<Step> steps,
        ImmutableArray<Expr> roots,
        ImmutableArray<Variable> inputs,
        ImmutableArray<Variable> updated,
        Func<Expr, int> elementSize)
    {
        var lives = new Lives(steps, roots);
        lives.OpenLeaves([.. inputs, .. updated]);
        foreach (var (next, variable) in InPlaceUpdates.Find(steps, roots, updated, elementSize))
            lives.buffers[next] = lives.buffers[variable].And(next);
        for (int s = 0; s < steps.Length; s++) lives.Write(s, elementSize);
        return [.. lives.order.Select(b => b.Close())];
    }

    /// <summary>Every array of a program in a buffer of its own that lives throughout.</summary>
    public static ImmutableArray<Buffer> Separate(
        ImmutableArray<Step> steps, ImmutableArray<Variable> inputs, ImmutableArray<Variable> updated)
    {
        var lives = new Lives(steps, []);
        lives.OpenLeaves([.. inputs, .. updated]);
        foreach (var node in steps.SelectMany(s => s.Writes)) lives.Throughout(node);
        return [.. lives.order.Select(b => b.Close())];
    }

    /// <summary>The buffers with their lives in the order of runs: a step of a run needs what it needs during all of it.</summary>
    public static ImmutableArray<Buffer> InRuns(
        ImmutableArray<Buffer> buffers, ImmutableArray<Step> steps, ImmutableArray<Run> runs)
    {
        var lives = new Dictionary<Expr, (int First, int Last)>(ReferenceEqualityComparer.Instance);
        for (int r = 0; r < runs.Length; r++)
        {
            foreach (var (step, _) in runs[r].Members)
            {
                foreach (var node in steps[step].Reads.Concat(steps[step].Writes))
                    lives[node] = lives.TryGetValue(node, out var life) ? (life.First, r) : (r, r);
            }
        }
        return [.. buffers.Select(Moved)];

        Buffer Moved(Buffer buffer)
        {
            bool isKept = buffer.Last == steps.Length;
            var touched = buffer.Nodes.Where(lives.ContainsKey).Select(n => lives[n]).ToArray();
            if ((isKept && buffer.First == 0) || touched.Length == 0) return buffer with { First = 0, Last = runs.Length };
            return buffer with { First = touched.Min(t => t.First), Last = isKept ? runs.Length : touched.Max(t => t.Last) };
        }
    }

    private void OpenLeaves(ReadOnlySpan<Variable> variables)
    {
        foreach (var variable in variables) Throughout(variable);
        foreach (var leaf in steps.SelectMany(s => s.Reads).OfType<Leaf>())
        {
            // A literal is part of the code.
            if (leaf is not Literal) Throughout(leaf);
        }
    }

    private void Throughout(Expr node)
    {
        if (!buffers.ContainsKey(node)) Start(node, 0, steps.Length);
    }

    private void Start(Expr node, int first, int last)
    {
        buffers[node] = new(node, first, last);
        order.Add(buffers[node]);
    }

    /// <summary>Gives what a step writes a buffer: that of an operand that dies here, or a new one.</summary>
    private void Write(int s, Func<Expr, int> elementSize)
    {
        var taken = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in steps[s].Writes)
        {
            if (buffers.ContainsKey(node)) continue;
            int last = lastReaders.GetValueOrDefault(node, s);
            var dying = node is Elementwise && steps[s] is Loop loop
                ? loop.ReadInOrderOf(node).FirstOrDefault(o => Dies(o, s) && elementSize(o) == elementSize(node) && !taken.Contains(o))
                : null;
            if (dying is null)
            {
                Start(node, s, last);
                continue;
            }
            buffers[node] = buffers[dying].And(node);
            buffers[node].Last = last;
            taken.Add(dying);
        }
    }

    private bool Dies(Expr operand, int step) => operand is not Leaf && buffers[operand].Last == step;

    /// <summary>A buffer to which arrays are still added.</summary>
    private sealed class Open(Expr node, int first, int last)
    {
        private readonly ImmutableArray<Expr>.Builder nodes = Started(node);

        public int Last { get; set; } = last;

        public Open And(Expr next)
        {
            nodes.Add(next);
            return this;
        }

        public Buffer Close() => new(nodes.ToImmutable(), first, Last);

        private static ImmutableArray<Expr>.Builder Started(Expr node)
        {
            var builder = ImmutableArray.CreateBuilder<Expr>();
            builder.Add(node);
            return builder;
        }
    }
}
