using System.Numerics;
using Grad.Writing;

namespace Grad.Tests.Unit.Writing;

/// <summary>A program's session beside the program as C#.</summary>
internal static class WrittenComparison
{
    /// <summary>
    /// Some runs of both, one after the other, on the same data: the outputs of each run and the updated variables in the end
    /// have the same bits.
    /// </summary>
    /// <returns>The file.</returns>
    public static string Check<T>(
        CompiledFunction<T> function, ReadOnlySpan<(Variable Variable, Value Value)> data, int runs = 3)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string text = function.ToCSharp("Program");
        var type = WrittenProgram.Compiled(text).GetType("Compiled.Program")!;
        var symbols = Symbols(data);
        var program = WrittenProgram.Of(type, [.. type.GetConstructors()[0].GetParameters().Select(p => symbols[p.Name!])]);
        foreach (var (variable, value) in data) program.Write(Identifiers.Pascal(variable.Name), value.Numbers);
        var session = function.Bind(data);
        for (int run = 0; run < runs; run++)
        {
            session.Run();
            program.Run();
            for (int i = 0; i < function.Outputs.Length; i++)
            {
                string name = function.Outputs.Length == 1 ? "Result" : $"Result{i + 1}";
                AreEqual(Numbers(session, function.Outputs[i]), program.Read(name), $"{name}, run {run + 1}");
            }
        }
        foreach (var variable in function.UpdatedVariables)
            AreEqual(Numbers(session, variable), program.Read(Identifiers.Pascal(variable.Name)), variable.Name);
        Assert.Equal(0, Allocations.Of(program.Run));
        return text;
    }

    /// <summary>The same numbers, bit for bit; a NaN is one, whatever its bits.</summary>
    public static void AreEqual(double[] expected, double[] actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} numbers, and {actual.Length} of the file");
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(actual[i])
                || (double.IsNaN(expected[i]) && double.IsNaN(actual[i]));
            Assert.True(same, $"{what}, number {i}: {expected[i]:R}, and {actual[i]:R} of the file");
        }
    }

    /// <summary>The values of the symbolic sizes, by their names in the file.</summary>
    public static Dictionary<string, int> Symbols(ReadOnlySpan<(Variable Variable, Value Value)> data)
    {
        var symbols = new Dictionary<string, int>();
        foreach (var (variable, value) in data)
        {
            for (int i = 0; i < variable.Rank; i++)
            {
                if (variable.Shape[i].SingleSymbol is { } name) symbols[Identifiers.Camel(name)] = value.Sizes[i];
            }
        }
        return symbols;
    }

    private static double[] Numbers<T>(Session<T> session, Expr expression) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. session.Read(expression).Select(double.CreateTruncating)];
}
