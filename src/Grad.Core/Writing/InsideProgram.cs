using System.Numerics;
using System.Text;

namespace Grad.Writing;

/// <summary>
/// A program inside another, written as a class of its own: its captured variables lie where the arrays of the outer program
/// do, the rest is in memory of its own. The outer program has one object of the class.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class InsideProgram<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LongestFormula = 240;

    private readonly CompiledFunction<T> function;
    private readonly ProgramNames outer, names;
    private readonly ProgramText<T> program;
    private readonly string className;

    /// <summary>Writes the class.</summary>
    /// <param name="function">The program.</param>
    /// <param name="wanted">What the class is to be called.</param>
    /// <param name="said">What a run of it is, in words.</param>
    /// <param name="outer">The names of the program around it.</param>
    /// <param name="file">The file.</param>
    /// <param name="roots">What its first outputs are to be called.</param>
    public InsideProgram(
        CompiledFunction<T> function,
        string wanted,
        string said,
        ProgramNames outer,
        FileParts file,
        params ReadOnlySpan<string> roots)
    {
        (this.function, this.outer, className) = (function, outer, file.Class(wanted));
        Field = outer.Field(className);
        names = new(className, function.AndInside.SelectMany(f => f.Buffers).SelectMany(b => b.Nodes)) { Kernels = outer.Kernels };
        program = new(function, names, file);
        for (int r = 0; r < roots.Length; r++) names.Rename(function.Roots[r], roots[r]);
        file.AddClass(() => Class(said));
    }

    /// <summary>The field that holds the object.</summary>
    public string Field { get; }

    /// <summary>The declaration of that field.</summary>
    public string Declaration => $"private readonly {className} {Field};";

    /// <summary>What the program computes: its outputs, then the next values of what it updates.</summary>
    public ReadOnlySpan<Expr> Roots => function.Roots.AsSpan();

    /// <summary>The address of an array of the program, as the outer one says it.</summary>
    public string this[Expr node] => $"{Field}.{names.Pointer(node)}";

    /// <summary>The type of an array's elements.</summary>
    public string ElementType(Expr node) => program.ElementType(node);

    /// <summary>Whether the program reads a variable: one that is simplified away needs no data.</summary>
    public bool Reads(Expr variable) => program.Reads(variable);

    /// <summary>The lines of the statement that makes the object.</summary>
    /// <param name="arrays">The outer program's array for each captured variable.</param>
    public IEnumerable<string> Construction(IReadOnlyDictionary<Variable, Expr> arrays)
    {
        var sizes = names.Sizes.Keys.Select(symbol => outer.Size(symbol));
        var captured = program.Captured.Select(c => $"this.{outer.Pointer(arrays[c])}");
        return SummaryText.Call($"{Field} = new", sizes.Concat(captured), ";");
    }

    private string Class(string said)
    {
        program.WriteSteps();
        string[] construction = [.. program.Construction()];
        string[] fields =
        [
            .. program.Fields.Select(f => $"public {f}"), .. program.OwnFields,
            .. names.Sizes.Values.Select(n => $"private readonly int {n};"), "private readonly byte[] memory;",
        ];
        var parameters = names.Sizes.Values.Select(n => $"int {n}")
            .Concat(program.Captured.Select(c => $"{program.ElementType(c)}* {names.Pointer(c)}"));
        var text = new StringBuilder();
        text.Append($$"""
            {{SummaryText.Lines(0, SummaryText.Of([said, .. program.Said(names.Pointer, LongestFormula)])).TrimEnd()}}
            private sealed class {{className}}
            {
            {{SummaryText.Lines(1, fields)}}
            {{SummaryText.Lines(1, SummaryText.Call($"public {className}", parameters, ""))}}    {
            {{SummaryText.Lines(2, construction)}}    }

                public void Run()
                {
            {{SummaryText.Lines(2, program.Run)}}    }

            {{string.Join('\n', program.Methods)}}
            """);
        return SummaryText.Indented(text.ToString().TrimEnd() + "\n}\n");
    }
}
