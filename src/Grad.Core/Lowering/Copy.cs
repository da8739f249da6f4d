using System.Reflection;
using Grad.Numerics;

namespace Grad;

/// <summary>The identity: gives what is only a view a buffer of its own. The lowering makes it; no user does.</summary>
internal sealed class Copy : Elementwise
{
    private static readonly MethodInfo Open =
        typeof(Copy).GetMethod(nameof(Same), BindingFlags.Static | BindingFlags.NonPublic)!;

    public Copy(Expr x, bool rounds = false) : base(x.Kind, x) => Rounds = rounds;

    /// <summary>Whether a number computed in <see cref="double"/> becomes one of the program's element type.</summary>
    public bool Rounds { get; }

    public override string Operator => "copy";

    internal override Notation Written => Notation.Function("copy");

    internal override Facts Known => Facts.LinearGrowth | Facts.Idempotent;

    internal override double UlpsAllowed => 0;

    internal override double Scalar(ReadOnlySpan<double> x) => x[0];

    internal override double KinkDistance(ReadOnlySpan<double> x) => double.PositiveInfinity;

    internal override Expr? PullBack(Expr cotangent, int operand) => cotangent;

    internal override MethodInfo Lanes(Type lanes) => Open.MakeGenericMethod(lanes);

    private static V Same<V>(V x) where V : struct, ILanes<V> => x;
}
