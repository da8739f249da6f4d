using Grad.Models;
using static Grad.Functions;
using static Grad.Models.Layers;

namespace Grad.Tests.Unit.Planning;

/// <summary>What the notebook's network, 1-20-20-1 on 200 points trained with Adam, needs: to the byte.</summary>
public class NetworkMemoryTests
{
    // 8,320 bytes hold the data, the parameters and Adam's state; the others are what lives at the fullest step. An array of
    // [200, 20] takes 16,000 bytes, one of conditions 4,000.
    [Theory]
    [InlineData(Optimizations.All, 58_368)]
    [InlineData(Optimizations.All & ~Optimizations.MemoryReuse, 83_136)]
    [InlineData(Optimizations.All & ~Optimizations.Fusion, 70_720)]
    [InlineData(Optimizations.Simplification, 259_840)]
    public void A_training_step_takes_so_many_bytes(Optimizations optimizations, long bytes)
    {
        var (function, values) = Step(optimizations);
        Assert.Equal(bytes, function.Bind(values).MemoryInBytes);
    }

    private static (CompiledFunction<float> Function, (Variable, Value)[] Values) Step(
        Optimizations optimizations)
    {
        var model = Sequential(Linear(1, 20), Relu(), Linear(20, 20), Relu(), Linear(20, 1));
        var adam = Optimizer.Adam(0.01);
        Variable x = Variable("inputs", ["n", 1]), t = Variable("targets", ["n", 1]);
        var step = IntegerVariable("step", []);
        var parameters = model.Declare();
        var loss = Loss.MeanSquaredError.Of(model.Apply([.. parameters], x), t);
        var gradients = Gradients(loss, [.. parameters]);
        List<(Variable, Expr)> updates = [(step, step + 1)];
        for (int i = 0; i < parameters.Length; i++)
        {
            Variable[] state = [.. Enumerable.Range(0, 2).Select(k => Variable($"state{k}", parameters[i].Shape))];
            var (next, nextState) = adam.Update(parameters[i], gradients[i], state, ToReal(step + 1));
            updates.AddRange([(parameters[i], next), .. state.Zip(nextState)]);
        }
        var options = new CompilationOptions { Optimizations = optimizations, Checking = Checking.On };
        var function = Compile<float>([x, t], [loss], [.. updates], options);
        return (function, [.. function.Inputs.Concat(function.UpdatedVariables).Select(v => (v, Zeros(v)))]);
    }

    private static Value Zeros(Variable variable)
    {
        int[] sizes = [.. variable.Shape.Select(d => d.IsFixed ? d.Value : 200)];
        return variable.Kind == Kind.Integer ? 0 : Value.Of(new double[sizes.Aggregate(1, (a, b) => a * b)], sizes);
    }
}
