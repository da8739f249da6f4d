using System.Globalization;
using System.Text;
using Grad.Numerics;

namespace Grad.Tests.Unit.Golden;

/// <summary>
/// A compiled program as text that no machine changes: each array is a number, in the order in which the program writes
/// them; a variable is its name.
/// </summary>
internal sealed class ProgramText
{
    private readonly CompiledFunction<float> function;
    private readonly StringBuilder text = new();
    private readonly Dictionary<Expr, string> names = new(ReferenceEqualityComparer.Instance);
    private int numbers;

    private ProgramText(CompiledFunction<float> function) => this.function = function;

    public static string Of(CompiledFunction<float> function) => new ProgramText(function).Write();

    private string Write()
    {
        for (int s = 0; s < function.Steps.Length; s++) Write(function.Steps[s], s);
        for (int i = 0; i < function.Roots.Length; i++)
        {
            int update = i - function.Outputs.Length;
            Line(0, update < 0 ? $"output {i}: {Name(function.Roots[i])}"
                : $"update {Name(function.UpdatedVariables[update])}: {Name(function.Roots[i])}");
        }
        foreach (var buffer in function.Buffers)
        {
            var first = buffer.Nodes[0];
            Line(0, $"buffer {function.StorageOf(first)} {first.Shape}, steps {buffer.First} to {buffer.Last}: "
                + string.Join(", ", buffer.Nodes.Select(Name)));
        }
        return text.ToString();
    }

    private void Write(Step step, int index)
    {
        switch (step)
        {
            case Loop loop: Write(loop, index); break;
            case ProductStep product:
                string strong = product.Node.Strong == StrongSides.None ? "" : $", strong {product.Node.Strong}";
                Line(0, $"{index} product {View(product.Left)} · {View(product.Right)}{strong}");
                Line(1, $"to {View(product.Target)}, {product.Node.Shape}");
                break;
            case ProcedureStep call:
                Line(0, $"{index} call {call.Node.Operator}({string.Join(", ", call.Arrays.Select(Name))})");
                foreach (var result in call.Results) Line(1, result is null ? "to nobody" : $"to {Name(result)}, {result.Shape}");
                foreach (var (name, inside) in function.Routines[call.Node].Inside)
                {
                    Line(1, $"{name}:");
                    foreach (string line in Of(inside).TrimEnd().Split('\n')) Line(2, line);
                }
                break;
            default: throw new System.Diagnostics.UnreachableException(step.GetType().Name);
        }
    }

    private void Write(Loop loop, int index)
    {
        var shape = LoopShape.Of(loop);
        Line(0, $"{index} loop {loop.Space}{(loop.Exact ? " in double" : "")} as [{string.Join(", ", shape.Sizes)}]");
        for (int i = 0; i < loop.Loads.Length; i++)
        {
            var (node, view) = loop.Loads[i];
            Line(1, $"{Name(node)} = load {View(view)}, by {Strides(shape, i)}");
        }
        foreach (var node in loop.Body)
        {
            string more = node.Body<CountingLanes>().Number is { } number ? string.Create(CultureInfo.InvariantCulture, $", {number}") : "";
            Line(1, $"{Name(node)} = {node.Operator}({string.Join(", ", node.Operands.Select(Name))}{more})");
        }
        for (int i = 0; i < loop.Stores.Length; i++)
            Line(1, $"store {View(loop.Stores[i])}, by {Strides(shape, loop.Loads.Length + i)}");
        for (int i = 0; i < loop.Folds.Length; i++)
        {
            var fold = loop.Folds[i];
            Line(1, $"{Name(fold)} = {fold.Operator}({Name(fold.Operand)}) over {fold.Axes}, "
                + $"by {Strides(shape, loop.Loads.Length + loop.Stores.Length + i)}");
        }
    }

    private string View(View view) => view.Base is Literal
        ? Name(view.Base)
        : $"{Name(view.Base)} + {view.Offset} [{string.Join(", ", view.Strides)}]";

    private static string Strides(LoopShape shape, int access) => $"[{string.Join(", ", shape.Strides[access])}]";

    private string Name(Expr node)
    {
        if (names.TryGetValue(node, out string? name)) return name;
        return names[node] = node switch
        {
            Variable variable => Distinct(variable.Name),
            Literal literal => literal.Value.ToString("R", CultureInfo.InvariantCulture),
            SizeOf size => $"size({size.Dimension})",
            Workspace workspace => $"workspace of {workspace.Procedure.Operator}",
            _ => string.Create(CultureInfo.InvariantCulture, $"%{numbers++}"),
        };
    }

    /// <summary>The name, with a number where two variables have one name.</summary>
    private string Distinct(string name)
    {
        int others = names.Count(n => n.Key is Variable v && v.Name == name);
        return others == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}#{others + 1}");
    }

    private void Line(int depth, string line) => text.Append(' ', 4 * depth).Append(line).Append('\n');
}
