using System.Numerics.Tensors;
using Grad;
using Grad.Plots;
using static Grad.Functions;

namespace Notebook;

internal static class FromScratch
{
    public static void Run(NotebookPage page)
    {
        page.Cell(
            "Linear regression with nothing but expressions. The data follow `y = 3x + 2` with some noise. The loss " +
            "and both updates are compiled into one program, which runs once for each epoch.", LinearRegression);
        page.Cell(
            "A cubic polynomial learns sin(x) by gradient descent; its coefficients are named by hand.", CubicFit);
    }

    private static void LinearRegression(NotebookPage page)
    {
        var inputs = Data.Uniform(1, 100) * 10;
        var targets = 3 * inputs + 2 + 0.5 * Data.Normal(2, 100);
        double[] start = [.. Data.Normal(3, 2)];

        Variable X = Variable("X", ["n", 1]), t = Variable("t", ["n", 1]);
        Variable w = Variable("w"), b = Variable("b");
        var loss = Mean(Square(w * X + b - t));
        var (dw, db) = Gradients(loss, w, b);
        page.Formula("∂loss/∂w", dw);
        page.Formula("∂loss/∂b", db);
        page.Graph("linear_regression_graph", Figure.GradientGraph(
            loss, [w, b], (X, inputs), (t, targets), (w, start[0]), (b, start[1]))
            .WithTitle("The loss and its gradient where the training starts"));

        var step = Compile<float>([X, t], [loss], updates: [(w, w - 0.01 * dw), (b, b - 0.01 * db)]);
        var session = step.Bind((X, inputs), (t, targets), (w, start[0]), (b, start[1]));
        var losses = page.Every(100);
        for (int epoch = 0; epoch < 1000; epoch++)
        {
            session.Run();
            losses.Report(
                new(epoch, 1000, session.Scalar(loss)),
                ("w", session.Scalar(w)), ("b", session.Scalar(b)));
        }
        page.Result("Target", $"w = 3, b = 2");
        page.Result("Learned", $"w = {session.Scalar(w):F2}, b = {session.Scalar(b):F2}");

        var line = session.Scalar(w) * inputs + session.Scalar(b);
        page.Figure("linear_regression", Figure.Fit(inputs, targets, line)
            .WithTitle("Linear regression from scratch"));
    }

    private static void CubicFit(NotebookPage page)
    {
        var inputs = Data.Linspace(-Math.PI, Math.PI, 2000);
        var targets = Tensor.Sin<double>(inputs);
        double[] start = [.. Data.Normal(4, 4)];

        Variable x = Variable("x", ["n", 1]), y = Variable("y", ["n", 1]);
        Variable a = Variable("a"), b = Variable("b"), c = Variable("c"), d = Variable("d");
        var cubic = a + b * x + c * Pow(x, 2) + d * Pow(x, 3);
        var loss = Sum(Square(cubic - y));
        var (da, db, dc, dd) = Gradients(loss, a, b, c, d);
        page.Formula("∂loss/∂d", dd);

        var step = Compile<float>(
            [x, y], [loss],
            updates: [(a, a - 1e-6 * da), (b, b - 1e-6 * db), (c, c - 1e-6 * dc), (d, d - 1e-6 * dd)]);
        var session = step.Bind(
            (x, inputs), (y, targets), (a, start[0]), (b, start[1]), (c, start[2]), (d, start[3]));
        var losses = page.Every(1000);
        for (int epoch = 0; epoch < 5000; epoch++)
        {
            session.Run();
            losses.Report(
                new(epoch, 5000, session.Scalar(loss)),
                ("a", session.Scalar(a)), ("b", session.Scalar(b)),
                ("c", session.Scalar(c)), ("d", session.Scalar(d)));
        }
        double[] k = [session.Scalar(a), session.Scalar(b), session.Scalar(c), session.Scalar(d)];
        page.Result("Learned", $"a = {k[0]:F4}, b = {k[1]:F4}, c = {k[2]:F4}, d = {k[3]:F4}");
        page.Result("Final loss", $"{session.Scalar(loss):F4}");

        var fitted = cubic.EvaluateTensor((x, inputs), (a, k[0]), (b, k[1]), (c, k[2]), (d, k[3]));
        page.Figure("nonlinear_approximation", Figure
            .Lines(inputs, ("sin(x)", targets), ("cubic fit", fitted))
            .WithTitle("A cubic polynomial fitted to sin(x)").WithAxisTitles("x", "y"));
    }
}
