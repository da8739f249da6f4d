namespace Grad;

/// <summary>
/// A bound on how fast a value grows with the variables, found once for each node: the degree of a polynomial that
/// bounds it. A literal and a bounded function have degree 0, a variable 1, a product the sum of its factors' degrees; a
/// function with a pole or of exponential growth is unbounded. A value of low degree is finite for variables of ordinary
/// size (|x| ≤ 10⁴ gives at most 10³² in degree 8, which <see cref="float"/> holds), so that multiplying it by an exact
/// zero gives zero and needs no guard.
/// </summary>
internal static class Growth
{
    public const int Bounded = 0;
    public const int Linear = 1;

    /// <summary>The largest degree that counts as finite.</summary>
    public const int Finite = 8;

    public const int Unbounded = 1000;

    public static int Product(int a, int b) => Math.Min(a + b, Unbounded);

    public static int Largest(ReadOnlySpan<Expr> operands)
    {
        int degree = 0;
        foreach (var operand in operands) degree = Math.Max(degree, operand.Degree);
        return degree;
    }
}
