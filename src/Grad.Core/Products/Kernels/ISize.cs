namespace Grad.Products;

/// <summary>A number that the JIT knows: code for rows and columns that a tile does not have disappears.</summary>
internal interface ISize
{
    static abstract int Value { get; }
}

/// <summary>Zero.</summary>
internal readonly struct Size0 : ISize { public static int Value => 0; }

/// <summary>One.</summary>
internal readonly struct Size1 : ISize { public static int Value => 1; }

/// <summary>Two.</summary>
internal readonly struct Size2 : ISize { public static int Value => 2; }

/// <summary>Three.</summary>
internal readonly struct Size3 : ISize { public static int Value => 3; }

/// <summary>Four.</summary>
internal readonly struct Size4 : ISize { public static int Value => 4; }

/// <summary>Five.</summary>
internal readonly struct Size5 : ISize { public static int Value => 5; }

/// <summary>Six.</summary>
internal readonly struct Size6 : ISize { public static int Value => 6; }

/// <summary>Seven.</summary>
internal readonly struct Size7 : ISize { public static int Value => 7; }

/// <summary>Eight.</summary>
internal readonly struct Size8 : ISize { public static int Value => 8; }

/// <summary>Nine.</summary>
internal readonly struct Size9 : ISize { public static int Value => 9; }

/// <summary>Ten.</summary>
internal readonly struct Size10 : ISize { public static int Value => 10; }

/// <summary>Eleven.</summary>
internal readonly struct Size11 : ISize { public static int Value => 11; }

/// <summary>Twelve.</summary>
internal readonly struct Size12 : ISize { public static int Value => 12; }
