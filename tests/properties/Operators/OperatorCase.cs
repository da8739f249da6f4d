using System.Reflection;

namespace Grad.Tests.Properties.Operators;

/// <summary>An operator with what the laws need: how it is built from real scalars, and where they may lie.</summary>
internal sealed record OperatorCase(Type Type, string Name, Interval[] Domains, Func<Expr[], Expr> Build)
{
    /// <summary>Every operator of Grad.Core that states partials; a new class is found by itself.</summary>
    public static IReadOnlyList<OperatorCase> All { get; } =
    [
        .. Found(typeof(IUnary<>), nameof(OfUnary)),
        .. Found(typeof(IBinary<>), nameof(OfBinary)),
        .. Found(typeof(IOrdered<>), nameof(OfOrdered)),
        .. new[] { -2, 3, 4, 5 }.Select(n => new OperatorCase(
            typeof(PowInteger), $"pow {n}", [Interval.Real], x => new PowInteger(x[0], n))),
        new(typeof(Where), "where", [Interval.Real, Interval.Real, Interval.Real],
            x => new Where(Negative(x[0]), x[1], x[2])),
        new(typeof(Clamp), "clamp", [Interval.Real, Interval.Real, Interval.Real], x => new Clamp(x[0], x[1], x[2])),
        new(typeof(StrongMultiply), "strong multiply", [Interval.Real, Interval.Real],
            x => new StrongMultiply(x[0], x[1], false)),
        new(typeof(StrongMultiply), "strong multiply in both", [Interval.Real, Interval.Real],
            x => new StrongMultiply(x[0], x[1], true)),
    ];

    public override string ToString() => Name;

    /// <summary>The case of an operator of one operand.</summary>
    public static OperatorCase OfUnary<TSelf>() where TSelf : Unary<TSelf>, IUnary<TSelf> => new(
        typeof(TSelf), TSelf.Name, [TSelf.Domain], x => Real(Made(typeof(TSelf), Of(TSelf.OperandKind, x))));

    /// <summary>The case of an operator of two operands.</summary>
    public static OperatorCase OfBinary<TSelf>() where TSelf : Binary<TSelf>, IBinary<TSelf> => new(
        typeof(TSelf), TSelf.Name, [TSelf.DomainLeft, TSelf.DomainRight],
        x => Real(Made(typeof(TSelf), Of(TSelf.Takes(Kind.Real) ? Kind.Real : Kind.Boolean, x))));

    /// <summary>The case of a family of functions, at a low order.</summary>
    public static OperatorCase OfOrdered<TSelf>() where TSelf : Ordered<TSelf>, IOrdered<TSelf> => new(
        typeof(TSelf), TSelf.Name, [TSelf.Domain], x => Made(typeof(TSelf), x, 2));

    private static IEnumerable<OperatorCase> Found(Type contract, string method) =>
        from type in typeof(Expr).Assembly.GetTypes()
        where type.IsSealed && type.GetInterfaces().Any(
            i => i.IsGenericType && i.GetGenericTypeDefinition() == contract && i.GetGenericArguments()[0] == type)
        orderby type.Name
        select (OperatorCase)typeof(OperatorCase).GetMethod(method, BindingFlags.Public | BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, null)!;

    private static Expr Made(Type type, Expr[] operands, params object[] attributes) =>
        (Expr)type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Single(c => c.GetParameters().Length == operands.Length + attributes.Length)
            .Invoke([.. operands, .. attributes]);

    // Truth values and whole numbers are made of real numbers, and these of truth values: all can be differentiated.
    private static Expr[] Of(Kind kind, Expr[] x) => kind switch
    {
        Kind.Boolean => [.. x.Select(Negative)],
        Kind.Integer => [.. x.Select(a => new Where(Negative(a), Whole(1, a), Whole(2, a)))],
        _ => x,
    };

    private static Less Negative(Expr x) => new(x, new Literal(0, x.Shape));

    private static Literal Whole(int n, Expr like) => new(n, like.Shape, Kind.Integer);

    private static Expr Real(Expr y) =>
        y.Kind == Kind.Boolean ? new Where(y, new Literal(1, y.Shape), new Literal(0, y.Shape)) : y;
}

/// <summary>Points of domains.</summary>
internal static class Domains
{
    /// <summary>The point that lies a part of the way, 0 to 1, through what a domain has between −2 and 2.</summary>
    public static double Between(this Interval domain, double part)
    {
        double low = Math.Max(domain.Low, -2), high = Math.Min(domain.High, 2);
        return (float)(low + (high - low) * part);
    }
}
