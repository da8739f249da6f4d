using static Grad.Functions;

namespace Grad.Tests.Unit.Simplification;

/// <summary>The checker of passes that rewrite finds each fault.</summary>
public class RewriteInvariantsTests
{
    private readonly Variable x = new("x", ["n"], Kind.Real, new("Program.cs", 1));
    private readonly Variable y = new("y", ["n"], Kind.Real, new("Program.cs", 2));

    [Fact]
    public void Simplifying_passes() => RewriteInvariants.Check([x + x], [Simplify(x + x)]);

    [Fact]
    public void Another_shape_is_found() => Assert.Equal(
        "Rewriting: sin(x) had shape [n], and Σ x has [].", Fault(Sin(x), Sum(x)));

    [Fact]
    public void Another_kind_is_found() => Assert.Equal(
        "Rewriting: sin(x) was Real, and x < y is Boolean.", Fault(Sin(x), x < y));

    [Fact]
    public void A_new_variable_is_found() => Assert.Equal(
        "Rewriting: the variable 'y' [n] (Program.cs:2) was not there before.", Fault(Sin(x), Sin(y)));

    [Fact]
    public void A_lost_root_is_found() => Assert.Equal(
        "Rewriting: the number of roots was 1 and is 0.",
        Assert.Throws<InvalidOperationException>(() => RewriteInvariants.Check([x], [])).Message);

    private static string Fault(Expr before, Expr after) =>
        Assert.Throws<InvalidOperationException>(() => RewriteInvariants.Check([before], [after])).Message;
}
