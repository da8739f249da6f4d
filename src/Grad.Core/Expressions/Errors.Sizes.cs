namespace Grad;

/// <content>Sentences about sizes.</content>
internal static partial class Errors
{
    public static ArgumentException NegativeSize(long size) => new(
        $"A size cannot be negative: {size}. Give a number from 0, or a symbol.");

    public static ArgumentException SizeTooLarge(string product) => new(
        $"The size {product} is beyond 64 bits. An axis has at most {int.MaxValue} places, an array as many elements.");

    public static ArgumentException TopCount(Expr x, int count, Dimension size) => new(
        $"TopK: {count} elements are asked for, of an axis of size {size}. Ask for 0 to {size}." + Where([x]));

    public static ArgumentException NamelessSize() => new(
        "The name of a size is empty. Give a symbolic size a name, such as \"n\".");

    public static InvalidOperationException SizeNotKnown(Dimension size) => new(
        $"The size {size} depends on a symbol that has no value before data is bound. Ask IsFixed first.");

    public static ArgumentException UnboundSize(string symbol) => new(
        $"The size \"{symbol}\" has no value: no bound variable has it as the size of one of its axes. Bind one " +
        "that has.");

    public static ArgumentException NumberCount(int count, int[] sizes, long size) => new(
        $"{count} numbers do not fill the shape [{string.Join(", ", sizes)}], which has {size} elements. " +
        "Give as many numbers as the shape has elements.");
}
