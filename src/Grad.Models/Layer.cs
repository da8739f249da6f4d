using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Grad.Models;

/// <summary>A parameter of a layer before it has a value.</summary>
/// <param name="Path">Its path in the model, as PyTorch names it: <c>0.weight</c>.</param>
/// <param name="Shape">Its shape; a weight is [out, in].</param>
/// <param name="Bound">It is drawn from U(−bound, bound) when it is initialised.</param>
public sealed record ParameterDescription(string Path, Shape Shape, double Bound);

/// <summary>A layer is a value: the descriptions of its parameters and a pure function of parameters and input.</summary>
public abstract class Layer
{
    /// <summary>A layer of one's own: describe its parameters, and say what it computes.</summary>
    protected Layer() { }

    /// <summary>What the layer has to be given, in order.</summary>
    public abstract ImmutableArray<ParameterDescription> Parameters { get; }

    /// <summary>The layer's name and settings: <c>Linear(1 → 20)</c>.</summary>
    public abstract string Description { get; }

    /// <summary>y = f(parameters, x), with the batch in front.</summary>
    /// <param name="parameters">An expression for each of <see cref="Parameters"/>.</param>
    /// <param name="x">The input.</param>
    public abstract Expr Apply(ReadOnlySpan<Expr> parameters, Expr x);

    /// <summary>A variable for each parameter.</summary>
    public ImmutableArray<Variable> Declare() => [.. Parameters.Select(p => Variable(p.Path, p.Shape))];

    /// <summary>How many numbers the layer learns.</summary>
    public long ParameterCount => Parameters.Sum(p => (long)p.Shape.Size.Value);

    /// <summary>A table of the model's layers with the shapes and numbers of their parameters.</summary>
    public string Summary()
    {
        var rows = Rows("").ToArray();
        int width = rows.Max(r => r.Name.Length) + 2;
        var text = new StringBuilder();
        foreach (var (name, shapes, count) in rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"{name.PadRight(width)}{shapes,-20}{count,10:N0}");
        return text.Append(CultureInfo.InvariantCulture, $"{"Total".PadRight(width)}{"",-20}{ParameterCount,10:N0}").ToString();
    }

    internal virtual IEnumerable<(string Name, string Shapes, long Count)> Rows(string path) =>
        [($"{path}{Description}", string.Join(" ", Parameters.Select(p => p.Shape)), ParameterCount)];
}

/// <summary>y = x·Wᵀ + b with W [out, in] and b [out].</summary>
public sealed class LinearLayer : Layer
{
    internal LinearLayer(int inputs, int outputs)
    {
        if (inputs < 1 || outputs < 1) throw ModelErrors.Width("Linear", inputs, outputs);
        (Inputs, Outputs) = (inputs, outputs);
    }

    /// <summary>The width of the input.</summary>
    public int Inputs { get; }

    /// <summary>The width of the output.</summary>
    public int Outputs { get; }

    /// <inheritdoc/>
    public override string Description => $"Linear({Inputs} → {Outputs})";

    /// <summary>Weight and bias, both from U(−1/√in, 1/√in), which is PyTorch's default.</summary>
    public override ImmutableArray<ParameterDescription> Parameters =>
        [new("weight", [Outputs, Inputs], 1 / Math.Sqrt(Inputs)), new("bias", [Outputs], 1 / Math.Sqrt(Inputs))];

    /// <inheritdoc/>
    public override Expr Apply(ReadOnlySpan<Expr> parameters, Expr x) =>
        x.Rank > 0 && x.Shape[x.Rank - 1] == Inputs
            ? MatMul(x, Transpose(parameters[0])) + parameters[1]
            : throw ModelErrors.InputWidth(Description, x, Inputs);
}

/// <summary>A function of each element, without parameters.</summary>
public sealed class Activation : Layer
{
    private readonly Func<Expr, Expr> function;

    internal Activation(string name, Func<Expr, Expr> function) => (Description, this.function) = (name, function);

    /// <inheritdoc/>
    public override string Description { get; }

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDescription> Parameters => [];

    /// <inheritdoc/>
    public override Expr Apply(ReadOnlySpan<Expr> parameters, Expr x) => function(x);
}

/// <summary>Layers one after the other.</summary>
public sealed class SequentialLayer : Layer
{
    internal SequentialLayer(ImmutableArray<Layer> layers) => Layers = layers;

    /// <summary>The layers, the first one first.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <inheritdoc/>
    public override string Description => $"Sequential({string.Join(", ", Layers.Select(l => l.Description))})";

    /// <summary>The layers' parameters, each path preceded by the layer's number.</summary>
    public override ImmutableArray<ParameterDescription> Parameters =>
        [.. Layers.SelectMany((l, i) => l.Parameters.Select(p => p with { Path = $"{i}.{p.Path}" }))];

    /// <inheritdoc/>
    public override Expr Apply(ReadOnlySpan<Expr> parameters, Expr x)
    {
        foreach (var layer in Layers)
        {
            int count = layer.Parameters.Length;
            x = layer.Apply(parameters[..count], x);
            parameters = parameters[count..];
        }
        return x;
    }

    internal override IEnumerable<(string Name, string Shapes, long Count)> Rows(string path) =>
        Layers.SelectMany((l, i) => l.Rows($"{path}{i}  "));
}

/// <summary>The layers: <c>using static Grad.Models.Layers;</c>.</summary>
public static partial class Layers
{
    /// <summary>y = x·Wᵀ + b.</summary>
    /// <param name="inputs">The width of x.</param>
    /// <param name="outputs">The width of y.</param>
    public static Layer Linear(int inputs, int outputs) => new LinearLayer(inputs, outputs);

    /// <summary>Layers one after the other.</summary>
    public static Layer Sequential(params ReadOnlySpan<Layer> layers) => new SequentialLayer([.. layers]);

    /// <summary>max(x, 0).</summary>
    public static Layer Relu() => new Activation(nameof(Relu), Functions.Relu);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Layer Sigmoid() => new Activation(nameof(Sigmoid), Functions.Sigmoid);

    /// <summary>tanh x.</summary>
    public static Layer Tanh() => new Activation(nameof(Tanh), Functions.Tanh);

    /// <summary>ln(1 + eˣ).</summary>
    public static Layer Softplus() => new Activation(nameof(Softplus), Functions.Softplus);
}
