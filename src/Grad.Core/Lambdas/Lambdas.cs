using System.Collections.Immutable;
using System.Linq.Expressions;

namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// ∂f/∂xᵢ as a lambda, C# that can be read, compiled or differentiated again:
    /// <c>Differentiate(x =&gt; Math.Sin(x))</c> is <c>x =&gt; Math.Cos(x)</c>.
    /// </summary>
    /// <typeparam name="TDelegate">A function of <see cref="double"/> or <see cref="float"/> numbers to such a number.</typeparam>
    /// <param name="f">The function; see <see cref="Read{TDelegate}(Expression{TDelegate}, ReadOnlySpan{Expr})"/> for what it may contain.</param>
    /// <param name="argument">Which argument it is differentiated by, from 0.</param>
    /// <exception cref="ArgumentException">There is no such argument, or the function cannot be read as mathematics.</exception>
    public static Expression<TDelegate> Differentiate<TDelegate>(Expression<TDelegate> f, int argument = 0)
        where TDelegate : Delegate
    {
        if (argument < 0 || argument >= f.Parameters.Count) throw Errors.LambdaArgument(f, argument);
        return PartialDerivatives(f)[argument];
    }

    /// <summary>Every ∂f/∂xᵢ as a lambda of the same arguments, in their order.</summary>
    /// <typeparam name="TDelegate">A function of <see cref="double"/> or <see cref="float"/> numbers to such a number.</typeparam>
    /// <param name="f">The function; see <see cref="Read{TDelegate}(Expression{TDelegate}, ReadOnlySpan{Expr})"/> for what it may contain.</param>
    /// <exception cref="ArgumentException">The function cannot be read as mathematics.</exception>
    public static ImmutableArray<Expression<TDelegate>> PartialDerivatives<TDelegate>(Expression<TDelegate> f)
        where TDelegate : Delegate
    {
        Variable[] x = [.. f.Parameters.Select((p, i) => Variable(p.Name ?? $"x{i + 1}"))];
        var gradients = Gradients(Read(f, [.. x]), x);
        return [.. Simplifier.Simplify(gradients.AsSpan()).Select(g => g.ToLambda<TDelegate>(x))];
    }

    /// <summary>
    /// A lambda as an expression of the arguments given, which may be arrays: then it acts on each element. It may contain
    /// arithmetic, comparisons, <c>? :</c>, conversions between numbers, the functions of <see cref="Math"/> and
    /// <see cref="MathF"/> and <c>Scalar</c> of Grad's operators. What contains no argument becomes a number now, with the
    /// present values of captured variables.
    /// </summary>
    /// <typeparam name="TDelegate">A function of <see cref="double"/> or <see cref="float"/> numbers to such a number.</typeparam>
    /// <param name="f">The function.</param>
    /// <param name="arguments">An expression for each of its parameters.</param>
    /// <exception cref="ArgumentException">It cannot be read as mathematics, or takes another number of arguments.</exception>
    public static Expr Read<TDelegate>(Expression<TDelegate> f, params ReadOnlySpan<Expr> arguments)
        where TDelegate : Delegate => LambdaReader.Read(f, arguments);
}

/// <summary>Expressions as lambdas, and lambdas as text.</summary>
public static class Lambdas
{
    /// <summary>
    /// A scalar expression as a lambda: <c>(x * Sin(x)).ToLambda&lt;Func&lt;double, double&gt;&gt;(x)</c>. Operators that
    /// <see cref="Math"/> does not have are calls of their <c>Scalar</c>. Where all of its types are <see cref="float"/> it
    /// computes in <see cref="float"/>, otherwise in <see cref="double"/>.
    /// </summary>
    /// <typeparam name="TDelegate">A function of <see cref="double"/> or <see cref="float"/> numbers to such a number.</typeparam>
    /// <param name="expression">The expression; nothing in it may be an array.</param>
    /// <param name="parameters">The variables that become the parameters, in order.</param>
    /// <exception cref="ArgumentException">
    /// Something in it is an array or is no operator on numbers, it depends on another variable, or the type does not fit.
    /// </exception>
    public static Expression<TDelegate> ToLambda<TDelegate>(this Expr expression, params ReadOnlySpan<Variable> parameters)
        where TDelegate : Delegate => LambdaWriter.Write<TDelegate>(expression, parameters);

    /// <summary>The lambda as C#: <c>x =&gt; Math.Cos(x)</c>.</summary>
    /// <param name="lambda">The lambda.</param>
    public static string ToCSharp(this LambdaExpression lambda) => LambdaText.Of(lambda);
}
