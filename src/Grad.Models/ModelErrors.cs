namespace Grad.Models;

/// <summary>Every sentence that building and training a model can end with.</summary>
internal static class ModelErrors
{
    public static ArgumentException Width(int inputs, int outputs) => new(
        $"Linear({inputs} → {outputs}): a layer needs at least one input and one output.");

    public static ArgumentException InputWidth(string layer, Expr x, int width) => new(
        $"{layer}: the input has shape {x.Shape}, and its last axis must have size {width}. " +
        "Change the layer's number of inputs, or reshape what comes before it.");

    public static ArgumentException TargetShape(string loss, Shape predictions, Shape targets) => new(
        $"{loss}: the predictions have shape {predictions} and the targets {targets}. " +
        $"They must be equal; reshape the targets to {predictions}.");

    public static ArgumentException Unreached(ParameterDescription parameter) => new(
        $"Train: the parameter '{parameter.Path}' {parameter.Shape} does not reach the loss, so it cannot be learned. " +
        "Use it in the model, or leave it out.");

    public static ArgumentException NoExamples() => new(
        "Train: there are no examples; the first axis of the inputs has size 0. Give at least one.");

    public static ArgumentException NotFinite(string what, int example) => new(
        $"Train: the {what} of example {example} are not finite numbers (NaN or infinite). Remove or repair the example.");

    public static ArgumentException Counts(int inputs, int targets) => new(
        $"Train: there are {inputs} inputs and {targets} targets. Give one target for each input.");

    public static ArgumentException InputRank() => new(
        "Train: inputs and targets need a first axis that numbers the examples; a single number has none.");

    public static ArgumentException Positive(string option, double value) => new(
        $"Train: {option} is {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}; it must be at least 1.");
}
