using System.Reflection;
using static System.Linq.Expressions.Expression;

using Linq = System.Linq.Expressions.Expression;

namespace Grad;

/// <summary>
/// Which methods stand for which operators. Those of <see cref="Math"/> are listed; every other operator is its own
/// <c>Scalar</c>, a user's operator too: <c>Erf.Scalar(x)</c>.
/// </summary>
internal static class LambdaFunctions
{
    private const string Scalar = "Scalar";

    private static readonly Type[] Libraries = [typeof(Math), typeof(MathF), typeof(double), typeof(float)];

    private static readonly (string Name, Type Operator, Func<Expr, Expr> Build)[] OfOne =
    [
        ("Abs", typeof(Abs), Functions.Abs), ("Cbrt", typeof(Cbrt), Functions.Cbrt), ("Sqrt", typeof(Sqrt), Functions.Sqrt),
        ("Exp", typeof(Exp), Functions.Exp), ("Log", typeof(Log), Functions.Log), ("Log2", typeof(Log2), Functions.Log2),
        ("Log10", typeof(Log10), Functions.Log10), ("Sin", typeof(Sin), Functions.Sin), ("Cos", typeof(Cos), Functions.Cos),
        ("Tan", typeof(Tan), Functions.Tan), ("Asin", typeof(Asin), Functions.Asin), ("Acos", typeof(Acos), Functions.Acos),
        ("Atan", typeof(Atan), Functions.Atan), ("Sinh", typeof(Sinh), Functions.Sinh), ("Cosh", typeof(Cosh), Functions.Cosh),
        ("Tanh", typeof(Tanh), Functions.Tanh), ("Asinh", typeof(Asinh), Functions.Asinh),
        ("Acosh", typeof(Acosh), Functions.Acosh), ("Atanh", typeof(Atanh), Functions.Atanh),
        ("Floor", typeof(Floor), Functions.Floor), ("Ceiling", typeof(Ceiling), Functions.Ceiling),
        ("Round", typeof(Round), Functions.Round), ("Truncate", typeof(Truncate), Functions.Truncate),
    ];

    private static readonly (string Name, Type Operator, Func<Expr, Expr, Expr> Build)[] OfTwo =
    [
        ("Pow", typeof(Pow), Functions.Pow), ("Atan2", typeof(Atan2), Functions.Atan2),
        ("Max", typeof(Maximum), Functions.Maximum), ("Min", typeof(Minimum), Functions.Minimum),
        ("CopySign", typeof(CopySign), Functions.CopySign),
    ];

    private static readonly Dictionary<(string Name, int Arity), Func<Expr[], Expr>> Readers = Read();

    private static readonly Dictionary<Type, string> Names =
        OfOne.Select(f => (f.Operator, f.Name)).Concat(OfTwo.Select(f => (f.Operator, f.Name)))
            .ToDictionary(f => f.Operator, f => f.Name);

    /// <summary>The operator that a method stands for; <see langword="null"/> where there is none.</summary>
    public static Func<Expr[], Expr>? Read(MethodInfo method)
    {
        int arity = method.GetParameters().Length;
        if (Libraries.Contains(method.DeclaringType)) return Readers.GetValueOrDefault((method.Name, arity));
        if (method.Name != Scalar || OperatorOf(method) is not { } type) return null;
        var constructor = type.GetConstructors().Single(c => c.GetParameters().Length == arity);
        Expr Build(params object[] operands) => (Expr)constructor.Invoke(operands);
        if (arity == 1) return x => Build(x[0]);
        if (method.GetParameters()[1].ParameterType == typeof(int))
            return x => x[1] is Literal(var order) ? Build(x[0], (int)order) : throw Errors.LambdaOrder(type, x[1]);
        return x => Broadcasting.Apply(type.Name, x[0], x[1], (a, b) => Build(a, b));
    }

    /// <summary>The call that stands for an elementwise operator; <see langword="null"/> where there is none.</summary>
    /// <param name="node">The operator.</param>
    /// <param name="x">Its operands.</param>
    /// <param name="number">What the lambda computes in.</param>
    public static Linq? Write(Elementwise node, Linq[] x, Type number)
    {
        if (Names.TryGetValue(node.GetType(), out string? name))
        {
            var library = number == typeof(float) ? typeof(MathF) : typeof(Math);
            return Call(library.GetMethod(name, [.. x.Select(_ => number)])!, x);
        }
        Linq[] arguments = [.. x.Select(e => Converted(e, typeof(double)))];
        // A family of functions takes its order last.
        if (node is { Attributes: int order }) arguments = [.. arguments, Linq.Constant(order)];
        return node.Meaning is { } meaning ? Converted(Call(meaning.Method, arguments), number) : null;
    }

    /// <summary>A number as another type.</summary>
    public static Linq Converted(Linq x, Type type) => x.Type == type ? x : Convert(x, type);

    /// <summary>The operator whose meaning a method is; a family states it once for all its members.</summary>
    public static Type? OperatorOf(MethodInfo method) =>
        method.DeclaringType is not { } type || !type.IsSubclassOf(typeof(Elementwise)) ? null
        : type.IsGenericType ? type.GetGenericArguments()[0] : type;

    private static Dictionary<(string, int), Func<Expr[], Expr>> Read()
    {
        var readers = new Dictionary<(string, int), Func<Expr[], Expr>>
        {
            [("Log", 2)] = x => Functions.Log(x[0]) / Functions.Log(x[1]),
            [("Sign", 1)] = x => Functions.Sign(x[0]),
            [("Clamp", 3)] = x => Functions.Clamp(x[0], x[1], x[2]),
            [("FusedMultiplyAdd", 3)] = x => x[0] * x[1] + x[2],
            [("Exp2", 1)] = x => Functions.Exp2(x[0]),
            [("ExpM1", 1)] = x => Functions.Expm1(x[0]),
            [("LogP1", 1)] = x => Functions.Log1p(x[0]),
            [("Hypot", 2)] = x => Functions.Hypot(x[0], x[1]),
            [("IsNaN", 1)] = x => Functions.IsNaN(x[0]),
            [("IsFinite", 1)] = x => Functions.IsFinite(x[0]),
        };
        foreach (var (name, _, build) in OfOne) readers[(name, 1)] = x => build(x[0]);
        foreach (var (name, _, build) in OfTwo) readers[(name, 2)] = x => build(x[0], x[1]);
        return readers;
    }
}
