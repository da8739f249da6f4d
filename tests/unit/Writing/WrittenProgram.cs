using System.Reflection;
using System.Runtime.InteropServices;
using Grad.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Grad.Tests.Unit.Writing;

/// <summary>A program written as C#, compiled by the C# compiler against .NET alone.</summary>
internal sealed class WrittenProgram
{
    private static readonly MetadataReference[] Framework =
    [
        .. Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "System.*.dll")
            .Where(IsManaged).Select(f => MetadataReference.CreateFromFile(f)),
    ];

    private readonly object program;
    private readonly Action run;

    private WrittenProgram(object program)
    {
        this.program = program;
        run = program.GetType().GetMethod("Run")!.CreateDelegate<Action>(program);
    }

    /// <summary>The class, with its constructor called with some sizes.</summary>
    public static WrittenProgram Of(string text, params int[] sizes) =>
        Of(Compiled(text).GetTypes().Single(t => t is { IsPublic: true, IsClass: true }), sizes);

    /// <summary>A class of an assembly, with its constructor called with some sizes.</summary>
    public static WrittenProgram Of(Type type, params int[] sizes) => new(Activator.CreateInstance(type, [.. sizes.Select(s => (object)s)])!);

    /// <summary>A class of an assembly with data: sizes and properties from the variables and their values.</summary>
    public static WrittenProgram Of(Type type, ReadOnlySpan<(Variable Variable, Value Value)> data)
    {
        var symbols = WrittenComparison.Symbols(data);
        // A size that is called like something else in the file has a 2 behind its name.
        var program = Of(type, [.. type.GetConstructors()[0].GetParameters().Select(
            p => symbols.TryGetValue(p.Name!, out int size) ? size : symbols[p.Name!.TrimEnd('2')])]);
        foreach (var (variable, value) in data) program.Write(Identifiers.Pascal(variable.Name), value.Numbers);
        return program;
    }

    /// <summary>The assembly of a text that must compile without warnings.</summary>
    public static Assembly Compiled(string text)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true);
        var compilation = CSharpCompilation.Create(
            $"Written{Guid.NewGuid():N}", [CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken)], Framework, options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        var complaints = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(complaints.Length == 0, $"{string.Join('\n', complaints.Take(10))}\n{text}");
        return Assembly.Load(stream.ToArray());
    }

    /// <summary>
    /// The assembly of several texts, by the names of their classes. They have one copy of the kernels, which the C# compiler and
    /// the JIT compile once.
    /// </summary>
    public static Assembly Compiled(IEnumerable<(string Name, string Text)> programs)
    {
        const string Kernels = "SharedKernels";
        string all = string.Concat(programs.Select(
            p => p.Text.Split("\n#nullable enable")[0].Replace($"{p.Name}{nameof(Kernels)}.", $"{Kernels}.", StringComparison.Ordinal)));
        return Compiled(all + KernelFiles.Write(all, Kernels));
    }

    public void Run() => run();

    /// <summary>Writes numbers into a property.</summary>
    public void Write(string property, double[] numbers)
    {
        switch (Type(property))
        {
            case { } t when t == typeof(float): Fill(property, System.Array.ConvertAll(numbers, x => (float)x)); break;
            case { } t when t == typeof(int): Fill(property, System.Array.ConvertAll(numbers, x => (int)x)); break;
            case { } t when t == typeof(byte): Fill(property, System.Array.ConvertAll(numbers, x => (byte)x)); break;
            case { } t when t == typeof(ulong): Fill(property, System.Array.ConvertAll(numbers, BitConverter.DoubleToUInt64Bits)); break;
            default: Fill(property, numbers); break;
        }
    }

    /// <summary>The numbers of a property.</summary>
    public double[] Read(string property) => Type(property) switch
    {
        var t when t == typeof(float) => System.Array.ConvertAll(Array<float>(property), x => (double)x),
        var t when t == typeof(int) => System.Array.ConvertAll(Array<int>(property), x => (double)x),
        var t when t == typeof(byte) => System.Array.ConvertAll(Array<byte>(property), x => (double)x),
        var t when t == typeof(ulong) => System.Array.ConvertAll(Array<ulong>(property), BitConverter.UInt64BitsToDouble),
        _ => Array<double>(property),
    };

    private void Fill<T>(string property, T[] numbers) where T : unmanaged
    {
        if (Getter(property).ReturnType.IsByRef) Getter(property).CreateDelegate<One<T>>(program)() = numbers[0];
        else numbers.CopyTo(Getter(property).CreateDelegate<Many<T>>(program)());
    }

    private T[] Array<T>(string property) where T : unmanaged => Getter(property).ReturnType.IsByRef
        ? [Getter(property).CreateDelegate<One<T>>(program)()]
        : Getter(property).CreateDelegate<Many<T>>(program)().ToArray();

    private Type Type(string property) => Getter(property).ReturnType is { IsByRef: true } one
        ? one.GetElementType()!
        : Getter(property).ReturnType.GetGenericArguments()[0];

    private MethodInfo Getter(string property) => program.GetType().GetProperty(property)?.GetMethod
        ?? throw new ArgumentException($"There is no {property} among {string.Join(", ", program.GetType().GetProperties().Select(p => p.Name))}.");

    private static bool IsManaged(string file)
    {
        try
        {
            AssemblyName.GetAssemblyName(file);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private delegate Span<T> Many<T>();

    private delegate ref T One<T>();
}
