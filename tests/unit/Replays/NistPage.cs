using System.Globalization;
using System.Text;

namespace Grad.Tests.Unit.Replays;

/// <summary>How many certified digits are reached, as a page: <c>docs/nist.md</c>.</summary>
internal sealed class NistPage
{
    private readonly StringBuilder text = new(
        """
        # NIST's reference fits

        The Statistical Reference Datasets of NIST (www.itl.nist.gov/div898/strd) give data, models and results certified to
        eleven digits. The tables count the digits that Grad agrees to, −log₁₀ of the relative error of the parameter or standard
        error that agrees least, rounded down; 10 is 10 or more. Made by a test, which fails where the page is out of date: do not
        edit.

        ## Nonlinear regression

        Every problem from both of NIST's starts, by `LeastSquares` with the defaults: exact Jacobians, nothing tuned to a
        problem. What the hard ones need: BoxBOD a first trust region no larger than its start (from 100 times that, as is
        common, the first step leaves for a plateau); Bennett5, MGH09, MGH10, MGH17 a scaled trust region and patience in a
        curved valley; Lanczos1–3 an orthogonal factorisation, since JᵀJ loses half of the digits; all of them the last whole
        Gauss–Newton steps, since Σ r² is flat to rounding where the parameters still have only eight digits. Iterations are
        counted up to the next power of two.

        | problem | difficulty | digits from start 1 | start 2 | digits of standard errors | iterations from start 1 | start 2 |
        |---|---|--:|--:|--:|--:|--:|

        """);

    public string Write()
    {
        foreach (var problem in NistProblem.Nonlinear())
        {
            Optimum[] fits = [.. problem.Starts.Select(problem.Fit)];
            Row([
                problem.Name, problem.Difficulty, .. fits.Select(f => Count(problem.Digits(f))),
                Count(fits.Min(problem.ErrorDigits)), .. fits.Select(Iterations)]);
        }
        text.Append(
            """

            ## Linear regression

            `LeastSquares` sees that the Jacobian does not depend on the parameters, and solves in one step from zeros, by QR with
            a refinement in twice the precision. Filip's polynomial of degree 10 is limited by the rounding of the powers of x.

            | problem | digits | digits of standard errors |
            |---|--:|--:|

            """);
        foreach (var problem in NistProblem.Linear())
        {
            var fit = problem.Fit(problem.Starts[0]);
            Assert.Equal((OptimizationMethod.LinearLeastSquares, 1), (fit.Method, fit.Iterations));
            Row([problem.Name, Count(problem.Digits(fit)), Count(problem.ErrorDigits(fit))]);
        }
        text.Append(
            """

            ## Univariate summaries

            `Mean`, `StandardDeviation` and the lag-1 autocorrelation Σ (xᵢ − x̄)·(xᵢ₊₁ − x̄) / Σ (xᵢ − x̄)², compiled in `double`.

            | data | mean | standard deviation | autocorrelation |
            |---|--:|--:|--:|

            """);
        foreach (var (name, digits) in NistSummaries.All()) Row([name, .. digits.Select(Count)]);
        return text.ToString();
    }

    private void Row(string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    // To a power of two, and digits to ten, so that another machine's last bits do not change the page.
    private static string Iterations(Optimum fit) =>
        $"≤ {System.Numerics.BitOperations.RoundUpToPowerOf2((uint)fit.Iterations).ToString(CultureInfo.InvariantCulture)}";

    private static string Count(double digits) =>
        double.IsNaN(digits) ? "exact data" : Math.Min(10, Math.Floor(digits)).ToString(CultureInfo.InvariantCulture);
}
