namespace Grad;

/// <summary>The sentences of convolutions and pooling.</summary>
internal static partial class Errors
{
    public static ArgumentException ConvolutionRank(string operation, Expr x, Expr kernel) => new(
        $"{operation}: the input has shape {x.Shape} and the kernel {kernel.Shape}. Give both three axes, " +
        "[n, channels, width] and [outputs, channels, width], or both a fourth, the height before the width." + Where([x, kernel]));

    public static ArgumentException Channels(
        string operation, Expr x, Expr kernel, Dimension channels, int groups) => new(
        $"{operation}: the input {x.Shape} has {x.Shape[1]} channels and the kernel {kernel.Shape} reads {channels}" +
        $"{(groups == 1 ? "" : $" in {groups} groups")}. The numbers must be equal." + Where([x, kernel]));

    public static ArgumentException OutputGroups(Expr kernel, int groups) => new(
        $"Conv: {groups} groups do not divide the first axis of the kernel, which has shape {kernel.Shape}. " +
        "Give a number of groups that does." + Where([kernel]));

    public static ArgumentException WindowTooLarge(
        string operation, Dimension span, int padding, int axis, Expr x) => new(
        $"{operation}: the window spans {span} places and axis {axis} of shape {x.Shape} has {x.Shape[axis]}" +
        $"{(padding == 0 ? "" : $" with a padding of {padding} on either side")}. " +
        "Take a smaller window, or more padding." + Where([x]));

    public static ArgumentException NothingLeft(string operation, Extent padding, int axis, Expr x) => new(
        $"{operation}: a padding of {padding} leaves nothing of axis {axis} of shape {x.Shape}. " +
        "Take a smaller padding." + Where([x]));

    public static ArgumentException SettingTooSmall(string operation, string setting, Extent value, int least) => new(
        $"{operation}: the {setting} is {value}; it must be at least {least}.");

    public static ArgumentException OutputPadding(Extent added, Extent stride) => new(
        $"ConvTranspose: the output padding is {added}; it must be from 0 to below the stride, which is {stride}.");

    public static ArgumentException PoolRank(string operation, Expr x) => new(
        $"{operation}: the input has shape {x.Shape}; it must be [n, channels, width] or [n, channels, height, width]." +
        Where([x]));

    public static ArgumentException PoolPadding(string operation, Extent padding, Extent window) => new(
        $"{operation}: the padding is {padding} and the window {window}. The padding must be smaller, or a window " +
        "would see nothing but padding.");
}
