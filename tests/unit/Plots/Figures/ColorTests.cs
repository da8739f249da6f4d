using System.Globalization;
using System.Text.RegularExpressions;
using Grad.Plots;

namespace Grad.Tests.Unit.Plots.Figures;

public class ColorTests
{
    // Machado, Oliveira and Fernandes (2009), severity 1, for linear sRGB.
    private static readonly double[][] Normal = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

    private static readonly double[][] Protanopia =
    [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ];

    private static readonly double[][] Deuteranopia =
    [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ];

    // The page's script has each colour's twin for a dark page beside it.
    private static Color[] DarkPalette =>
    [
        .. Color.Palette.Select(color => Color.Parse(
            Regex.Match(Page.Resource("plots.js"), $"\"{color}\": \"(#[0-9a-f]{{6}})\"").Groups[1].Value)),
    ];

    [Fact]
    public void Each_palette_colour_stands_out_from_the_page()
    {
        Assert.All(Color.Palette, color => Assert.True(Contrast("#ffffff", color) >= 3));
        Assert.All(DarkPalette, color => Assert.True(Contrast(color, "#14181f") >= 3));
    }

    [Fact]
    public void Any_two_palette_colours_differ_under_common_deficiencies()
    {
        foreach (Color[] palette in new Color[][] { [.. Color.Palette], DarkPalette })
            foreach (double[][] eye in new[] { Normal, Protanopia, Deuteranopia })
                for (int i = 0; i < palette.Length; i++)
                    for (int j = 0; j < i; j++)
                        Assert.True(Distance(Seen(eye, palette[i]), Seen(eye, palette[j])) >= 24,
                            $"{palette[i]} and {palette[j]} are too close.");
    }

    [Theory]
    [InlineData("blue")]
    [InlineData("Grey")]
    [InlineData("#0A1b2C")]
    public void A_name_or_a_hexadecimal_number_is_a_colour(string text) =>
        Assert.Matches("^#[0-9a-f]{6}$", Color.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("red;")]
    public void Anything_else_is_none(string text) => Assert.Throws<ArgumentException>(() => Color.Parse(text));

    private static double Contrast(Color light, Color dark) =>
        (Luminance(Linear(light)) + 0.05) / (Luminance(Linear(dark)) + 0.05);

    private static double[] Linear(Color color) =>
    [
        .. from start in new[] { 1, 3, 5 }
           let v = int.Parse(color.ToString().AsSpan(start, 2), NumberStyles.HexNumber) / 255.0
           select v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4),
    ];

    private static double[] Seen(double[][] eye, Color color) =>
        [.. eye.Select(row => Math.Max(0, row.Zip(Linear(color), (a, b) => a * b).Sum()))];

    private static double Luminance(double[] c) => 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];

    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(Lab(a).Zip(Lab(b), (p, q) => (p - q) * (p - q)).Sum());

    // CIE 1976 L*a*b* with the white point D65.
    private static double[] Lab(double[] c)
    {
        double x = Cube((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505);
        double y = Cube(Luminance(c));
        double z = Cube((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double Cube(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;
}
