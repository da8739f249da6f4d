using System.Globalization;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>ADBench's Gaussian mixtures: objectives and gradients of the reference to 1e-10.</summary>
public class GaussianMixtureTests
{
    [Theory]
    [InlineData("gmm_test")]
    [InlineData("gmm_d2_K5")]
    [InlineData("gmm_d2_K10")]
    [InlineData("gmm_d2_K25")]
    [InlineData("gmm_d2_K50")]
    [InlineData("gmm_d10_K5")]
    [InlineData("gmm_d10_K10")]
    [InlineData("gmm_d10_K25")]
    [InlineData("gmm_d10_K50")]
    [InlineData("gmm_d20_K5")]
    [InlineData("gmm_d20_K25")]
    public void Objective_and_gradient_are_those_of_the_reference(string name)
    {
        var known = SharedData.Read($"adbench/reference/{name}.json");
        var numbers = new Queue<double>(SharedData.Lines($"adbench/gmm/{name}.txt").SelectMany(l => l.Split(
            [' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Select(t => double.Parse(t, CultureInfo.InvariantCulture)));
        double[] Next(int count) => [.. Enumerable.Range(0, count).Select(_ => numbers.Dequeue())];
        int d = (int)numbers.Dequeue(), k = (int)numbers.Dequeue(), n = (int)numbers.Dequeue(), triangle = d * (d + 1) / 2;
        var (weights, means, factors, points) = (Next(k), Next(k * d), Next(k * triangle), Next(n * d));
        var mixture = new GaussianMixture(d, k, numbers.Dequeue(), (int)numbers.Dequeue());

        var gradients = Gradients(mixture.Objective, mixture.Weights, mixture.Means, mixture.Factors);
        (Variable, Value)[] at =
        [
            (mixture.Points, Value.Of(points, n, d)),
            (mixture.Weights, weights),
            (mixture.Means, Value.Of(means, k, d)),
            (mixture.Factors, Value.Of(factors, k, triangle)),
        ];
        var session = Compile<double>(
            [mixture.Points, mixture.Weights, mixture.Means, mixture.Factors], [mixture.Objective, .. gradients]).Bind(at);
        session.Run();

        Reference.Near([known.GetProperty("objective").GetDouble()], [session.Scalar(mixture.Objective)]);
        string[] fields = ["grad_alphas", "grad_means", "grad_icf"];
        for (int i = 0; i < fields.Length; i++)
            Reference.Near(Flat(known.GetProperty(fields[i])), session.Read(gradients[i]).ToArray());

        // The interpreter takes its time.
        if (n * k * d * d > 20_000) return;
        Reference.Near([known.GetProperty("objective").GetDouble()], [mixture.Objective.Evaluate(at)]);
        for (int i = 0; i < fields.Length; i++)
            Reference.Near(Flat(known.GetProperty(fields[i])), gradients[i].EvaluateTensor(at).ToArray());
    }

    private static double[] Flat(System.Text.Json.JsonElement element) =>
        element.ValueKind == System.Text.Json.JsonValueKind.Array
            ? [.. element.EnumerateArray().SelectMany(Flat)] : [element.GetDouble()];
}
