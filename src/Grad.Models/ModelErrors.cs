namespace Grad.Models;

/// <summary>Every sentence that building and training a model can end with.</summary>
internal static class ModelErrors
{
    public static ArgumentException Width(string layer, int inputs, int outputs) => new(
        $"{layer}({inputs} → {outputs}): a layer needs at least one input and one output. Give sizes from 1 on.");

    public static ArgumentException InputWidth(string layer, Expr x, int width) => new(
        $"{layer}: the input has shape {x.Shape}, and its last axis must have size {width}. " +
        "Change the layer's number of inputs, or reshape what comes before it.");

    public static ArgumentException Channels(string layer, Expr x, int channels, int rank) => new(
        $"{layer}: the input has shape {x.Shape}; it must have {rank} axes, and the second of them size {channels}. " +
        "Change the layer's number of input channels, or reshape what comes before it.");

    public static ArgumentException Groups(string layer, int groups) => new(
        $"{layer}: {groups} groups do not divide the channels of input and output. Give a number of groups that does.");

    public static ArgumentException AxisCount(string layer, Expr x, int rank) => new(
        $"{layer}: the input has shape {x.Shape}; it must have {rank} axes. Reshape what comes before it.");

    public static ArgumentException NoBatch(string layer) => new(
        $"{layer}: the input is a single number, and the first axis must number the examples. " +
        "Reshape one example to [1].");

    public static ArgumentException Accuracy(Shape predictions, Shape labels) => new(
        $"Accuracy: the predictions have shape {predictions} and the labels {labels}. " +
        "The predictions must be [n, classes] and the labels whole numbers of shape [n].");

    public static ArgumentException TargetShape(string loss, Shape predictions, Shape targets) => new(
        $"{loss}: the predictions have shape {predictions} and the targets {targets}. " +
        $"They must be equal; reshape the targets to {predictions}.");

    public static ArgumentException NoVectors(string loss) => new(
        $"{loss}: the predictions are a single number. Give them a first axis that numbers the examples.");

    public static ArgumentException NoClasses(string loss, Shape predictions) => new(
        $"{loss}: the predictions have shape {predictions}; they must be [n, classes], with the classes along the " +
        $"second axis.");

    public static ArgumentException NotClasses(string loss) => new(
        $"{loss}: the targets are real, and whole numbers that name classes are needed. " +
        "Bind integers, or declare the targets with IntegerVariable.");

    public static ArgumentException ClassShape(string loss, Shape predictions, Shape targets) => new(
        $"{loss}: the predictions have shape {predictions} and the targets {targets}. " +
        $"Give whole numbers of shape {predictions.Without(1)} that name classes, or probabilities of shape " +
        $"{predictions}.");

    public static ArgumentException HalvesShape(string loss, Shape predictions, Shape targets) => new(
        $"{loss}: the predictions have shape {predictions} and the targets {targets}. " +
        "The predictions' last axis must be twice as long: means, then logarithms of variances.");

    public static ArgumentException Threshold(string loss, double threshold) => new(
        $"{loss}: the threshold is {Text(threshold)}; it must be above 0.");

    public static ArgumentException Smoothing(double smoothing) => new(
        $"CrossEntropy: the smoothing is {Text(smoothing)}; it must be from 0 to 1.");

    public static ArgumentException Unreached(ParameterDescription parameter) => new(
        $"Train: the parameter '{parameter.Path}' {parameter.Shape} does not reach the loss, so it cannot be " +
        "learned. Use it in the model, or leave it out.");

    public static ArgumentException NoExamples(string operation) => new(
        $"{operation}: there are no examples; the first axis of the inputs has size 0. Give at least one.");

    public static ArgumentException NotFinite(string what, int example) => new(
        $"Train: the {what} of example {example} are not finite numbers (NaN or infinite). Remove or repair the " +
        $"example.");

    public static ArgumentException Counts(string operation, int inputs, int targets) => new(
        $"{operation}: there are {inputs} inputs and {targets} targets. Give one target for each input.");

    public static ArgumentException NoSuchClass(string loss, int example, double named, int classes) => new(
        $"{loss}: the target of example {example} names class {Text(named)}; the model has {classes} classes, 0 to " +
        $"{classes - 1}. Give its last layer more outputs, or repair the example.");

    public static ArgumentException PredictShape(Shape inputs, int[] sizes) => new(
        $"Predict: the inputs have shape [{string.Join(", ", sizes)}], and the model was trained on {inputs}. " +
        "Give them the same axes; only the first may have another size.");

    public static ArgumentException InputRank(string operation) => new(
        $"{operation}: inputs and targets need a first axis that numbers the examples; a single number has none. " +
        "Reshape one example to [1].");

    public static ArgumentException Positive(string option, double value) => new(
        $"Train: {option} is {Text(value)}; it must be at least 1.");

    public static InvalidDataException NotIdx(string path) => new(
        $"{path} is not an IDX file: it does not begin with two zero bytes, a type and a number of axes.");

    public static InvalidDataException IdxType(string path, byte type) => new(
        $"{path}: the type 0x{type:X2} is none of the IDX format, which has 08, 09, 0B, 0C, 0D and 0E.");

    public static InvalidDataException IdxHeader(string path, int axes) => new(
        $"{path}: the file ends before the sizes of its {axes} axes. It was cut off.");

    public static InvalidDataException IdxLength(string path, int[] sizes, int size, int bytes) => new(
        $"{path}: its sizes are [{string.Join(", ", sizes)}] with numbers of {size} " +
        $"{(size == 1 ? "byte" : "bytes")}, and {bytes} bytes follow. It was cut off or damaged.");

    public static InvalidDataException Compressed(string path, Exception inner) => new(
        $"{path} begins like a gzip file and cannot be expanded. It was cut off or damaged.", inner);

    private static string Text(double number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
