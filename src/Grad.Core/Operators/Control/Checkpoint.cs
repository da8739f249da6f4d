using System.Collections.Immutable;
using Grad.Products;
using Array = Grad.Interpreter.Array;

namespace Grad;

/// <summary>
/// A function whose intermediate values are not kept for the reverse pass but computed again there. Its derivatives are
/// checkpoints too: nothing of theirs is shared with the forward pass.
/// </summary>
public sealed class Checkpoint : Control
{
    internal Checkpoint(Function body, ReadOnlySpan<Expr> operands)
        : base(operands, [.. body.Results.Select(r => (r.Kind, r.Shape))]) => Body = body;

    /// <inheritdoc/>
    public override string Operator => "checkpoint";

    /// <summary>What is computed, of the captured values.</summary>
    public Function Body { get; }

    internal override object Attributes => Body;

    internal override IEnumerable<Function> Bodies => [Body];

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        Called(Pushforward.Of(Body, tangents), [.. Operands, .. tangents.ToArray().OfType<Expr>()]);

    internal override ImmutableArray<Expr?> Cotangents(Expr?[] cotangents, bool[] wanted) =>
        Called(Pullback.Of(Body, cotangents, wanted), [.. Operands, .. cotangents.OfType<Expr>()]);

    internal override ImmutableArray<Expr> BatchedResults(Examples x)
    {
        var all = new Checkpoint(BatchedFunction.Of(Body, Differing(x), x.Count), Arguments(x));
        return [.. Enumerable.Range(0, Results.Length).Select(all.ResultAt)];
    }

    internal override Routine<T> Routine<T>(CompilationOptions options, ProductBackend backend) =>
        new CallRoutine<T>(Body, options, "body");

    internal override Array[] Interpret(ReadOnlySpan<Array> operands, IReadOnlyDictionary<string, int> symbols) =>
        Interpreter.Evaluate(Body.Results.AsSpan(), new Bindings(Body.Parameters.Zip(operands.ToArray()), symbols));

    /// <summary>The results of a function; those that are zero are left out.</summary>
    private static ImmutableArray<Expr?> Called(Function function, ReadOnlySpan<Expr> operands)
    {
        int count = function.Results.Length;
        int[] kept = [.. Enumerable.Range(0, count).Where(r => function.Results[r] is not Literal { Value: 0 })];
        return kept.Length == 0 ? [.. new Expr?[count]] : Spread(new Checkpoint(function.Only(kept), operands), kept, count);
    }
}

public static partial class Functions
{
    /// <summary>
    /// body(x), whose intermediate values the reverse pass computes again instead of keeping them: less memory, for about one
    /// more evaluation. x is kept, and whatever else of the surroundings the body reads.
    /// </summary>
    /// <param name="x">What the body is computed from.</param>
    /// <param name="body">An expression of x and of the surroundings.</param>
    public static Expr Checkpoint(Expr x, Func<Expr, Expr> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Checkpoint([x], inside => [body(inside[0])])[0];
    }

    /// <summary>The checkpoint of a function of several expressions with several results.</summary>
    /// <param name="x">What the body is computed from.</param>
    /// <param name="body">Expressions of x and of the surroundings.</param>
    public static ImmutableArray<Expr> Checkpoint(
        ReadOnlySpan<Expr> x, Func<ImmutableArray<Expr>, ImmutableArray<Expr>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ImmutableArray<Variable> parameters = [.. x.ToArray().Select((v, i) => Function.ParameterFor(v, $"x{i + 1}"))];
        long before = Expr.LastSerial;
        var results = body([.. parameters]);
        if (results.IsEmpty) return [];
        int[] order = Control.RealFirst([.. results.Select(r => r.Kind)]);
        var (closed, captured) = Function.Close([.. parameters], [.. order.Select(i => results[i])], before);
        var function = new Function([.. parameters, .. captured.Select(c => c.Parameter)], closed);
        var checkpoint = new Checkpoint(function, [.. x, .. captured.Select(c => c.Value)]);
        return [.. Control.Spread(checkpoint, order, order.Length).OfType<Expr>()];
    }
}
