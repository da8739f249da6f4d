using Grad;
using Grad.Plots;
using static Grad.Functions;

namespace Notebook;

internal static class FromScratch
{
    public static void Run(NotebookPage page)
    {
        LinearRegression(page);
        CubicFit(page);
    }

    private static void LinearRegression(NotebookPage page)
    {
        page.Text("Linear regression with raw expressions: the data follow y = 3x + 2 with some noise.");
        double[] inputs = Data.Uniform(1, 100, 0, 10), noise = Data.Normal(2, 100);
        double[] targets = [.. inputs.Zip(noise, (x, e) => (3 * x) + 2 + (0.5 * e))];

        Variable X = Variable("X", ["n", 1]), t = Variable("t", ["n", 1]), w = Variable("w"), b = Variable("b");
        var prediction = (w * X) + b;
        var loss = Mean(Square(prediction - t));
        var (dw, db) = Gradients(loss, w, b);
        page.Formula("∂loss/∂w", dw);
        page.Formula("∂loss/∂b", db);

        var step = Compile<float>(
            inputs: [X, t], outputs: [loss], updates: [(w, w - (0.01 * dw)), (b, b - (0.01 * db))]);
        var start = Data.Normal(3, 2);
        var session = step.Bind((X, Data.Column(inputs)), (t, Data.Column(targets)), (w, start[0]), (b, start[1]));
        for (int epoch = 0; epoch < 1000; epoch++)
        {
            session.Run();
            if (epoch % 100 == 0)
                page.Print($"Epoch {epoch}: Loss = {session.Scalar(loss):F4}, w = {session.Scalar(w):F2}, b = {session.Scalar(b):F2}");
        }
        page.Print("Target: w=3, b=2");
        page.Result("Learned", $"w={session.Scalar(w):F2}, b={session.Scalar(b):F2}");
        double[] line = [.. inputs.Select(x => (session.Scalar(w) * x) + session.Scalar(b))];
        page.Figure("linear_regression", Figure.Fit(inputs, targets, line).WithTitle("Linear regression from scratch"));
    }

    private static void CubicFit(NotebookPage page)
    {
        page.Text("A cubic polynomial fitted to sin(x) by gradient descent, with coefficients named by hand.");
        double[] inputs = Data.Linspace(-Math.PI, Math.PI, 2000);
        double[] targets = [.. inputs.Select(Math.Sin)];

        Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]);
        Variable a = Variable("a"), b = Variable("b"), c = Variable("c"), d = Variable("d");
        var prediction = a + (b * x) + (c * Pow(x, 2)) + (d * Pow(x, 3));
        var loss = Sum(Square(prediction - y));
        var (da, db, dc, dd) = Gradients(loss, a, b, c, d);
        page.Formula("∂loss/∂d", dd);

        var step = Compile<float>(
            inputs: [x, y],
            outputs: [loss],
            updates: [(a, a - (1e-6 * da)), (b, b - (1e-6 * db)), (c, c - (1e-6 * dc)), (d, d - (1e-6 * dd))]);
        var start = Data.Normal(4, 4);
        var session = step.Bind((x, inputs), (y, targets), (a, start[0]), (b, start[1]), (c, start[2]), (d, start[3]));
        session.Repeat(5000);
        double[] k = [session.Scalar(a), session.Scalar(b), session.Scalar(c), session.Scalar(d)];
        page.Result("Loss after 5000 steps", $"{session.Scalar(loss):F4}");
        page.Result("sin(x) ≈", $"{k[0]:F4}{Term(k[1], "x")}{Term(k[2], "x²")}{Term(k[3], "x³")}");
        double[] fitted = [.. inputs.Select(v => k[0] + (v * (k[1] + (v * (k[2] + (v * k[3]))))))];
        page.Figure(
            "nonlinear_approximation",
            Figure.Lines(inputs, ("sin(x)", targets), ("cubic fit", fitted))
                .WithTitle("A cubic polynomial fitted to sin(x)").WithAxisTitles("x", "y"));
    }

    private static string Term(double coefficient, string power) =>
        FormattableString.Invariant($" {(coefficient < 0 ? '−' : '+')} {Math.Abs(coefficient):F4}·{power}");
}
