using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

using Linq = System.Linq.Expressions.Expression;

namespace Grad;

/// <summary>
/// Writes a scalar expression as a lambda, operands first and each node once. What is shared is repeated while the lambda
/// stays short, and gets a local name otherwise.
/// </summary>
internal sealed class LambdaWriter
{
    private const double LongestWithoutNames = 256;

    private readonly Dictionary<Expr, Linq> written = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expr> masked = new(ReferenceEqualityComparer.Instance);
    private readonly List<(ParameterExpression Name, Linq Value)> locals = [];
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)]
    private readonly Type number;

    private LambdaWriter([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type number) => this.number = number;

    /// <summary>The lambda of a scalar expression.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2090", Justification = "What invokes a delegate is never trimmed.")]
    public static Expression<TDelegate> Write<TDelegate>(Expr root, ReadOnlySpan<Variable> parameters) where TDelegate : Delegate
    {
        var invoke = typeof(TDelegate).GetMethod("Invoke")!;
        Type[] types = [.. invoke.GetParameters().Select(p => p.ParameterType), invoke.ReturnType];
        if (types.FirstOrDefault(t => t != typeof(double) && t != typeof(float)) is { } other)
            throw Errors.LambdaType(typeof(TDelegate), other);
        if (types.Length - 1 != parameters.Length)
            throw Errors.LambdaVariables(typeof(TDelegate), types.Length - 1, parameters.Length);
        if (root.Kind != Kind.Real) throw Errors.WrongKind("ToLambda", root, Kind.Real);

        var writer = new LambdaWriter(types.All(t => t == typeof(float)) ? typeof(float) : typeof(double));
        var names = new ParameterExpression[parameters.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Parameter(types[i], parameters[i].Name);
            writer.written[parameters[i]] = LambdaFunctions.Converted(names[i], writer.number);
        }
        var body = LambdaFunctions.Converted(writer.Body(root), invoke.ReturnType);
        return Lambda<TDelegate>(body, names);
    }

    private Linq Body(Expr root)
    {
        var order = Graph.TopologicalOrder(root);
        var shared = Shared(order);
        foreach (var node in order)
        {
            if (!node.Shape.IsScalar) throw Errors.LambdaShape(node);
            if (node is Grad.Where || node.Operands.Any(masked.Contains)) masked.Add(node);
            if (written.ContainsKey(node)) continue;
            var value = Write(node);
            written[node] = node is not Leaf && shared.Contains(node) ? Named(value) : value;
        }
        return locals.Count == 0
            ? written[root]
            : Block(locals.Select(l => l.Name), [.. locals.Select(l => Assign(l.Name, l.Value)), written[root]]);
    }

    private ParameterExpression Named(Linq value)
    {
        var name = Variable(value.Type, $"t{locals.Count + 1}");
        locals.Add((name, value));
        return name;
    }

    /// <summary>The nodes that get a name: those that are used twice, when repeating them would make the lambda long.</summary>
    private static HashSet<Expr> Shared(IReadOnlyList<Expr> order)
    {
        var sizes = new Dictionary<Expr, double>(ReferenceEqualityComparer.Instance);
        var (seen, twice) = (new HashSet<Expr>(ReferenceEqualityComparer.Instance),
            new HashSet<Expr>(ReferenceEqualityComparer.Instance));
        foreach (var node in order)
        {
            sizes[node] = 1 + node.Operands.Sum(o => sizes[o]);
            foreach (var operand in node.Operands)
                if (!seen.Add(operand)) twice.Add(operand);
        }
        return sizes[order[^1]] <= LongestWithoutNames ? [] : twice;
    }

    private Linq Write(Expr node)
    {
        var x = node.Operands.Select(o => written[o]).ToArray();
        return node switch
        {
            Variable v => throw Errors.LambdaUnknown(v),
            Literal { Kind: Kind.Boolean } l => Linq.Constant(l.Value != 0),
            Literal l => Number(l.Value),
            Add => Add(x[0], x[1]),
            Subtract => Subtract(x[0], x[1]),
            Multiply => Multiply(x[0], x[1]),
            Divide => Divide(x[0], x[1]),
            Fmod => Modulo(x[0], x[1]),
            Negate => Negate(x[0]),
            Reciprocal => Divide(Number(1), x[0]),
            Rsqrt(var a) => Divide(Number(1), Write(new Sqrt(a))),
            Square => x[0] is ParameterExpression ? Multiply(x[0], x[0]) : Power(x[0], 2),
            PowInteger p => Power(x[0], p.Exponent),
            StrongMultiply s => Strong(s, s.Operands[0], s.Operands[1]),
            Clamp(var a, var low, var high) => Write(new Minimum(Given(new Maximum(a, low)), high)),
            Where => Condition(x[0], x[1], x[2]),
            Less => LessThan(x[0], x[1]),
            LessOrEqual => LessThanOrEqual(x[0], x[1]),
            Equal => Equal(x[0], x[1]),
            NotEqual => NotEqual(x[0], x[1]),
            And => AndAlso(x[0], x[1]),
            Or => OrElse(x[0], x[1]),
            Not => Not(x[0]),
            IsNaN or IsFinite => Call(number.GetMethod(node.GetType().Name, [number])!, x),
            StopGradient => x[0],
            Elementwise e => LambdaFunctions.Write(e, x, number) ?? throw Errors.LambdaOperator(node),
            _ => throw Errors.LambdaOperator(node),
        };
    }

    /// <summary>A node made here, with its meaning.</summary>
    private Expr Given(Expr node)
    {
        written[node] = Write(node);
        return node;
    }

    // (c ? z : 0)⊛p = c ? z⊛p : 0, so that the condition that made the zero is what is read. Without a condition in z a
    // lambda multiplies as anyone would write it.
    private Linq Strong(StrongMultiply node, Expr z, Expr p) => (z, p) switch
    {
        (Literal { Value: 0 }, _) => Number(0),
        _ when !masked.Contains(z) && !(node.StrongInBoth && masked.Contains(p)) => Multiply(written[z], written[p]),
        (Where(var c, var a, Literal { Value: 0 } zero), _) => Condition(written[c], Strong(node, a, p), written[zero]),
        (Where(var c, Literal { Value: 0 } zero, var b), _) => Condition(written[c], written[zero], Strong(node, b, p)),
        _ => Condition(IsZero(node, z, p), Number(0), Multiply(written[z], written[p])),
    };

    private Linq IsZero(StrongMultiply node, Expr z, Expr p)
    {
        Linq zero = Equal(written[z], Number(0));
        return node.StrongInBoth ? OrElse(zero, Equal(written[p], Number(0))) : zero;
    }

    private Linq Power(Linq x, int exponent) => exponent == -1 ? Divide(Number(1), x) : Call(
        (number == typeof(float) ? typeof(MathF) : typeof(Math)).GetMethod("Pow", [number, number])!, x, Number(exponent));

    private ConstantExpression Number(double value) =>
        number == typeof(float) ? Linq.Constant((float)value) : Linq.Constant(value);
}
