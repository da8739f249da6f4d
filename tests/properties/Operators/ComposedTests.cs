using Grad.Testing;

namespace Grad.Tests.Properties.Operators;

/// <summary>Functions made of operators: values and slopes, and that both keep their digits at the ends.</summary>
public sealed class ComposedTests
{
    private static readonly Variable X = Variable("x");

    /// <summary>Each function beside its definition as a textbook has it.</summary>
    private static readonly (string Name, Expr Value, Func<double, double> Definition, double Low, double High)[] All =
    [
        ("cube", Cube(X), x => x * x * x, -3, 3),
        ("fraction", Fraction(X), x => x - Math.Truncate(x), -3, 3),
        ("leakyrelu", LeakyRelu(X), x => x > 0 ? x : 0.01 * x, -3, 3),
        ("elu", Elu(X, 1.5), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1), -3, 3),
        ("selu", Selu(X), x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)), -3, 3),
        ("silu", Silu(X), x => x / (1 + Math.Exp(-x)), -4, 4),
        ("mish", Mish(X), x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))), -4, 4),
        ("gelu", Gelu(X), x => 0.5 * x * (1 + MathNet.Numerics.SpecialFunctions.Erf(x / Math.Sqrt(2))), -4, 4),
        ("gelu tanh", GeluTanh(X),
            x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))), -4, 4),
        ("hardtanh", HardTanh(X, -2, 1), x => Math.Clamp(x, -2, 1), -4, 4.1),
        ("hardsigmoid", HardSigmoid(X), x => Math.Clamp((x + 3) / 6, 0, 1), -5, 5),
        ("hardswish", HardSwish(X), x => x * Math.Clamp((x + 3) / 6, 0, 1), -5, 5),
        ("relu6", Relu6(X), x => Math.Clamp(x, 0, 6), -3, 9),
        ("softsign", Softsign(X), x => x / (1 + Math.Abs(x)), -3, 3),
        ("logit", Logit(X), x => Math.Log(x / (1 - x)), 0.02, 0.98),
        ("tanhshrink", TanhShrink(X), x => x - Math.Tanh(x), -3, 3),
        ("lerp", Lerp(2, X, 0.25), x => 1.5 + 0.25 * x, -3, 3),
        ("masked fill", MaskedFill(X, X < 0.5, 7), x => x < 0.5 ? 7 : x, -3, 3),
    ];

    public static TheoryData<string> Names => [.. All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_the_definition(string name)
    {
        var (_, value, definition, low, high) = All.Single(f => f.Name == name);
        for (int i = 0; i < 100; i++)
        {
            double x = low + (high - low) * (i + 0.5) / 100;
            Assert.Equal(definition(x), value.Evaluate((X, x)), 1e-12 * (1 + Math.Abs(definition(x))));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_is_the_slope(string name)
    {
        var (_, value, _, low, high) = All.Single(f => f.Name == name);
        var gradient = Gradient(value, X);
        int compared = 0;
        for (int i = 0; i < 100; i++)
        {
            double x = low + (high - low) * (i + 0.5) / 100;
            var (slope, error) = Differences.Slope(p => value.Evaluate((X, p)), x, 1e-3);
            if (!(error < 1e-8)) continue; // a kink
            compared++;
            Assert.Equal(slope, gradient.Evaluate((X, x)), 1e-7);
        }
        Assert.True(compared >= 90, $"{name}: {compared} of 100 points are smooth.");
    }

    [Theory]
    [InlineData(-3, 0)]
    [InlineData(3, 1)]
    public void HardSwish_takes_the_flatter_slope_at_a_kink(double x, double slope) =>
        Assert.Equal(slope, Gradient(HardSwish(X), X).Evaluate((X, x)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(6, 0)]
    [InlineData(3, 1)]
    public void Relu6_is_flat_at_its_kinks(double x, double slope) =>
        Assert.Equal(slope, Gradient(Relu6(X), X).Evaluate((X, x)));

    [Fact]
    public void LeakyRelu_takes_the_flatter_slope_at_zero() =>
        Assert.Equal(0.01, Gradient(LeakyRelu(X), X).Evaluate((X, 0.0)));

    [Fact]
    public void Elu_is_not_poisoned_by_the_branch_that_overflows() =>
        Assert.Equal(1, Gradient(Elu(X), X).Evaluate((X, 1000.0)));

    [Fact]
    public void Gates_keep_their_digits_far_to_the_left()
    {
        // To leading order x·eˣ, x·eˣ, and −φ(x).
        Close(-50 * Math.Exp(-50), Silu(X).Evaluate((X, -50.0)), 1e-14);
        Close(-50 * Math.Exp(-50), Mish(X).Evaluate((X, -50.0)), 1e-14);
        Close(-Math.Exp(-200) / Math.Sqrt(2 * Math.PI), Gelu(X).Evaluate((X, -20.0)), 3e-3);
        Assert.True(GeluTanh(X).Evaluate((X, -8.0)) < 0);
    }

    [Fact]
    public void Logit_keeps_its_digits_at_the_ends_and_in_the_middle()
    {
        Close(4e-12, Logit(0.5 + X).Evaluate((X, 1e-12)), 1e-4);
        Close(Math.Log(1e-300), Logit(X).Evaluate((X, 1e-300)), 1e-15);
        Close(-Math.Log(Math.Pow(2, -53)), Logit(X).Evaluate((X, 1 - Math.Pow(2, -53))), 1e-15);
    }

    [Fact]
    public void Softsign_keeps_its_slope_far_out() => Close(1e-16, Gradient(Softsign(X), X).Evaluate((X, 1e8)), 1e-7);

    [Fact]
    public void TanhShrink_keeps_its_digits_near_zero()
    {
        Close(1e-15 / 3, TanhShrink(X).Evaluate((X, 1e-5)), 1e-9);
        Close(1e-16, Gradient(TanhShrink(X), X).Evaluate((X, 1e-8)), 1e-14);
    }

    [Fact]
    public void Lerp_is_exact_at_both_ends()
    {
        Assert.Equal(1e-20, Lerp(1e20, X, 1).Evaluate((X, 1e-20)));
        Assert.Equal(1e20, Lerp(1e20, X, 0).Evaluate((X, 1e-20)));
    }

    private static void Close(double expected, double actual, double relative) =>
        Assert.Equal(expected, actual, relative * Math.Abs(expected));
}
