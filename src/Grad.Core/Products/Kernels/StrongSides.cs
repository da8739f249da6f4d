namespace Grad;

/// <summary>The operands of a product in which an exact zero leaves a term out.</summary>
[Flags]
internal enum StrongSides
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>The left one.</summary>
    Left = 1,

    /// <summary>The right one.</summary>
    Right = 2,
}

/// <summary>What can be done with them.</summary>
internal static class StrongSidesExtensions
{
    /// <summary>The sides of the product of the operands exchanged.</summary>
    public static StrongSides Exchanged(this StrongSides sides) => sides switch
    {
        StrongSides.Left => StrongSides.Right,
        StrongSides.Right => StrongSides.Left,
        _ => sides,
    };
}
