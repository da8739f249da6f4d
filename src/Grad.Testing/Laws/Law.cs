using CsCheck;

namespace Grad.Testing;

/// <summary>
/// Something that is true of every expression at every point where rounding lets it be decided:
/// <c>Laws.HessianIsSymmetric.Require(loss, (w, weights), (x, inputs));</c>
/// </summary>
/// <param name="name">The law as a sentence.</param>
/// <param name="check">Whether it holds in a case.</param>
public sealed class Law(string name, Func<Case, Verdict> check)
{
    /// <summary>The law as a sentence.</summary>
    public string Name { get; } = name;

    /// <summary>The same law on the gradients of a case.</summary>
    public Law OnGradients => new($"{Name}, on gradients", c => check(c.Differentiated()));

    /// <summary>Whether the law holds in a case; an exception on the way breaks it.</summary>
    public Verdict Check(Case c)
    {
        try
        {
            return check(c);
        }
        catch (ArithmeticException e) when (e is not (OverflowException or DivideByZeroException))
        {
            // A matrix that is singular, or not definite, has no factors: there is nothing to compare. An overflow of
            // whole numbers is nobody's verdict but a mistake.
            return Verdict.Undecided(e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Verdict.Broken($"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Requires the law of one expression at one point.</summary>
    /// <param name="expression">The expression, real and of any shape.</param>
    /// <param name="at">A value for each variable that it depends on.</param>
    /// <exception cref="LawException">The law is broken, or cannot be decided there.</exception>
    public void Require(Expr expression, params ReadOnlySpan<(Variable Variable, Value Value)> at)
    {
        var c = Case.Of(expression, at);
        // What is wrong with the bindings is the caller's, and no law's.
        Interpreter.Evaluate([expression], new Bindings(at));
        if (Check(c) is { Outcome: not Outcome.Holds } verdict) throw new LawException(this, c, verdict);
    }

    /// <summary>
    /// Requires the law of random cases. A case that breaks it is made as small as possible first; cases that cannot be
    /// decided are counted, and more than a fifth of them is an error. The cases are the same in every run
    /// (<see cref="RepeatableSampling"/>).
    /// </summary>
    /// <param name="cases">Where the cases come from: <see cref="ExpressionGen"/>, or a generator of one's own.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed that a failure named, to see it again.</param>
    /// <returns>How many cases were tried and how many could not be decided, with the reasons.</returns>
    /// <exception cref="CsCheckException">
    /// A case breaks the law; the exception names the seed and holds a <see cref="LawException"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">More than a fifth of the cases could not be decided.</exception>
    public SampleReport Sample(Gen<Case> cases, int count, string? seed = null)
    {
        var report = new SampleReport(Name);
        cases.SampleRepeatably(c =>
        {
            var verdict = Check(c);
            report.Count(verdict);
            if (verdict.Outcome != Outcome.Broken) return;
            var smallest = Shrinking.Smallest(c, s => Check(s).Outcome == Outcome.Broken);
            throw new LawException(this, smallest, Check(smallest));
        }, count, seed, c => $"{c.Size} operators, {c.Outputs.Length} outputs");
        return report.RejectsFew ? report : throw new InvalidOperationException(report.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A law that does not hold, with the case.</summary>
public sealed class LawException : Exception
{
    internal LawException(Law law, Case c, Verdict verdict) : base(
        $"{law.Name}: {(verdict.Outcome == Outcome.Broken ? "broken" : "cannot be decided here")}, " +
        $"{verdict.Reason}\n{c}") => (Law, Case, Verdict) = (law, c, verdict);

    /// <summary>The law.</summary>
    public Law Law { get; }

    /// <summary>The case, as small as it could be made.</summary>
    public Case Case { get; }

    /// <summary>What differs, or what stands in the way.</summary>
    public Verdict Verdict { get; }
}
