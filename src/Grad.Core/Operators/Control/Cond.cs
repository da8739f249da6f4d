using System.Collections.Immutable;
using Grad.Products;
using Array = Grad.Interpreter.Array;

namespace Grad;

/// <summary>
/// One of two functions of the same captured values, chosen by a scalar condition; the other is not run. The derivative
/// chooses likewise.
/// </summary>
public sealed class Cond : Control
{
    internal Cond(Expr condition, Function then, Function otherwise, ReadOnlySpan<Expr> captured)
        : base([condition, .. captured], [.. then.Results.Select(r => (r.Kind, r.Shape))]) =>
        (Then, Otherwise) = (then, otherwise);

    /// <inheritdoc/>
    public override string Operator => "cond";

    /// <summary>What is computed where the condition holds, of the captured values.</summary>
    public Function Then { get; }

    /// <summary>What is computed where it does not, of the same values.</summary>
    public Function Otherwise { get; }

    internal override object Attributes => (Then, Otherwise);

    internal override IEnumerable<Function> Bodies => [Then, Otherwise];

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        var calls = new[] { Pushforward.Of(Then, tangents[1..]), Pushforward.Of(Otherwise, tangents[1..]) };
        return Both(calls[0], calls[1], [.. Operands[1..], .. tangents[1..].ToArray().OfType<Expr>()]);
    }

    internal override ImmutableArray<Expr?> Cotangents(Expr?[] cotangents, bool[] wanted)
    {
        var then = Pullback.Of(Then, cotangents, wanted.AsSpan(1));
        var otherwise = Pullback.Of(Otherwise, cotangents, wanted.AsSpan(1));
        return [null, .. Both(then, otherwise, [.. Operands[1..], .. cotangents.OfType<Expr>()])];
    }

    /// <summary>One choice for all examples, or a choice between both branches for each.</summary>
    internal override ImmutableArray<Expr> BatchedResults(Examples x)
    {
        bool[] differs = Differing(x, 1);
        var arguments = Arguments(x, 1);
        Function then = BatchedFunction.Of(Then, differs, x.Count), otherwise = BatchedFunction.Of(Otherwise, differs, x.Count);
        if (x.IsShared(0))
        {
            var all = new Cond(Operands[0], then, otherwise, arguments);
            return [.. Enumerable.Range(0, Results.Length).Select(all.ResultAt)];
        }
        return [.. then.Inline(arguments).Zip(otherwise.Inline(arguments), (a, b) => (Expr)new Where(
            new Broadcast(x[0], a.Shape, Axes.Of([.. Axes.All(a.Rank).Skip(1)])), a, b))];
    }

    internal override Routine<T> Routine<T>(CompilationOptions options, ProductBackend backend) =>
        new CondRoutine<T>(this, options);

    internal override Array[] Interpret(ReadOnlySpan<Array> operands, IReadOnlyDictionary<string, int> symbols)
    {
        var chosen = operands[0].Numbers[0] != 0 ? Then : Otherwise;
        return Interpreter.Evaluate(
            chosen.Results.AsSpan(), new Bindings(chosen.Parameters.Zip(operands[1..].ToArray()), symbols));
    }

    /// <summary>The choice between two functions; a result that is zero in both is left out.</summary>
    private ImmutableArray<Expr?> Both(Function then, Function otherwise, ReadOnlySpan<Expr> operands)
    {
        int count = then.Results.Length;
        int[] kept = [.. Enumerable.Range(0, count).Where(
            r => then.Results[r] is not Literal { Value: 0 } || otherwise.Results[r] is not Literal { Value: 0 })];
        if (kept.Length == 0) return [.. new Expr?[count]];
        return Spread(new Cond(Operands[0], then.Only(kept), otherwise.Only(kept), operands), kept, count);
    }
}

public static partial class Functions
{
    /// <summary>
    /// then() where the condition holds, otherwise() where it does not; only one of them is computed. For a condition for each
    /// element there is <see cref="Where(Expr, Expr, Expr)"/>.
    /// </summary>
    /// <param name="condition">A scalar condition.</param>
    /// <param name="then">An expression of the surroundings.</param>
    /// <param name="otherwise">Another of the same shape and kind.</param>
    /// <exception cref="ArgumentException">The condition is no scalar condition; the shapes or kinds differ.</exception>
    public static Expr Cond(Expr condition, Func<Expr> then, Func<Expr> otherwise)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(otherwise);
        return Cond(condition, () => [then()], () => [otherwise()])[0];
    }

    /// <summary>The choice between several results and as many others.</summary>
    /// <param name="condition">A scalar condition.</param>
    /// <param name="then">Expressions of the surroundings.</param>
    /// <param name="otherwise">As many others of the same shapes and kinds.</param>
    /// <exception cref="ArgumentException">The condition is no scalar condition; number, shapes or kinds differ.</exception>
    public static ImmutableArray<Expr> Cond(
        Expr condition, Func<ImmutableArray<Expr>> then, Func<ImmutableArray<Expr>> otherwise)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(otherwise);
        if (condition.Kind != Kind.Boolean || !condition.Shape.IsScalar) throw Errors.CondCondition(condition);
        long before = Expr.LastSerial;
        var (a, b) = (then(), otherwise());
        if (a.Length != b.Length) throw Errors.CondResults(a.Length, b.Length);
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] is Literal x && b[i].Kind == Kind.Real) a = a.SetItem(i, x.WithShape(b[i].Shape));
            if (b[i] is Literal y && a[i].Kind == Kind.Real) b = b.SetItem(i, y.WithShape(a[i].Shape));
            if (a[i].Shape != b[i].Shape || a[i].Kind != b[i].Kind) throw Errors.CondBranches(a[i], b[i]);
        }
        int[] order = Control.RealFirst([.. a.Select(x => x.Kind)]);
        var (closed, captured) = Function.Close([], [.. order.Select(i => a[i]), .. order.Select(i => b[i])], before);
        ImmutableArray<Variable> parameters = [.. captured.Select(c => c.Parameter)];
        var cond = new Cond(
            condition,
            new(parameters, closed[..a.Length]),
            new(parameters, closed[a.Length..]),
            [.. captured.Select(c => c.Value)]);
        return [.. Control.Spread(cond, order, order.Length).OfType<Expr>()];
    }
}
