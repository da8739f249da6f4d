using System.Reflection;

namespace Grad.Testing;

/// <summary>An elementwise operator with its own rules: how to build it, and where its operands may lie.</summary>
/// <param name="Type">The class.</param>
/// <param name="Name">The name in formulas.</param>
/// <param name="Domains">For each operand where the operator is defined.</param>
/// <param name="OperandKind">The kind of its operands; real, where it takes several.</param>
/// <param name="Build">The operator on operands of that kind and of equal shapes.</param>
public sealed record ElementwiseOperator(
    Type Type, string Name, IReadOnlyList<Interval> Domains, Kind OperandKind, Func<Expr[], Expr> Build)
{
    /// <summary>Every operator of Grad.Core that states partials; a new class is found by itself.</summary>
    public static IReadOnlyList<ElementwiseOperator> All { get; } = Found(typeof(Expr).Assembly);

    /// <summary>The public and internal operators of an assembly, by name: a project's own.</summary>
    public static IReadOnlyList<ElementwiseOperator> Found(Assembly assembly) =>
    [
        .. Found(assembly, typeof(IUnary<>), nameof(OfUnary)),
        .. Found(assembly, typeof(IBinary<>), nameof(OfBinary)),
        .. Found(assembly, typeof(IOrdered<>), nameof(OfOrdered)),
    ];

    /// <summary>An operator of one operand.</summary>
    public static ElementwiseOperator OfUnary<TSelf>() where TSelf : Unary<TSelf>, IUnary<TSelf> =>
        new(typeof(TSelf), TSelf.Name, [TSelf.Domain], TSelf.OperandKind, x => Made(typeof(TSelf), x));

    /// <summary>An operator of two operands.</summary>
    public static ElementwiseOperator OfBinary<TSelf>() where TSelf : Binary<TSelf>, IBinary<TSelf> => new(
        typeof(TSelf),
        TSelf.Name,
        [TSelf.DomainLeft, TSelf.DomainRight],
        TSelf.Takes(Kind.Real) ? Kind.Real : TSelf.Takes(Kind.Boolean) ? Kind.Boolean : Kind.Integer,
        x => Made(typeof(TSelf), x));

    /// <summary>A family of functions, at a low order.</summary>
    public static ElementwiseOperator OfOrdered<TSelf>() where TSelf : Ordered<TSelf>, IOrdered<TSelf> =>
        new(typeof(TSelf), TSelf.Name, [TSelf.Domain], Kind.Real, x => Made(typeof(TSelf), x, 2));

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static IEnumerable<ElementwiseOperator> Found(Assembly assembly, Type contract, string method) =>
        from type in assembly.GetTypes()
        where type.IsSealed && type.GetInterfaces().Any(
            i => i.IsGenericType && i.GetGenericTypeDefinition() == contract && i.GetGenericArguments()[0] == type)
        orderby type.FullName
        select (ElementwiseOperator)typeof(ElementwiseOperator)
            .GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!;

    private static Expr Made(Type type, Expr[] operands, params object[] attributes) => (Expr)type
        .GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Single(c => c.GetParameters().Length == operands.Length + attributes.Length)
        .Invoke([.. operands, .. attributes]);
}
