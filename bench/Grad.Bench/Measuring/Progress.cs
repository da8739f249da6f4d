namespace Grad.Bench;

/// <summary>Says on the error stream what is being measured, so that the output stays the table.</summary>
internal static class Progress
{
    public static void Show(string what) => Console.Error.WriteLine($"  {what}");
}
