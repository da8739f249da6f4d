using System.Numerics;
using Grad.Numerics;
using Grad.Tests.Unit.Lanes;

namespace Grad.Tests.Unit.Operators;

/// <summary>Every operator keeps the ulps that it states, at every width, and its scalar meaning does.</summary>
public sealed class AccuracyTests
{
    public static TheoryData<string> Names => [.. AccuracyCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Float_is_within_the_stated_ulps(string name)
    {
        var operation = Named(name);
        var (x, y) = operation.Operands<float>();
        Check(operation, x, y, operation.Run<Lanes256<float>, float>(x, y));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Double_and_the_scalar_meaning_are_within_the_stated_ulps(string name)
    {
        var operation = Named(name);
        var (x, y) = operation.Operands<double>();
        double[] meaning = [.. x.Select((a, i) => operation.Body.Scalar(a, y[i]))];
        Check(operation, x, y, operation.Run<Lanes256<double>, double>(x, y), meaning);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_has_the_same_bits(string name)
    {
        SameBits<float>(Named(name));
        SameBits<double>(Named(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_in_is_NaN_out(string name)
    {
        var operation = Named(name);
        foreach (double other in LaneSamples.Special<double>())
        {
            Assert.True(double.IsNaN(operation.Body.Scalar(double.NaN, other)));
            Assert.True(float.IsNaN(operation.Run<Lanes256<float>, float>([float.NaN], [(float)other])[0]));
            if (operation.Arity == 1) continue;
            Assert.True(double.IsNaN(operation.Body.Scalar(other, double.NaN)), $"other = {other}");
            Assert.True(float.IsNaN(operation.Run<Lanes256<float>, float>([(float)other], [float.NaN])[0]));
        }
    }

    private static AccuracyCase Named(string name) => AccuracyCases.All.Single(c => c.Name == name);

    private static void Check<T>(AccuracyCase operation, T[] x, T[] y, params T[][] computed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var worst = operation.Worst(x, y, computed);
        Assert.True(worst.Ulps <= operation.Ulps,
            $"{operation}({worst.X:R}, {worst.Y:R}) = {worst.Value:R} is {worst.Ulps:F2} ulps off.");
    }

    private static void SameBits<T>(AccuracyCase operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, y) = operation.Operands<T>();
        T[] scalar = operation.Run<Lanes1<T>, T>(x, y);
        LaneSamples.AssertSameBits(x, scalar, operation.Run<Lanes128<T>, T>(x, y));
        LaneSamples.AssertSameBits(x, scalar, operation.Run<Lanes256<T>, T>(x, y));
        LaneSamples.AssertSameBits(x, scalar, operation.Run<Lanes512<T>, T>(x, y));
    }
}
