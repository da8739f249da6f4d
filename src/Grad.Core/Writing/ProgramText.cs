using System.Globalization;
using System.Numerics;

namespace Grad.Writing;

/// <summary>A program as members of a class: fields of its arrays, statements that make them, and a method for each step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class ProgramText<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LongestUpdate = 160;

    private readonly CompiledFunction<T> function;
    private readonly ProgramNames names;
    private readonly FileParts file;
    private readonly List<string> calls = [], methods = [];
    private readonly ProductSteps products;
    private readonly RoutineText routines;
    private readonly ControlSteps<T> control;

    public ProgramText(CompiledFunction<T> function, ProgramNames names, FileParts file)
    {
        (this.function, this.names, this.file) = (function, names, file);
        routines = new(names, ElementType);
        control = new(function, names, file);
        products = new(names);
        foreach (var variable in Variables) names.Pointer(variable);
        foreach (var buffer in function.Buffers.Where(b => b.Nodes[0] is Variable))
        {
            foreach (var next in buffer.Nodes.Skip(1)) names.Share(next, (Variable)buffer.Nodes[0]);
        }
    }

    /// <summary>The variables that get data, then those that are updated.</summary>
    public IEnumerable<Variable> Variables =>
        function.Inputs.Concat(function.UpdatedVariables).Distinct<Variable>(ReferenceEqualityComparer.Instance);

    /// <summary>The fields of the arrays' addresses, without a word on who may see them.</summary>
    public IEnumerable<string> Fields => Nodes.Select(n => $"readonly {ElementType(n)}* {names.Pointer(n)};").Distinct();

    /// <summary>The fields that nobody else reads.</summary>
    public IEnumerable<string> OwnFields => control.Fields;

    /// <summary>The methods of the steps.</summary>
    public IEnumerable<string> Methods => methods;

    /// <summary>The statements of a run.</summary>
    public IEnumerable<string> Run => calls.Concat(Moves());

    /// <summary>The variables that lie where arrays of the program around this one do.</summary>
    public IEnumerable<Variable> Captured => function.Inputs.Where(v => function.External.Contains(v) && Reads(v));

    /// <summary>The buffers that need memory.</summary>
    private IEnumerable<Buffer> Buffers =>
        function.Buffers.Where(b => b.Nodes[0] is not Workspace && !(b.Nodes[0] is Variable v && function.External.Contains(v)));

    private IEnumerable<Expr> Nodes => Captured.Concat(Buffers.SelectMany(b => b.Nodes));

    /// <summary>Whether a step reads a variable.</summary>
    public bool Reads(Expr variable) => function.Steps.Any(s => s.Reads.Contains(variable));

    /// <summary>Writes the steps; everything that is to have a certain name has it before.</summary>
    public void WriteSteps()
    {
        for (int s = 0; s < function.Steps.Length; s++)
        {
            methods.Add(Method(function.Steps[s], $"Step{s + 1}"));
            calls.Add($"Step{s + 1}();");
        }
    }

    /// <summary>The statements of the constructor: room for the arrays, and what is known without data.</summary>
    public IEnumerable<string> Construction()
    {
        // What a size is called is known when all else is written.
        string[] moves = [.. Moves()];
        var places = new Places<T>([.. Buffers], function, names);
        string[] constants = [.. Nodes.Distinct<Expr>(ReferenceEqualityComparer.Instance).SelectMany(Constants)];
        string[] checks = [.. function.Checked.SelectMany(Checks).Distinct()];
        string[] pointers = [.. Buffers.SelectMany(b => b.Nodes.Select(n => $"this.{names.Pointer(n)} = ({ElementType(n)}*)(start + {places[b]});")).Distinct()];
        if (places.Declarations.Any(d => d.Contains("Place(", StringComparison.Ordinal))) file.Need(FileFunctions.Place);
        if (checks.Length > 0) file.Need(FileFunctions.RequireInside);
        return
        [
            .. names.Sizes.Values.Concat(Captured.Select(names.Pointer)).Select(n => $"this.{n} = {n};"),
            .. checks,
            .. places.Declarations,
            "memory = GC.AllocateArray<byte>(checked((int)(end + 64)), pinned: true);",
            "byte* start = (byte*)(((nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[0]) + 63) & ~63);",
            .. pointers,
            .. constants,
            .. control.Construction,
        ];
    }

    /// <summary>The formulas of the outputs and of the updates, where they are short.</summary>
    /// <param name="shown">What a root or a variable is called.</param>
    /// <param name="longest">The length of the longest formula of an output.</param>
    public IEnumerable<string> Said(Func<Expr, string> shown, int longest)
    {
        for (int i = 0; i < function.Outputs.Length; i++)
        {
            string formula = Formula.Of(function.Outputs[i]);
            if (formula.Length <= longest) yield return $"{shown(function.Roots[i])} = {formula}";
        }
        var others = new List<string>();
        for (int i = 0; i < function.UpdatedVariables.Length; i++)
        {
            string name = shown(function.UpdatedVariables[i]), formula = Formula.Of(function.Updates[i]);
            if (formula.Length <= LongestUpdate) yield return $"{name} ← {formula}";
            else others.Add(name);
        }
        if (others.Count > 0) yield return $"Each run replaces {string.Join(", ", others)}; the steps say by what.";
    }

    /// <summary>The type of an array's elements.</summary>
    public string ElementType(Expr node) => function.StorageOf(node) switch
    {
        Storage.Int32 => "int",
        Storage.Byte => "byte",
        Storage.Double => node.Kind == Kind.Key ? "ulong" : "double",
        _ => file.Lanes.Element,
    };

    /// <summary>A size as a whole number of 32 bits.</summary>
    public string Int(Dimension size) => size.IsFixed || size.SingleSymbol is not null ? names.Size(size) : $"checked({names.Size(size)})";

    private string Method(Step step, string method)
    {
        switch (step)
        {
            case Loop loop:
                var shape = LoopShape.Of(loop);
                var syntax = LaneSyntax.Of(shape.Sizes.IsEmpty ? 0 : file.Lanes.Bits, loop.Exact || file.Lanes.IsDouble);
                var text = new LoopText(loop, shape, syntax, file.Helpers, names, function.StorageOf);
                string body = text.Write();
                string comment = string.Concat(text.Formulas().SelectMany(SummaryText.Wrapped).Select(l => $"    // {l}\n"));
                string optimised = shape.Sizes.IsEmpty ? "" : "    [MethodImpl(MethodImplOptions.AggressiveOptimization)]\n";
                return $"{comment}{optimised}    private void {method}()\n    {{\n{body}    }}\n";
            case ProductStep product:
                return products.Method(product, method);
            case ProcedureStep call:
                return call.Node is Control ? control.Method(call, method) : routines.Method(call, method);
            default:
                throw new System.Diagnostics.UnreachableException(step.GetType().Name);
        }
    }

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
            case KeyLiteral key:
                yield return $"*{pointer} = 0x{key.Value:X}UL;";
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
        Storage.Real => file.Lanes.Number(value),
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
}
