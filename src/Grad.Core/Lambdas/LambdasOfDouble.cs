using System.Collections.Immutable;
using System.Linq.Expressions;

namespace Grad;

/// <content>
/// The same for functions of <see cref="double"/> written in place: from a lambda alone the language finds no type argument.
/// </content>
public static partial class Functions
{
    /// <inheritdoc cref="Differentiate{TDelegate}(Expression{TDelegate}, int)"/>
    public static Expression<Func<double, double>> Differentiate(Expression<Func<double, double>> f, int argument = 0) =>
        Differentiate<Func<double, double>>(f, argument);

    /// <inheritdoc cref="Differentiate{TDelegate}(Expression{TDelegate}, int)"/>
    public static Expression<Func<double, double, double>> Differentiate(
        Expression<Func<double, double, double>> f, int argument = 0) =>
        Differentiate<Func<double, double, double>>(f, argument);

    /// <inheritdoc cref="Differentiate{TDelegate}(Expression{TDelegate}, int)"/>
    public static Expression<Func<double, double, double, double>> Differentiate(
        Expression<Func<double, double, double, double>> f, int argument = 0) =>
        Differentiate<Func<double, double, double, double>>(f, argument);

    /// <inheritdoc cref="Differentiate{TDelegate}(Expression{TDelegate}, int)"/>
    public static Expression<Func<double, double, double, double, double>> Differentiate(
        Expression<Func<double, double, double, double, double>> f, int argument = 0) =>
        Differentiate<Func<double, double, double, double, double>>(f, argument);

    /// <inheritdoc cref="PartialDerivatives{TDelegate}(Expression{TDelegate})"/>
    public static ImmutableArray<Expression<Func<double, double, double>>> PartialDerivatives(
        Expression<Func<double, double, double>> f) =>
        PartialDerivatives<Func<double, double, double>>(f);

    /// <inheritdoc cref="PartialDerivatives{TDelegate}(Expression{TDelegate})"/>
    public static ImmutableArray<Expression<Func<double, double, double, double>>> PartialDerivatives(
        Expression<Func<double, double, double, double>> f) =>
        PartialDerivatives<Func<double, double, double, double>>(f);

    /// <inheritdoc cref="PartialDerivatives{TDelegate}(Expression{TDelegate})"/>
    public static ImmutableArray<Expression<Func<double, double, double, double, double>>> PartialDerivatives(
        Expression<Func<double, double, double, double, double>> f) =>
        PartialDerivatives<Func<double, double, double, double, double>>(f);

    /// <inheritdoc cref="Read{TDelegate}(Expression{TDelegate}, ReadOnlySpan{Expr})"/>
    public static Expr Read(Expression<Func<double, double>> f, params ReadOnlySpan<Expr> arguments) =>
        LambdaReader.Read(f, arguments);

    /// <inheritdoc cref="Read{TDelegate}(Expression{TDelegate}, ReadOnlySpan{Expr})"/>
    public static Expr Read(Expression<Func<double, double, double>> f, params ReadOnlySpan<Expr> arguments) =>
        LambdaReader.Read(f, arguments);

    /// <inheritdoc cref="Read{TDelegate}(Expression{TDelegate}, ReadOnlySpan{Expr})"/>
    public static Expr Read(Expression<Func<double, double, double, double>> f, params ReadOnlySpan<Expr> arguments) =>
        LambdaReader.Read(f, arguments);

    /// <inheritdoc cref="Read{TDelegate}(Expression{TDelegate}, ReadOnlySpan{Expr})"/>
    public static Expr Read(Expression<Func<double, double, double, double, double>> f, params ReadOnlySpan<Expr> arguments) =>
        LambdaReader.Read(f, arguments);
}
