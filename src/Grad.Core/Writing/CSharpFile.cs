using System.Globalization;
using System.Numerics;
using System.Text;

namespace Grad.Writing;

/// <summary>A compiled program as one C# file that needs nothing but .NET.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class CSharpFile<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LongestUpdate = 160;

    private readonly CompiledFunction<T> function;
    private readonly string className;
    private readonly LaneSyntax lanes;
    private readonly Helpers helpers;
    private readonly ProgramNames names;
    private readonly List<(string Name, string Shape, string Code)> properties = [];
    private readonly List<string> calls = [], methods = [];
    private readonly Dictionary<Expr, string> shown = new(ReferenceEqualityComparer.Instance);
    private readonly ProductSteps products;
    private readonly RoutineText routines;

    public CSharpFile(CompiledFunction<T> function, string className, ReadOnlySpan<string> outputs, int bits)
    {
        if (Identifiers.Pascal(className) != className) throw Errors.NoClassName(className);
        (this.function, this.className) = (function, className);
        names = new(className, function.Buffers.SelectMany(b => b.Nodes));
        for (int s = 1; s <= function.Steps.Length; s++) names.Property($"Step{s}");
        lanes = LaneSyntax.Of(bits, typeof(T) == typeof(double));
        var loops = function.Steps.OfType<Loop>().Where(l => !LoopShape.Of(l).Sizes.IsEmpty);
        helpers = new(bits == 0 ? new HashSet<Type>() : loops.SelectMany(l => LaneCall.In(l.Body)).ToHashSet());
        routines = new(names, ElementType);
        products = new(new VectorSyntax(Math.Max(bits, 128), typeof(T) == typeof(double)), helpers, names);
        foreach (var variable in function.Inputs.Concat(function.UpdatedVariables).Distinct<Variable>(ReferenceEqualityComparer.Instance))
            Show(variable, variable.Name);
        foreach (var buffer in function.Buffers.Where(b => b.Nodes[0] is Variable))
        {
            foreach (var next in buffer.Nodes.Skip(1)) names.Share(next, (Variable)buffer.Nodes[0]);
        }
        for (int i = 0; i < function.Outputs.Length; i++)
        {
            string wanted = i < outputs.Length ? outputs[i] : function.Outputs.Length == 1 ? "Result" : $"Result{i + 1}";
            Show(function.Roots[i], wanted);
        }
    }

    /// <summary>The file.</summary>
    public string Write()
    {
        for (int s = 0; s < function.Steps.Length; s++) Add(function.Steps[s], $"Step{s + 1}");
        string[] moves = [.. Moves()];
        var places = new Places<T>(function, names);
        string[] constants = [.. function.Buffers.SelectMany(b => b.Nodes).Distinct<Expr>(ReferenceEqualityComparer.Instance).SelectMany(Constants)];
        string[] checks = [.. function.Checked.SelectMany(Checks).Distinct()];
        string[] fields = [.. function.Buffers.SelectMany(b => b.Nodes).Select(Field).Distinct()];
        string[] pointers = [.. function.Buffers.SelectMany(b => b.Nodes.Select(n => $"this.{names.Pointer(n)} = ({ElementType(n)}*)(start + {places[b]});")).Distinct()];
        string[] sizes = [.. names.Sizes.Values];
        var text = new StringBuilder();
        text.Append($$"""
            {{Header()}}
            public sealed unsafe class {{className}}
            {
            {{Lines(1, sizes.Select(n => $"private readonly int {n};"))}}    private readonly byte[] memory;
            {{Lines(1, fields)}}{{Lines(1, products.Field())}}
                /// <summary>Memory for one thread: zeros, until it is given numbers.</summary>
                public {{className}}({{string.Join(", ", sizes.Select(n => $"int {n}"))}})
                {
            {{Lines(2, sizes.Select(n => $"ArgumentOutOfRangeException.ThrowIfNegative({n});"))}}{{Lines(2, sizes.Select(n => $"this.{n} = {n};"))}}{{Lines(2, checks)}}{{Lines(2, places.Declarations)}}{{Lines(2, products.Scratch())}}        memory = GC.AllocateArray<byte>(checked((int)(end + 64)), pinned: true);
                    byte* start = (byte*)(((nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[0]) + 63) & ~63);
            {{Lines(2, pointers)}}{{Lines(2, products.Pointer())}}{{Lines(2, constants)}}    }

            {{string.Join('\n', properties.Select(p => $"    /// <summary>{p.Shape}.</summary>\n    public {p.Code}\n"))}}
                /// <summary>Computes the results and replaces what is updated.</summary>
                public void Run()
                {
            {{Lines(2, calls)}}{{Lines(2, moves)}}        GC.KeepAlive(this);
                }

            {{string.Join('\n', methods)}}

            """);
        foreach (string more in products.Texts()) text.Append(more).Append('\n');
        foreach (string more in routines.Texts()) text.Append(more).Append('\n');
        foreach (string more in helpers.Texts) text.Append(more).Append('\n');
        if (places.Declarations.Any(d => d.Contains("Place(", StringComparison.Ordinal)) || products.Scratch().Any()) text.Append(PlaceText).Append('\n');
        if (checks.Length > 0) text.Append(CheckText).Append('\n');
        string body = text.ToString().TrimEnd() + "\n}";
        return $$"""
            namespace Compiled
            {
                using System;
                using System.Runtime.CompilerServices;
                using System.Runtime.InteropServices;
                using System.Runtime.Intrinsics;
                using System.Runtime.Intrinsics.X86;

            {{string.Join('\n', body.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}}
            }

            """;
    }

    private const string PlaceText =
        """
            private static long Place(long bytes, ref long end)
            {
                long place = end;
                end += (bytes + 63) / 64 * 64;
                return place;
            }

        """;

    private const string CheckText =
        """
            private static void RequireInside(long first, long step, long count, long size)
            {
                long last = first + ((count - 1) * step);
                if (count > 0 && (first < 0 || first >= size || last < 0 || last >= size))
                    throw new ArgumentException($"Places {first} to {last} of an axis of size {size} are asked for.");
            }

        """;

    private string Header()
    {
        var text = new StringBuilder("/// <summary>\n");
        foreach (string said in Said())
        {
            foreach (string line in Wrapped(System.Security.SecurityElement.Escape(said))) text.Append("/// ").Append(line).Append('\n');
        }
        text.Append("/// </summary>\n/// <remarks>\n");
        text.Append(CultureInfo.InvariantCulture, $"/// Written by Grad: {function.Steps.Length} steps in {typeof(T).Name.ToLowerInvariant()}, ");
        text.Append(lanes.Bits == 0 ? "one element at a time.\n" : $"vectors of {lanes.Bits} bits.\n");
        string sizes = string.Join(", ", names.Sizes.Values.Select(n => $"{n}: …"));
        text.Append($"/// <c>var program = new {className}({sizes}); … program.Run();</c> A program belongs to one thread.\n/// </remarks>");
        return text.ToString();
    }

    /// <summary>The formulas of the outputs and, where they are short, of the updates.</summary>
    private IEnumerable<string> Said()
    {
        for (int i = 0; i < function.Outputs.Length; i++)
            yield return $"{shown[function.Roots[i]]} = {Formula.Of(function.Outputs[i])}";
        var others = new List<string>();
        for (int i = 0; i < function.UpdatedVariables.Length; i++)
        {
            string name = shown[function.UpdatedVariables[i]], formula = Formula.Of(function.Updates[i]);
            if (formula.Length <= LongestUpdate) yield return $"{name} ← {formula}";
            else others.Add(name);
        }
        if (others.Count > 0) yield return $"Each run replaces {string.Join(", ", others)}; the steps say by what.";
    }

    private static IEnumerable<string> Wrapped(string text)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length > 108)
            {
                yield return line.ToString();
                line.Clear().Append("   ");
            }
            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }
        yield return line + "<br/>";
    }

    private void Show(Expr node, string wanted)
    {
        if (node is not Variable) names.Rename(node, wanted);
        string name = names.Property(wanted), pointer = names.Pointer(node), type = ElementType(node);
        helpers.Reserve(name);
        shown.TryAdd(node, name);
        string shape = $"{name} {node.Shape}";
        properties.Add(node.Rank == 0
            ? (name, shape, $"ref {type} {name} => ref *{pointer};")
            : (name, shape, $"Span<{type}> {name} => new({pointer}, {Int(node.Shape.Size)});"));
    }

    private void Add(Step step, string method)
    {
        switch (step)
        {
            case Loop loop:
                var shape = LoopShape.Of(loop);
                var syntax = LaneSyntax.Of(shape.Sizes.IsEmpty ? 0 : lanes.Bits, loop.Exact || lanes.IsDouble);
                var text = new LoopText(loop, shape, syntax, helpers, names, function.StorageOf);
                string body = text.Write();
                string comment = string.Concat(text.Formulas().SelectMany(f => WrappedComment(f)).Select(l => $"    // {l}\n"));
                string optimised = shape.Sizes.IsEmpty ? "" : "    [MethodImpl(MethodImplOptions.AggressiveOptimization)]\n";
                methods.Add($"{comment}{optimised}    private void {method}()\n    {{\n{body}    }}\n");
                calls.Add($"{method}();");
                break;
            case ProductStep product:
                calls.Add($"{method}();");
                methods.Add(products.Method(product, method));
                break;
            case ProcedureStep call:
                calls.Add($"{method}();");
                methods.Add(routines.Method(call, method));
                break;
            default:
                throw new System.Diagnostics.UnreachableException(step.GetType().Name);
        }
    }

    private static IEnumerable<string> WrappedComment(string text) =>
        Wrapped(text).Select(l => l.EndsWith("<br/>", StringComparison.Ordinal) ? l[..^5] : l);

    private IEnumerable<string> Moves()
    {
        for (int i = 0; i < function.UpdatedVariables.Length; i++)
        {
            var (variable, next) = (function.UpdatedVariables[i], function.Roots[function.Outputs.Length + i]);
            if (function.Buffers.Any(b => b.Nodes.Contains(variable) && b.Nodes.Contains(next))) continue;
            string from = names.Pointer(next), to = names.Pointer(variable);
            if (variable.Rank == 0) yield return $"*{to} = ({ElementType(variable)})*{from};";
            else yield return $"new Span<{ElementType(next)}>({from}, {Int(next.Shape.Size)}).CopyTo(new({to}, {Int(next.Shape.Size)}));";
        }
    }

    /// <summary>Statements that write what is known without data.</summary>
    private IEnumerable<string> Constants(Expr node)
    {
        string pointer = $"this.{names.Pointer(node)}";
        switch (node)
        {
            case SizeOf size:
                yield return $"*{pointer} = {names.Size(size.Dimension)};";
                break;
            case Arange range:
                yield return $"for (int i = 0; i < {names.Size(range.Shape[0])}; i++) {pointer}[i] = i;";
                break;
            case Constant { Data.Numbers.Length: > 10_000 } constant:
                throw Errors.TooLongToWrite(constant.Shape);
            case Constant constant:
                string numbers = string.Join(", ", constant.Data.Numbers.Select(n => Number(node, n)));
                yield return $"new ReadOnlySpan<{ElementType(node)}>([{numbers}]).CopyTo(new({pointer}, {constant.Data.Numbers.Length}));";
                break;
        }
    }

    private string Number(Expr node, double value) => function.StorageOf(node) switch
    {
        Storage.Real => lanes.Number(value),
        Storage.Double => LaneSyntax.Of(0, true).Number(value),
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private IEnumerable<string> Checks(Expr node)
    {
        var (ranges, shape) = node is Slice slice ? (slice.Ranges, slice.Operand.Shape) : (((Place)node).Ranges, node.Shape);
        for (int i = 0; i < ranges.Length; i++)
        {
            if (ranges[i].IsAll(shape[i]) || (shape[i].IsFixed && ranges[i].Start.IsFixed && ranges[i].Count.IsFixed)) continue;
            yield return $"RequireInside({names.Size(ranges[i].Start)}, {ranges[i].Step}, {names.Size(ranges[i].Count)}, {names.Size(shape[i])});";
        }
    }

    private string Field(Expr node) => $"private readonly {ElementType(node)}* {names.Pointer(node)};";

    private string ElementType(Expr node) => function.StorageOf(node) switch
    {
        Storage.Int32 => "int",
        Storage.Byte => "byte",
        Storage.Double => "double",
        _ => lanes.Element,
    };

    private string Int(Dimension size) => size.IsFixed || size.SingleSymbol is not null ? names.Size(size) : $"checked({names.Size(size)})";

    private static string Lines(int level, IEnumerable<string> lines) =>
        string.Concat(lines.Select(l => new string(' ', 4 * level) + l + "\n"));
}
