using System.Collections.Immutable;
using Grad.Models;

namespace Grad.Workloads;

/// <summary>A training step as one compiled program, as training has it, and the values that it starts from.</summary>
/// <param name="Program">Loss, gradients and updates in <see cref="float"/>.</param>
/// <param name="Loss">What it computes.</param>
/// <param name="Start">A value for each variable.</param>
public sealed record TrainingProgram(
    CompiledFunction<float> Program, Expr Loss, ImmutableArray<(Variable Variable, Value Value)> Start)
{
    /// <summary>The step that makes a loss smaller.</summary>
    /// <param name="loss">The loss of all data.</param>
    /// <param name="data">The data.</param>
    /// <param name="parameters">The parameters and their initial values.</param>
    /// <param name="optimizer">How they are changed.</param>
    public static TrainingProgram Of(
        Expr loss,
        ReadOnlySpan<(Variable Variable, Value Value)> data,
        ImmutableArray<(Variable Variable, Value Value)> parameters,
        Optimizer optimizer)
    {
        var step = IntegerVariable("step", []);
        var gradients = Gradients(loss, [.. parameters.Select(p => p.Variable)]);
        var state = new List<Variable>();
        var updates = new List<(Variable, Expr)> { (step, step + 1) };
        for (int i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i].Variable;
            Variable[] own = [.. Enumerable.Range(0, optimizer.StateCount)
                .Select(k => Variable($"{parameter.Name}.state{k}", parameter.Shape))];
            var (next, nextState) = optimizer.Update(parameter, gradients[i], own, ToReal(step + 1));
            updates.AddRange([(parameter, next), .. own.Zip(nextState)]);
            state.AddRange(own);
        }
        var inputs = data.ToArray();
        return new(
            Compile<float>([.. inputs.Select(d => d.Variable)], [loss], [.. updates]), loss,
            [.. inputs, (step, 0), .. parameters, .. state.Select(Zero)]);
    }

    /// <summary>The step of a model on some data, from the parameters that a seed gives.</summary>
    public static TrainingProgram Of(
        Layer model,
        Loss loss,
        (Variable Variable, Value Value) inputs,
        (Variable Variable, Value Value) targets,
        Optimizer optimizer)
    {
        var parameters = model.Declare();
        var output = model.Apply([.. parameters], inputs.Variable);
        return Of(
            loss.Of(output, targets.Variable), [inputs, targets],
            [.. parameters.Zip(Training.Initial(model, 42))], optimizer);
    }

    /// <summary>A session at the start of a training.</summary>
    public Session<float> Bind() => Program.Bind(Start.AsSpan());

    private static (Variable, Value) Zero(Variable variable)
    {
        int[] sizes = [.. variable.Shape.Select(d => d.Value)];
        return (variable, Value.Of(new double[sizes.Aggregate(1, (a, b) => a * b)], sizes));
    }
}
