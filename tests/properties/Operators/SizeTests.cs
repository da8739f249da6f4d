using System.Numerics;
using CsCheck;
using Grad.Testing;

namespace Grad.Tests.Properties.Operators;

/// <summary>
/// Every operator that is not elementwise, on arrays with an empty axis, with symbolic sizes, and with axes of size 1: it
/// compiles to what is interpreted, and so do its gradients, which have the shapes of what they are gradients of.
/// </summary>
public sealed class SizeTests
{
    private const int Attempts = 150, Wanted = 5;

    // What is said of a search or an index where there is nothing.
    private static readonly string[] Refusals = ["has no elements for this data", "has no places for this data"];

    private static readonly (string Name, Dimension[] Palette, int Symbol)[] Sizes =
    [
        ("empty", [0, 2, 3], 1),
        ("empty for this data", ["n", 2, 3], 0),
        ("symbolic", ["n", "m"], 3),
        ("one", [1], 1),
        ("one among others", [1, 2, "n"], 1),
    ];

    public static TheoryData<string, string> Cases =>
        [.. from row in NodeTable.Rows from size in Sizes select (row.Name, size.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compiled_equals_interpreted_and_gradients_have_their_shapes(string row, string size)
    {
        var build = NodeTable.Rows.Single(r => r.Name == row).Build;
        var (_, palette, symbol) = Sizes.Single(s => s.Name == size);
        int met = 0;
        for (uint seed = 0; seed < Attempts && met < Wanted; seed++)
        {
            var draft = new Draft(new PCG(seed), palette, symbol);
            if (build(draft) is not { } y || !IsLegal(draft, y)) continue;
            var c = new Case([y], draft.Finished().Bindings);
            if (size.StartsWith("empty", StringComparison.Ordinal) && !HasEmpty(c)) continue;
            met++;
            Check(c);
        }
        Assert.True(met > 0, $"{row} was never built.");
    }

    private static bool IsLegal(Draft draft, Expr y)
    {
        try
        {
            return draft.Add(y);
        }
        catch (ArgumentException e) when (Refusals.Any(r => e.Message.Contains(r, StringComparison.Ordinal)))
        {
            return false;
        }
    }

    private static bool HasEmpty(Case c)
    {
        var bound = new Bindings(c.Bindings.AsSpan());
        return Graph.TopologicalOrder(c.Outputs.AsSpan()).Any(n => n.Shape.Evaluate(bound.Symbols).Contains(0));
    }

    private static void Check(Case c)
    {
        var p = c.Projected();
        var x = c.Differentiable;
        var gradients = Gradients(p.Outputs[0], [.. x]);
        for (int i = 0; i < x.Length; i++) Assert.Equal(x[i].Shape, gradients[i].Shape);
        var all = p with { Outputs = [.. c.Outputs, p.Outputs[0], .. gradients] };
        Compare<double>(all, 1e-9);
        Compare<float>(all, 1e-3);
    }

    private static void Compare<T>(Case c, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var session = Compile<T>([.. c.Bindings.Select(b => b.Variable)], c.Outputs.AsSpan()).Bind(c.Bindings.AsSpan());
        session.Run();
        foreach (var output in c.Outputs)
        {
            double[] expected = output.EvaluateTensor(c.Bindings.AsSpan()).ToArray();
            double[] found = [.. session.Read(output).Select(double.CreateTruncating)];
            Assert.Equal(expected.Length, found.Length);
            for (int i = 0; i < found.Length; i++)
            {
                bool agree = Math.Abs(expected[i] - found[i]) <= tolerance * (1 + Math.Abs(expected[i]))
                    || expected[i].Equals(found[i]);
                Assert.True(agree, $"{typeof(T).Name}: interpreted {expected[i]}, compiled {found[i]} in\n{output}\nof\n{c}");
            }
        }
    }
}
