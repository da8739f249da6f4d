using Grad.Models;
using Grad.Tests.Unit.Golden;
using Grad.Writing;

namespace Grad.Tests.Unit.Writing;

/// <summary>Programs written as C# compute what sessions compute.</summary>
public class WrittenModelTests
{
    private static readonly CompilationOptions Managed = new() { ProductBackend = "managed" };

    private static readonly FixedModel[] Written = [.. FixedModels.All, FixedModels.Network("sigmoid", Layers.Sigmoid)];

    public static TheoryData<string> Names => [.. Written.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Some_runs_have_the_bits_of_a_session(string name)
    {
        var model = Written.Single(m => m.Name == name);
        var function = model.Compiled(Managed);
        var session = function.Bind(model.Data());
        var program = WrittenProgram.Of(function.ToCSharp("Model", "Loss"), model.Count);
        foreach (var (variable, value) in model.Data()) program.Write(Identifiers.Pascal(variable.Name), value.Numbers);
        for (int i = 0; i < 7; i++)
        {
            session.Run();
            program.Run();
            WrittenComparison.AreEqual([session.Scalar(model.Outputs[0])], program.Read("Loss"), "Loss");
        }
        foreach (var (variable, _) in model.Updates)
        {
            double[] expected = [.. session.Read(variable).Select(x => (double)x)];
            WrittenComparison.AreEqual(expected, program.Read(Identifiers.Pascal(variable.Name)), variable.Name);
        }
        Assert.Equal(0, Allocations.Of(program.Run));
    }
}
