using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>NIST's univariate summaries: mean, standard deviation, lag-1 autocorrelation.</summary>
internal static class NistSummaries
{
    /// <summary>For each data set the digits that agree.</summary>
    public static IEnumerable<(string Name, double[] Digits)> All()
    {
        foreach (var problem in SharedData.Read("nist/univariate.json").EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            double[] data = SharedData.Numbers(problem.Value.GetProperty("data"));
            var x = Variable("x", [data.Length]);
            var centred = x - Mean(x);
            var (mean, deviation) = (Mean(x), StandardDeviation(x));
            var autocorrelation = Sum(centred[..^1] * centred[1..]) / Sum(Square(centred));
            var session = Compile<double>([x], [mean, deviation, autocorrelation]).Bind((x, data));
            session.Run();
            double Known(string name) => problem.Value.GetProperty(name).GetDouble();
            yield return (problem.Name,
            [
                NistProblem.Digits(session.Scalar(mean), Known("mean")),
                NistProblem.Digits(session.Scalar(deviation), Known("sd")),
                NistProblem.Digits(session.Scalar(autocorrelation), Known("lag1_autocorrelation")),
            ]);
        }
    }
}
