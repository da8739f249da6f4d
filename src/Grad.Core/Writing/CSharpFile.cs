using System.Globalization;
using System.Numerics;
using System.Text;

namespace Grad.Writing;

/// <summary>A compiled program as one C# file that needs nothing but .NET.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class CSharpFile<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CompiledFunction<T> function;
    private readonly string className;
    private readonly ProgramNames names;
    private readonly FileParts file;
    private readonly ProgramText<T> program;
    private readonly List<(string Name, string Shape, string Code)> properties = [];
    private readonly Dictionary<Expr, string> shown = new(ReferenceEqualityComparer.Instance);

    public CSharpFile(CompiledFunction<T> function, string className, ReadOnlySpan<string> outputs, int bits)
    {
        if (Identifiers.Pascal(className) != className) throw Errors.NoClassName(className);
        (this.function, this.className) = (function, className);
        names = new(className, function.AndInside.SelectMany(f => f.Buffers).SelectMany(b => b.Nodes));
        for (int s = 1; s <= function.Steps.Length; s++) names.Property($"Step{s}");
        var loops = function.AndInside.SelectMany(f => f.Steps).OfType<Loop>().Where(l => !LoopShape.Of(l).Sizes.IsEmpty);
        HashSet<Type> called = bits == 0 ? [] : [.. loops.SelectMany(l => LaneCall.In(l.Body, copies: 2))];
        file = new(LaneSyntax.Of(bits, typeof(T) == typeof(double)), called, names);
        file.Helpers.Reserve(className);
        program = new(function, names, file);
        foreach (var variable in program.Variables) Show(variable, variable.Name);
        for (int i = 0; i < function.Outputs.Length; i++)
        {
            string wanted = i < outputs.Length ? outputs[i] : function.Outputs.Length == 1 ? "Result" : $"Result{i + 1}";
            Show(function.Roots[i], wanted);
        }
    }

    /// <summary>The file.</summary>
    public string Write()
    {
        program.WriteSteps();
        string[] construction = [.. program.Construction()];
        string[] sizes = [.. names.Sizes.Values];
        var text = new StringBuilder();
        text.Append($$"""
            {{Header()}}
            public sealed unsafe class {{className}}
            {
            {{SummaryText.Lines(1, sizes.Select(n => $"private readonly int {n};"))}}    private readonly byte[] memory;
            {{SummaryText.Lines(1, program.Fields.Select(f => $"private {f}").Concat(program.OwnFields))}}
                /// <summary>Memory for one thread: zeros, until it is given numbers.</summary>
                public {{className}}({{string.Join(", ", sizes.Select(n => $"int {n}"))}})
                {
            {{SummaryText.Lines(2, sizes.Select(n => $"ArgumentOutOfRangeException.ThrowIfNegative({n});"))}}{{SummaryText.Lines(2, construction)}}    }

            {{string.Join('\n', properties.Select(p => $"    /// <summary>{p.Shape}.</summary>\n    public {p.Code}\n"))}}
                /// <summary>Computes the results and replaces what is updated.</summary>
                public void Run()
                {
            {{SummaryText.Lines(2, program.Run)}}        GC.KeepAlive(this);
                }

            {{string.Join('\n', program.Methods)}}

            """);
        foreach (string more in file.Texts()) text.Append(more).Append('\n');
        string written = $$"""
            namespace Compiled
            {
                using System;
                using System.Runtime.CompilerServices;
                using System.Runtime.InteropServices;
                using System.Runtime.Intrinsics;
                using System.Runtime.Intrinsics.X86;

            {{SummaryText.Indented(text.ToString().TrimEnd() + "\n}")}}
            }

            """;
        return written + KernelFiles.Write(written, names.Kernels);
    }

    private string Header()
    {
        var text = new StringBuilder(SummaryText.Lines(0, SummaryText.Of(program.Said(node => shown[node], longest: int.MaxValue))));
        text.Append("/// <remarks>\n");
        text.Append(CultureInfo.InvariantCulture, $"/// Written by Grad: {function.Steps.Length} steps in {typeof(T).Name.ToLowerInvariant()}, ");
        text.Append(file.Lanes.Bits == 0 ? "one element at a time.\n" : $"vectors of {file.Lanes.Bits} bits.\n");
        string sizes = string.Join(", ", names.Sizes.Values.Select(n => $"{n}: …"));
        text.Append($"/// <c>var program = new {className}({sizes}); … program.Run();</c> A program belongs to one thread.\n/// </remarks>");
        return text.ToString();
    }

    private void Show(Expr node, string wanted)
    {
        // Two outputs that are one node share an array.
        if (node is not Variable && !shown.ContainsKey(node)) names.Rename(node, wanted);
        string name = names.Property(wanted), pointer = names.Pointer(node), type = program.ElementType(node);
        file.Helpers.Reserve(name);
        shown.TryAdd(node, name);
        string shape = $"{name} {node.Shape}";
        properties.Add(node.Rank == 0
            ? (name, shape, $"ref {type} {name} => ref *{pointer};")
            : (name, shape, $"Span<{type}> {name} => new({pointer}, {program.Int(node.Shape.Size)});"));
    }
}
