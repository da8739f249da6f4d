using System.Runtime.CompilerServices;

namespace Grad.Tests.Unit.Replays;

/// <summary>NIST's Statistical Reference Datasets, held to their certified digits.</summary>
public class NistTests
{
    [Fact]
    public void Every_nonlinear_fit_agrees_to_nine_digits_from_both_starts()
    {
        foreach (var problem in NistProblem.Nonlinear())
        {
            foreach (double[] start in problem.Starts)
            {
                var fit = problem.Fit(start);
                Assert.True(fit.Converged && problem.Digits(fit) >= 9, $"{problem.Name}: {problem.Digits(fit)} digits. {fit}");
            }
        }
    }

    [Fact]
    public void Every_linear_fit_is_solved_in_one_step()
    {
        foreach (var problem in NistProblem.Linear())
        {
            var fit = problem.Fit(problem.Starts[0]);
            Assert.Equal(StopReason.Solved, fit.Reason);
            double digits = problem.Digits(fit);
            Assert.True(digits >= (problem.Name == "Filip" ? 7 : 10), $"{problem.Name}: {digits} digits");
        }
    }

    [Fact]
    public void The_page_is_up_to_date()
    {
        string path = InRepository("docs/nist.md"), expected = new NistPage().Write();
        if (Environment.GetEnvironmentVariable("GRAD_WRITE_DOCS") is { Length: > 0 }) File.WriteAllText(path, expected);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == expected.ReplaceLineEndings("\n"),
            "docs/nist.md is out of date. Run this test with the environment variable GRAD_WRITE_DOCS=1 to write it anew.");
    }

    private static string InRepository(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path));
}
