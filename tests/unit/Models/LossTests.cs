using Grad.Models;
using static Grad.Functions;

namespace Grad.Tests.Unit.Models;

/// <summary>Losses against numbers worked out by hand, at the edges too, and with data that do not fit.</summary>
public class LossTests
{
    private static readonly double Ln2 = Math.Log(2), Ln3 = Math.Log(3), Ln4 = Math.Log(4);

    // exp(0) : exp(ln 3) is 1 : 3
    private static readonly double[,] Logits = { { 0, Ln3 } };

    private static double Of(Loss loss, Value predictions, Value targets) =>
        loss.Of(Constant(predictions), Constant(targets)).Evaluate();

    [Fact]
    public void Differences_are_measured()
    {
        double[] p = [1, 5], t = [1.5, 2];
        Assert.Equal((0.25 + 9) / 2, Of(Loss.MeanSquaredError, p, t));
        Assert.Equal((0.5 + 3) / 2, Of(Loss.MeanAbsoluteError, p, t));
        Assert.Equal((0.125 + 2.5) / 2, Of(Loss.Huber(), p, t));
        Assert.Equal((0.125 + 4) / 2, Of(Loss.Huber(2), p, t));
        Assert.Equal((0.0625 + 2) / 2, Of(Loss.SmoothL1(2), p, t));
        Assert.Equal(1e200 - 0.5, Of(Loss.Huber(), 1e200, 0.0));
    }

    [Fact]
    public void Classes_cost_the_logarithm_of_their_share()
    {
        var loss = Loss.CrossEntropy();
        Assert.Equal(Ln4 - Ln3, Of(loss, Logits, new[] { 1 }), 1e-15);
        Assert.Equal(Ln4, Of(loss, Logits, new[] { 0 }), 1e-15);
        Assert.Equal(Ln4 - (Ln3 / 2), Of(loss, Logits, new[,] { { 0.5, 0.5 } }), 1e-15);
        var (smooth, uniform) = (Loss.CrossEntropy(0.1), Ln4 - (Ln3 / 2));
        Assert.Equal((0.9 * (Ln4 - Ln3)) + (0.1 * uniform), Of(smooth, Logits, new[] { 1 }), 1e-15);
        Assert.Equal((0.9 * Ln4) + (0.1 * uniform), Of(smooth, Logits, new[,] { { 1.0, 0 } }), 1e-15);
        Assert.Equal(2000, Of(loss, new double[,] { { -1000, 1000 } }, new[] { 0 }));
        Assert.Equal(2, Of(Loss.NegativeLogLikelihood, new double[,] { { -1, -3 }, { -1, -2 } }, new[] { 1, 0 }));
    }

    [Fact]
    public void Axes_behind_the_classes_are_averaged()
    {
        var p = Value.Of([0.0, 0, Ln3, Ln3], 1, 2, 2);
        Assert.Equal(Ln4 - (Ln3 / 2), Of(Loss.CrossEntropy(), p, new[,] { { 1, 0 } }), 1e-15);
    }

    [Fact]
    public void Two_classes_cost_the_logarithm_of_their_probability()
    {
        double[] quarters = [0.25, 0.25];
        Assert.Equal((Ln4 + Ln4 - Ln3) / 2, Of(Loss.BinaryCrossEntropy, quarters, new double[] { 1, 0 }), 1e-15);
        // 1 − p is 1, and yet the loss is not 0.
        Assert.Equal(1e-20, Of(Loss.BinaryCrossEntropy, 1e-20, 0.0), 1e-35);
        Assert.Equal((100 + 0) / 2.0, Of(Loss.BinaryCrossEntropy, new double[] { 0, 1 }, new double[] { 1, 1 }));
        Assert.Equal(Ln2, Of(Loss.BinaryCrossEntropyWithLogits, 0.0, 0.3), 1e-15);
        Assert.Equal(4.248354255291589e-18, Of(Loss.BinaryCrossEntropyWithLogits, 40.0, 1.0), 1e-32);
        Assert.Equal(1000, Of(Loss.BinaryCrossEntropyWithLogits, -1000.0, 1.0));
        Assert.Equal((0.75 + 0) / 2, Of(Loss.Hinge, new[] { 0.25, -2 }, new double[] { 1, -1 }));
    }

    [Fact]
    public void Distributions_are_compared()
    {
        var p = new[,] { { -Ln4, Ln3 - Ln4 } };
        Assert.Equal((Ln2 / 2) + ((Ln2 - Ln3) / 2), Of(Loss.KlDivergence, p, new[,] { { 0.5, 0.5 } }), 1e-15);
        Assert.Equal(Ln4, Of(Loss.KlDivergence, p, new[,] { { 1.0, 0 } }), 1e-15);
        Assert.Equal(2 - (3 * Ln2), Of(Loss.PoissonNll, Ln2, 3.0), 1e-15);
        Assert.Equal((Ln4 + 1) / 2, Of(Loss.GaussianNll, new[,] { { 1, Ln4 } }, new[,] { { 3.0 } }), 1e-15);
        Assert.Equal(0.04, Of(Loss.CosineSimilarity, new double[,] { { 3, 4 } }, new double[,] { { 4, 3 } }), 1e-15);
        Assert.Equal(1, Of(Loss.CosineSimilarity, new double[] { 0, 0 }, new double[] { 4, 3 }));
    }

    [Fact]
    public void Gradients_are_finite_where_the_target_says_nothing()
    {
        var p = Variable("p", [2]);
        var certain = Gradient(Loss.BinaryCrossEntropy.Of(p, Constant(new double[] { 0, 1 })), p);
        Assert.All(certain.EvaluateTensor((p, new double[] { 0, 1 })).ToArray(), g => Assert.InRange(g, -1e100, 1e100));
        var t = Variable("t", [2]);
        var divergence = Gradient(Loss.KlDivergence.Of(Constant(new double[] { -1, -2 }), t), t);
        Assert.All(
            divergence.EvaluateTensor((t, new double[] { 0, 1 })).ToArray(), g => Assert.InRange(g, -1e100, 1e100));
    }

    [Fact]
    public void The_gradient_of_cross_entropy_is_the_difference_of_the_distributions()
    {
        var z = Variable("z", [1, 2]);
        foreach (var target in new Value[] { new[] { 0 }, new[,] { { 1.0, 0 } } })
        {
            var gradient = Gradient(Loss.CrossEntropy().Of(z, Constant(target)), z);
            double[] numbers = gradient.EvaluateTensor((z, Logits)).ToArray();
            Assert.Equal([-0.75, 0.75], numbers, (a, b) => Math.Abs(a - b) < 1e-15);
        }
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        Variable p = Variable("p", ["n", 10]), flat = Variable("p", ["n"]);
        Refused(
            "CrossEntropy: the predictions have shape [n, 10] and the targets [n, 1]. Give whole numbers of shape " +
            "[n] that name " +
            "classes, or probabilities of shape [n, " +
            "10].", () => Loss.CrossEntropy().Of(p, IntegerVariable("t", ["n", 1])));
        Refused(
            "CrossEntropy: the predictions have shape [n]; they must be [n, classes], with the classes along the " +
            "second axis.",
            () => Loss.CrossEntropy().Of(flat, IntegerVariable("t", ["n"])));
        Refused(
            "NegativeLogLikelihood: the targets are real, and whole numbers that name classes are needed. Bind " +
            "integers, or declare the targets with IntegerVariable.",
            () => Loss.NegativeLogLikelihood.Of(p, flat));
        Refused(
            "GaussianNll: the predictions have shape [n, 10] and the targets [n, 10]. The predictions' last axis " +
            "must be twice as " +
            "long: means, then logarithms of variances.", () => Loss.GaussianNll.Of(p, p));
        Variable scalar = Variable("p"), t = Variable("t");
        Refused(
            "CosineSimilarity: the predictions are a single number. Give them a first axis that numbers the examples.",
            () => Loss.CosineSimilarity.Of(scalar, t));
        Refused(
            "KlDivergence: the predictions are a single number. Give them a first axis that numbers the examples.",
            () => Loss.KlDivergence.Of(scalar, t));
        Refused("Huber: the threshold is 0; it must be above 0.", () => Loss.Huber(0));
        Refused("CrossEntropy: the smoothing is 1.5; it must be from 0 to 1.", () => Loss.CrossEntropy(1.5));
    }

    private static void Refused(string sentence, Func<object> action) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(action).Message);
}
