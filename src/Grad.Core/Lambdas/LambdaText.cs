using System.Globalization;
using System.Linq.Expressions;

namespace Grad;

/// <summary>Writes a lambda as C#, with as few parentheses as C# needs.</summary>
internal static class LambdaText
{
    private const int Choice = 1, Either = 2, Both = 3, Equality = 4, Order = 5, Sum = 6, Product = 7, Sign = 8, Atom = 9;

    public static string Of(LambdaExpression lambda)
    {
        string names = string.Join(", ", lambda.Parameters.Select(p => p.Name));
        return $"{(lambda.Parameters.Count == 1 ? names : $"({names})")} => {Of(lambda.Body)}";
    }

    public static string Of(Expression node) => Write(node).Text;

    private static Part Write(Expression node)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return node switch
        {
            ParameterExpression p => new(p.Name ?? "_", Atom),
            ConstantExpression { Value: { } value } => Number(value),
            BinaryExpression { NodeType: ExpressionType.ArrayIndex } b => new($"{Within(b.Left, Atom)}[{Of(b.Right)}]", Atom),
            BinaryExpression b when Infix(b.NodeType) is var (sign, precedence) => new(
                $"{Within(b.Left, precedence)} {sign} {Within(b.Right, precedence + (Associative(b) ? 0 : 1))}", precedence),
            UnaryExpression { NodeType: ExpressionType.Negate or ExpressionType.Not } u => new(
                $"{(u.NodeType == ExpressionType.Not ? "!" : "-")}{Within(u.Operand, Sign + (Negative(u.Operand) ? 1 : 0))}", Sign),
            UnaryExpression { NodeType: ExpressionType.Convert } u => new($"({Name(u.Type)}){Within(u.Operand, Sign)}", Sign),
            ConditionalExpression c => new(
                $"{Within(c.Test, Choice + 1)} ? {Of(c.IfTrue)} : {Of(c.IfFalse)}", Choice),
            MemberExpression { Expression: null } m => new($"{Name(m.Member.DeclaringType!)}.{m.Member.Name}", Atom),
            MemberExpression { Expression: ConstantExpression } m => new(m.Member.Name, Atom),
            MethodCallExpression m => new($"{Target(m)}.{m.Method.Name}({string.Join(", ", m.Arguments.Select(Of))})", Atom),
            InvocationExpression i => new($"{Within(i.Expression, Atom)}({string.Join(", ", i.Arguments.Select(Of))})", Atom),
            BlockExpression b => new($"{{ {string.Concat(b.Expressions.Select((e, i) => Statement(b, e, i)))}}}", Atom),
            _ => new(node.ToString(), Atom),
        };
    }

    private static string Statement(BlockExpression block, Expression node, int index) =>
        index == block.Expressions.Count - 1 ? $"return {Of(node)}; "
        : node is BinaryExpression { NodeType: ExpressionType.Assign } a ? $"var {Of(a.Left)} = {Of(a.Right)}; "
        : $"{Of(node)}; ";

    private static string Within(Expression node, int precedence) =>
        Write(node) is var part && part.Precedence < precedence ? $"({part.Text})" : part.Text;

    private static (string Sign, int Precedence)? Infix(ExpressionType type) => type switch
    {
        ExpressionType.Add => ("+", Sum),
        ExpressionType.Subtract => ("-", Sum),
        ExpressionType.Multiply => ("*", Product),
        ExpressionType.Divide => ("/", Product),
        ExpressionType.Modulo => ("%", Product),
        ExpressionType.LessThan => ("<", Order),
        ExpressionType.LessThanOrEqual => ("<=", Order),
        ExpressionType.GreaterThan => (">", Order),
        ExpressionType.GreaterThanOrEqual => (">=", Order),
        ExpressionType.Equal => ("==", Equality),
        ExpressionType.NotEqual => ("!=", Equality),
        ExpressionType.AndAlso => ("&&", Both),
        ExpressionType.OrElse => ("||", Either),
        _ => null,
    };

    // a + (b + c) differs from (a + b) + c by rounding: only conditions may lose their parentheses on the right.
    private static bool Associative(BinaryExpression b) => b.NodeType is ExpressionType.AndAlso or ExpressionType.OrElse;

    /// <summary>Whether a minus sign before it would read as a decrement.</summary>
    private static bool Negative(Expression node) =>
        node is UnaryExpression { NodeType: ExpressionType.Negate } || (node is ConstantExpression && Of(node)[0] == '-');

    private static string Target(MethodCallExpression m) =>
        m.Object is null ? Name(LambdaFunctions.OperatorOf(m.Method) ?? m.Method.DeclaringType!) : Within(m.Object, Atom);

    private static string Name(Type type) =>
        type == typeof(double) ? "double" : type == typeof(float) ? "float" : type == typeof(int) ? "int"
        : type == typeof(long) ? "long" : type.Name;

    private static Part Number(object value)
    {
        string text = value switch
        {
            Math.PI => "Math.PI",
            Math.E => "Math.E",
            double d when double.IsNaN(d) || double.IsInfinity(d) => $"double.{Special(d)}",
            float f when float.IsNaN(f) || float.IsInfinity(f) => $"float.{Special(f)}",
            float f when f != MathF.Floor(f) => f.ToString("R", CultureInfo.InvariantCulture) + "f",
            bool b => b ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return new(text, text.StartsWith('-') ? Sign : Atom);
    }

    private static string Special(double x) => double.IsNaN(x) ? "NaN" : x > 0 ? "PositiveInfinity" : "NegativeInfinity";

    private readonly record struct Part(string Text, int Precedence);
}
