using System.Numerics;
using System.Runtime.Intrinsics;
using Grad.Testing;
using Grad.Tests.Unit.Lanes;

namespace Grad.Tests.Unit.Writing;

/// <summary>Each operator's vector body, written as C#, gives the bits of the body itself, for usual numbers and for rare ones.</summary>
public class WrittenOperatorTests
{
    public static TheoryData<LaneWidth> Widths =>
    [
        LaneWidth.Scalar,
        .. Vector128.IsHardwareAccelerated ? [LaneWidth.Bits128] : Array.Empty<LaneWidth>(),
        .. Vector256.IsHardwareAccelerated ? [LaneWidth.Bits256] : Array.Empty<LaneWidth>(),
        .. Vector512.IsHardwareAccelerated ? [LaneWidth.Bits512] : Array.Empty<LaneWidth>(),
    ];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Operators_in_float_have_the_same_bits(LaneWidth width) => Same<float>(width);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Operators_in_double_have_the_same_bits(LaneWidth width) => Same<double>(width);

    private static void Same<T>(LaneWidth width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Variable x = Functions.Variable("x", ["n"]), y = Functions.Variable("y", ["n"]), z = Functions.Variable("z", ["n"]);
        Expr[] operators =
        [
            .. ElementwiseOperator.All.Where(o => o.OperandKind == Kind.Real)
                .Select(o => o.Build([.. new Expr[] { x, y, z }.Take(o.Domains.Count)])).Where(e => e is Elementwise),
        ];
        Assert.True(operators.Length > 50);
        var function = Functions.Compile<T>(
            [x, y, z], operators, options: new() { LaneWidth = width, Optimizations = Optimizations.All & ~Optimizations.Simplification });
        double[] samples = [.. LaneSamples.Of<T>().Take(3001).Select(double.CreateTruncating)];
        var random = new Random(5);
        (Variable Variable, double[] Numbers)[] data =
            [(x, samples), (y, [.. samples.OrderBy(_ => random.Next())]), (z, [.. samples.OrderBy(_ => random.Next())])];
        var session = function.Bind([.. data.Select(d => (d.Variable, (Value)d.Numbers))]);
        var program = WrittenProgram.Of(function.ToCSharp("Operators"), samples.Length);
        foreach (var (variable, numbers) in data) program.Write(variable.Name.ToUpperInvariant(), numbers);
        session.Run();
        program.Run();
        for (int i = 0; i < operators.Length; i++)
        {
            double[] expected = [.. session.Read(operators[i]).Select(double.CreateTruncating)], actual = program.Read($"Result{i + 1}");
            for (int k = 0; k < expected.Length; k++)
                Assert.True(expected[k].Equals(actual[k]), $"{operators[i]} at {samples[k]:R}: {expected[k]:R} but {actual[k]:R}");
        }
    }
}
