using System.Collections.Immutable;
using Grad.Numerics;
using static Grad.Functions;

namespace Grad.Tests.Unit.Golden;

/// <summary>A program that does not change: what it computes, and data for it.</summary>
/// <param name="Name">Its name, which is its file's too.</param>
/// <param name="Inputs">What gets data and stays.</param>
/// <param name="Outputs">What is computed.</param>
/// <param name="Updates">What is replaced.</param>
/// <param name="Count">The value of the size "n".</param>
internal sealed record FixedModel(
    string Name,
    ImmutableArray<Variable> Inputs,
    ImmutableArray<Expr> Outputs,
    ImmutableArray<(Variable Variable, Expr Next)> Updates,
    int Count)
{
    /// <summary>The most whole number in the data plus one, where they name classes.</summary>
    public int Classes { get; init; } = 1;

    public CompiledFunction<float> Compiled(CompilationOptions options) =>
        Compile<float>(Inputs.AsSpan(), Outputs.AsSpan(), Updates.AsSpan(), options);

    /// <summary>Normal numbers for real variables, classes for whole ones; what is an optimizer's state begins with zeros.</summary>
    public (Variable Variable, Value Value)[] Data()
    {
        Variable[] all = [.. Inputs, .. Updates.Select(u => u.Variable)];
        var symbols = new Dictionary<string, int> { ["n"] = Count };
        return [.. all.Select((v, i) => (v, Of(v, Numbers(v, i))))];

        Value Of(Variable variable, double[] numbers) => variable.Kind == Kind.Integer
            ? Value.Of([.. numbers.Select(x => (int)x)], variable.Shape.Evaluate(symbols))
            : Value.Of(numbers, variable.Shape.Evaluate(symbols));

        double[] Numbers(Variable variable, int stream)
        {
            var numbers = new double[variable.Shape.Size.Evaluate(symbols)];
            if (variable.Name.Contains(".state", StringComparison.Ordinal)) return numbers;
            Philox.FillNormal<double>(Philox.Split(Philox.FromSeed(7), (ulong)stream), 0, numbers);
            return variable.Kind == Kind.Integer
                ? [.. numbers.Select(x => Math.Floor(Math.Abs(100 * x)) % Classes)]
                : [.. numbers.Select(x => 0.5 * x)];
        }
    }
}
