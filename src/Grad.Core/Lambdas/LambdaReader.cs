using System.Globalization;
using System.Linq.Expressions;

namespace Grad;

/// <summary>
/// Reads a lambda's body as mathematics: what contains an argument becomes an expression of the argument's value, everything
/// else is computed now and becomes a number, captured variables too.
/// </summary>
internal sealed class LambdaReader
{
    private readonly Dictionary<ParameterExpression, Expr> known = [];
    private readonly HashSet<Expression> dependent;

    private LambdaReader(LambdaExpression lambda, ReadOnlySpan<Expr> arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            var parameter = lambda.Parameters[i];
            if (!IsReal(parameter.Type)) throw Errors.LambdaParameter(parameter);
            known[parameter] = arguments[i];
        }
        dependent = DependentNodes.Of(lambda.Body);
    }

    /// <summary>The body with expressions in place of the parameters.</summary>
    public static Expr Read(LambdaExpression lambda, ReadOnlySpan<Expr> arguments)
    {
        if (arguments.Length != lambda.Parameters.Count)
            throw Errors.LambdaArguments(lambda, lambda.Parameters.Count, arguments.Length);
        return new LambdaReader(lambda, arguments).Read(lambda.Body);
    }

    private Expr Read(Expression node)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!dependent.Contains(node)) return Number(node);
        return node switch
        {
            ParameterExpression p => known[p],
            UnaryExpression u => Unary(u),
            BinaryExpression b => Binary(b),
            ConditionalExpression c => Functions.Where(Read(c.Test), Read(c.IfTrue), Read(c.IfFalse)),
            MethodCallExpression { Object: null } m when LambdaFunctions.Read(m.Method) is { } function
                => function([.. m.Arguments.Select(Read)]),
            BlockExpression b => Block(b),
            MethodCallExpression m => throw Errors.LambdaCall(m),
            _ => throw Errors.LambdaNode(node),
        };
    }

    private Expr Unary(UnaryExpression u) => u.NodeType switch
    {
        ExpressionType.Negate when IsNumber(u.Type) => -Read(u.Operand),
        ExpressionType.UnaryPlus when IsNumber(u.Type) => Read(u.Operand),
        ExpressionType.Not when u.Type == typeof(bool) => !Read(u.Operand),
        // To a whole number: what is behind the point is cut off.
        ExpressionType.Convert when IsWhole(u.Type) && IsReal(u.Operand.Type) => Functions.Truncate(Read(u.Operand)),
        ExpressionType.Convert when IsNumber(u.Type) && IsNumber(u.Operand.Type) => Read(u.Operand),
        _ => throw Errors.LambdaNode(u),
    };

    private Expr Binary(BinaryExpression b)
    {
        bool numbers = IsNumber(b.Left.Type) && IsNumber(b.Right.Type), conditions = b.Left.Type == typeof(bool);
        if (!numbers && !conditions) throw Errors.LambdaNode(b);
        var (x, y) = (Read(b.Left), Read(b.Right));
        return b.NodeType switch
        {
            ExpressionType.Add when numbers => x + y,
            ExpressionType.Subtract when numbers => x - y,
            ExpressionType.Multiply when numbers => x * y,
            ExpressionType.Divide when IsReal(b.Type) => x / y,
            ExpressionType.Modulo when IsReal(b.Type) => Functions.Fmod(x, y),
            ExpressionType.LessThan when numbers => x < y,
            ExpressionType.LessThanOrEqual when numbers => x <= y,
            ExpressionType.GreaterThan when numbers => x > y,
            ExpressionType.GreaterThanOrEqual when numbers => x >= y,
            ExpressionType.Equal when numbers => Functions.Equal(x, y),
            ExpressionType.NotEqual when numbers => Functions.NotEqual(x, y),
            ExpressionType.AndAlso or ExpressionType.And when conditions => x & y,
            ExpressionType.OrElse or ExpressionType.Or when conditions => x | y,
            ExpressionType.Equal when conditions => (x & y) | !(x | y),
            ExpressionType.NotEqual or ExpressionType.ExclusiveOr when conditions => (x | y) & !(x & y),
            _ => throw Errors.LambdaNode(b),
        };
    }

    /// <summary>A body with names for what occurs more than once, as the writer makes it.</summary>
    private Expr Block(BlockExpression block)
    {
        foreach (var node in block.Expressions.SkipLast(1))
        {
            if (node is not BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression name } named)
                throw Errors.LambdaNode(node);
            known[name] = Read(named.Right);
        }
        return Read(block.Result);
    }

    private static Literal Number(Expression node)
    {
        object? value = node is ConstantExpression constant
            ? constant.Value
            : Expression.Lambda<Func<object>>(Expression.Convert(node, typeof(object))).Compile(preferInterpretation: true)();
        return value switch
        {
            bool condition => new(condition ? 1 : 0, Shape.Scalar, Kind.Boolean),
            IConvertible number and not string => new(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => throw Errors.LambdaNode(node),
        };
    }

    private static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    // Whole numbers behave like real ones, but for their division.
    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long);

    private static bool IsNumber(Type type) => IsReal(type) || IsWhole(type);

    /// <summary>Finds the nodes that contain a parameter.</summary>
    private sealed class DependentNodes : ExpressionVisitor
    {
        private readonly HashSet<Expression> nodes = [];
        private bool found;

        public static HashSet<Expression> Of(Expression body)
        {
            var visitor = new DependentNodes();
            visitor.Visit(body);
            return visitor.nodes;
        }

        public override Expression? Visit(Expression? node)
        {
            if (node is null) return null;
            (bool before, found) = (found, node is ParameterExpression);
            base.Visit(node);
            if (found) nodes.Add(node);
            found |= before;
            return node;
        }
    }
}
