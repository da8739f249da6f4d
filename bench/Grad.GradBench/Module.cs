using System.Collections.Immutable;
using System.Text.Json;

namespace Grad.GradBench;

/// <summary>What a function of a module computes.</summary>
/// <param name="Inputs">The variables, in the order in which their values are read.</param>
/// <param name="Parts">The results, by name where there are several.</param>
internal sealed record Computation(ImmutableArray<Variable> Inputs, params ImmutableArray<(string Name, Expr Value)> Parts)
{
    public Computation(ImmutableArray<Variable> inputs, Expr value) : this(inputs, ("", value)) { }
}

/// <summary>A program bound to an input.</summary>
internal sealed record Prepared(Session<double> Session, Computation Computation)
{
    public void Run() => Session.Run();

    /// <summary>The results of the last run.</summary>
    public ImmutableArray<Result> Results() => [.. Computation.Parts.Select(p =>
    {
        var numbers = Session.Read(p.Value);
        // A number is read as an array of one.
        return new Result(p.Name, p.Value.Rank == 0 ? [] : [.. numbers.Lengths], [.. numbers]);
    })];
}

/// <summary>Numbers of some shape.</summary>
internal sealed record Result(string Name, ImmutableArray<nint> Lengths, ImmutableArray<double> Numbers);

/// <summary>A module of GradBench.</summary>
internal interface IModule
{
    string Name { get; }

    /// <summary>A program for a function and its input, ready to run.</summary>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    Prepared Prepare(string function, JsonElement input);
}

/// <summary>A module whose expressions depend on the form of an input, such as its sizes: one program for each form.</summary>
/// <param name="name">Its name.</param>
/// <param name="form">The form of an input.</param>
/// <param name="build">What a function computes for inputs of a form; nothing where there is no such function.</param>
/// <param name="read">The values of an input, for the variables of the computation.</param>
internal sealed class Module<TForm>(
    string name,
    Func<JsonElement, TForm> form,
    Func<TForm, string, Computation?> build,
    Func<JsonElement, Value[]> read) : IModule
{
    private readonly Dictionary<(string Function, TForm Form), (Computation, CompiledFunction<double>)> programs = [];

    public string Name => name;

    public Prepared Prepare(string function, JsonElement input)
    {
        var key = (function, form(input));
        if (!programs.TryGetValue(key, out var program))
        {
            var built = build(key.Item2, function)
                ?? throw new ArgumentException($"There is no function \"{function}\" in the module \"{name}\".");
            program = (built, Compile<double>(built.Inputs.AsSpan(), [.. built.Parts.Select(p => p.Value)]));
            programs.Add(key, program);
        }
        var (computation, compiled) = program;
        return new(compiled.Bind([.. computation.Inputs.Zip(read(input))]), computation);
    }
}
