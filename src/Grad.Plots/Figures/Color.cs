using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>A colour: one of the palette, or any <c>#rrggbb</c>. The palette's colours have a contrast of at least 3:1
/// to a white page, and any two lie at least 24 apart in CIELAB, also as seen with protanopia and deuteranopia. On a
/// dark page each has a twin of which the same holds.</summary>
/// <remarks>The deficiencies are those of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, A physiologically-based
/// model for simulation of color vision deficiency, IEEE TVCG 15 (2009); blindness is severity 1.</remarks>
public readonly record struct Color
{
    private readonly string? text;

    private Color(string text) => this.text = text;

    /// <summary>The first colour of the palette.</summary>
    public static Color Blue => new("#0c4fbf");

    /// <summary>Brick red.</summary>
    public static Color Red => new("#ba4634");

    /// <summary>Bluish green.</summary>
    public static Color Green => new("#2fa28b");

    /// <summary>Purple.</summary>
    public static Color Purple => new("#6e317a");

    /// <summary>Orange.</summary>
    public static Color Orange => new("#d8730d");

    /// <summary>Sky blue.</summary>
    public static Color Sky => new("#2f9ad4");

    /// <summary>Grey, for what should stay in the background.</summary>
    public static Color Gray => new("#4b4e51");

    /// <summary>The colour of the text: near black, on a dark page near white.</summary>
    public static Color Ink => new("#1f2530");

    /// <summary>The colours that series take in turn when none is given.</summary>
    public static ImmutableArray<Color> Palette { get; } = [Blue, Red, Green, Purple, Orange, Sky, Gray];

    /// <summary>A colour by its palette name (<c>"blue"</c>, <c>"red"</c> …) or as <c>"#rrggbb"</c>.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static implicit operator Color(string text) => Parse(text);

    /// <summary>A colour by its palette name (<c>"blue"</c>, <c>"red"</c> …) or as <c>"#rrggbb"</c>.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static Color Parse(string text) => text.ToLowerInvariant() switch
    {
        "blue" => Blue,
        "red" => Red,
        "green" => Green,
        "purple" => Purple,
        "orange" => Orange,
        "sky" => Sky,
        "gray" or "grey" => Gray,
        "ink" or "black" => Ink,
        ['#', _, _, _, _, _, _] hex when hex.AsSpan(1).IndexOfAnyExcept("0123456789abcdef") < 0 => new(hex),
        _ => throw Sentences.UnknownColor(text),
    };

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public override string ToString() => text ?? Blue.ToString();
}
