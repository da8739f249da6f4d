using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// A function of several arguments whose derivative is the user's: ẏ or the x̄ᵢ as expressions of the arguments and the
/// value. The other pass is its transpose. When it runs, it is part of its surroundings.
/// </summary>
public sealed class CustomRule : Expr
{
    private readonly Function value;
    private readonly Jvp? jvp;
    private readonly Vjp? vjp;

    internal CustomRule(Function value, Jvp? jvp, Vjp? vjp, ReadOnlySpan<Expr> arguments)
        : base(Kind.Real, value.Results[0].Shape, arguments) => (this.value, this.jvp, this.vjp) = (value, jvp, vjp);

    internal delegate Expr Jvp(ImmutableArray<Expr> x, Expr y, ImmutableArray<Expr> xDot);

    internal delegate ImmutableArray<Expr> Vjp(ImmutableArray<Expr> x, Expr y, Expr yBar);

    /// <inheritdoc/>
    public override string Operator => "custom";

    internal override object Attributes => (value, jvp, vjp);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override Expr Expansion => value.Inline(Operands.AsSpan())[0];

    /// <summary>The value and the rule for all examples: the rule is asked for one, and what it says is batched.</summary>
    internal override Expr Batched(Examples x)
    {
        var all = BatchedFunction.Of(value, [.. Operands.Select(_ => true)], x.Count);
        ImmutableArray<Variable> one = [.. Operands.Select((o, k) => Function.ParameterFor(o, $"x{k + 1}"))];
        var y = Like("y", this);
        Jvp? pushed = jvp is null ? null : (a, yAll, dots) =>
        {
            ImmutableArray<Variable> dot = [.. one.Select(v => Like("ẋ", v))];
            return Batching.Of([Tangent([.. one], y, [.. dot])], [.. one.Zip(a, Pair), (y, yAll), .. dot.Zip(dots, Pair)], x.Count)[0];
        };
        Vjp? pulled = vjp is null ? null : (a, yAll, barAll) =>
        {
            var bar = Like("ȳ", this);
            return Batching.Of(Cotangents([.. one], y, bar).AsSpan(), [.. one.Zip(a, Pair), (y, yAll), (bar, barAll)], x.Count);
        };
        return new CustomRule(all, pushed, pulled, x.All);

        static Variable Like(string name, Expr like) => new(name, like.Shape, Kind.Real, default, Grad.Growth.Unbounded);

        static (Expr, Expr) Pair(Variable a, Expr b) => (a, b);
    }

    internal override Expr? PushForward(ReadOnlySpan<Expr?> tangents)
    {
        if (jvp is not null)
            return Tangent(Operands, this, [.. tangents.ToArray().Select((t, i) => t ?? new Literal(0, Operands[i].Shape))]);
        // ẏ = Σ ⟨x̄ᵢ, ẋᵢ⟩ transposed in ȳ, which the x̄ᵢ are linear in.
        var bar = new Variable("ȳ", Shape, Kind.Real, default, Grad.Growth.Unbounded);
        var shares = Cotangents(Operands, this, bar);
        var moving = Enumerable.Range(0, tangents.Length).ToArray();
        var given = tangents.ToArray();
        moving = [.. moving.Where(i => given[i] is not null)];
        return RequireLinear(bar, Reverse.Vjp([.. moving.Select(i => shares[i])], [.. moving.Select(i => given[i]!)], [bar])[0]);
    }

    internal override Expr? PullBack(Expr cotangent, int operand)
    {
        if (vjp is not null) return Cotangents(Operands, this, cotangent)[operand];
        Variable[] dots = [.. Operands.Select(x => new Variable("ẋ", x.Shape, Kind.Real, default, Grad.Growth.Unbounded))];
        return RequireLinear(dots[operand], Reverse.Vjp([Tangent(Operands, this, [.. dots])], [cotangent], [dots[operand]])[0]);
    }

    private Expr Tangent(ImmutableArray<Expr> x, Expr y, ImmutableArray<Expr> dots)
    {
        var tangent = jvp!(x, y, dots);
        if (tangent is Literal number) tangent = number.WithShape(Shape);
        return tangent.Shape == Shape ? tangent : throw Errors.CustomShape("jvp", this, tangent);
    }

    private ImmutableArray<Expr> Cotangents(ImmutableArray<Expr> x, Expr y, Expr bar)
    {
        var shares = vjp!(x, y, bar);
        if (shares.Length != Operands.Length) throw Errors.CustomCount(Operands.Length, shares.Length);
        return [.. shares.Zip(Operands, (share, of) =>
        {
            if (share is Literal number) share = number.WithShape(of.Shape);
            return share.Shape == of.Shape ? share : throw Errors.CustomShape("vjp", of, share);
        })];
    }

    private static Expr RequireLinear(Variable input, Expr transposed) =>
        Graph.Variables(transposed).Contains(input) ? throw Errors.CustomNotLinear() : transposed;
}

public static partial class Functions
{
    /// <summary>value(x) with a tangent of one's own: ẏ = jvp(x, y, ẋ). The reverse pass transposes it.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="value">y, an expression of x alone.</param>
    /// <param name="jvp">ẏ from x, y and ẋ, linear in ẋ; it may be differentiated again.</param>
    /// <exception cref="ArgumentException">The value depends on more than x; a shape is wrong; jvp is not linear.</exception>
    public static Expr CustomJvp(Expr x, Func<Expr, Expr> value, Func<Expr, Expr, Expr, Expr> jvp)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(jvp);
        return CustomJvp([x], a => value(a[0]), (a, y, dots) => jvp(a[0], y, dots[0]));
    }

    /// <summary>value(x₁, …, xₖ) with a tangent of one's own: ẏ = jvp(x, y, ẋ).</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="value">y, an expression of the arguments alone.</param>
    /// <param name="jvp">ẏ from the arguments, y and the ẋᵢ, linear in these.</param>
    /// <exception cref="ArgumentException">The value depends on more; a shape is wrong; jvp is not linear.</exception>
    public static Expr CustomJvp(
        ReadOnlySpan<Expr> x,
        Func<ImmutableArray<Expr>, Expr> value,
        Func<ImmutableArray<Expr>, Expr, ImmutableArray<Expr>, Expr> jvp)
    {
        ArgumentNullException.ThrowIfNull(jvp);
        return new CustomRule(ClosedValue(x, value), new(jvp), null, x);
    }

    /// <summary>value(x) with a cotangent of one's own: x̄ = vjp(x, y, ȳ). The forward pass transposes it.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="value">y, an expression of x alone.</param>
    /// <param name="vjp">x̄ from x, y and ȳ, linear in ȳ; it may be differentiated again.</param>
    /// <exception cref="ArgumentException">The value depends on more than x; a shape is wrong; vjp is not linear.</exception>
    public static Expr CustomVjp(Expr x, Func<Expr, Expr> value, Func<Expr, Expr, Expr, Expr> vjp)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(vjp);
        return CustomVjp([x], a => value(a[0]), (a, y, bar) => [vjp(a[0], y, bar)]);
    }

    /// <summary>value(x₁, …, xₖ) with cotangents of one's own: x̄ = vjp(x, y, ȳ).</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="value">y, an expression of the arguments alone.</param>
    /// <param name="vjp">The x̄ᵢ from the arguments, y and ȳ, linear in ȳ.</param>
    /// <exception cref="ArgumentException">The value depends on more; a shape is wrong; vjp is not linear.</exception>
    public static Expr CustomVjp(
        ReadOnlySpan<Expr> x,
        Func<ImmutableArray<Expr>, Expr> value,
        Func<ImmutableArray<Expr>, Expr, Expr, ImmutableArray<Expr>> vjp)
    {
        ArgumentNullException.ThrowIfNull(vjp);
        return new CustomRule(ClosedValue(x, value), null, new(vjp), x);
    }

    private static Function ClosedValue(ReadOnlySpan<Expr> x, Func<ImmutableArray<Expr>, Expr> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ImmutableArray<Variable> parameters = [.. x.ToArray().Select((a, i) => Function.ParameterFor(a, $"x{i + 1}"))];
        var result = value([.. parameters]);
        if (result.Kind != Kind.Real) throw Errors.CustomKind(result);
        foreach (var variable in Graph.Variables(result))
            if (!parameters.Contains(variable)) throw Errors.CustomCaptures(variable);
        return new(parameters, [result]);
    }
}
