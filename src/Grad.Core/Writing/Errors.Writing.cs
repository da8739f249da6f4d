namespace Grad;

internal static partial class Errors
{
    public static NotSupportedException NotWritten(string operation) => new(
        $"ToCSharp: {operation} cannot be written as C# that needs nothing else. Run it in a session, or leave it out of what is compiled.");

    public static NotSupportedException TooLongToWrite(Shape shape) => new(
        $"ToCSharp: a constant {shape} is too long to be written into a file. Make it a variable, and give it its numbers before a run.");

    public static ArgumentException NoClassName(string name) => new(
        $"ToCSharp: '{name}' cannot be the name of a class. A name begins with a capital letter and consists of letters and digits.");
}
