using Grad.Models;
using Grad.Tests.Unit.Golden;
using Grad.Writing;

namespace Grad.Tests.Unit.Writing;

/// <summary>Programs written as C# compute what sessions compute.</summary>
public class WrittenModelTests
{
    private static readonly CompilationOptions Managed = new() { ProductBackend = "managed" };

    private static readonly FixedModel[] Written =
    [
        FixedModels.LinearRegression(), FixedModels.CubicFit(), FixedModels.Classifier(),
        FixedModels.Network("relu", Layers.Relu), FixedModels.Network("sigmoid", Layers.Sigmoid), FixedModels.Network("tanh", Layers.Tanh),
        .. FixedModels.All.Where(m => m.Name is "recurrence" or "curvature"),
    ];

    public static TheoryData<string> Names => [.. Written.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Some_runs_have_the_bits_of_a_session_or_with_products_its_numbers(string name)
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
            AreEqual([session.Scalar(model.Outputs[0])], program.Read("Loss"), "Loss");
        }
        foreach (var (variable, _) in model.Updates)
            AreEqual([.. session.Read(variable).Select(x => (double)x)], program.Read(Identifiers.Pascal(variable.Name)), variable.Name);

        void AreEqual(double[] expected, double[] numbers, string what) => WrittenComparison.AreEqual(function, expected, numbers, what);
    }
}
