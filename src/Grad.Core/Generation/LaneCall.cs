using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Grad.Numerics;
using E = System.Linq.Expressions.Expression;

namespace Grad;

/// <summary>
/// Long vector bodies as calls. The just-in-time compiler gives a method some hundred local variables and then stops
/// inlining altogether, down to single additions, which makes a loop ten times slower. A loop of many long bodies therefore
/// calls them; operands and result go through memory, since vectors returned by value would not stay in registers.
/// </summary>
internal static class LaneCall
{
    /// <summary>The bytes from one operand to the next, the result after them.</summary>
    public const int Step = 64;

    /// <summary>The bytes for the operands and the result of one vector body.</summary>
    public const int Scratch = 4 * Step;

    /// <summary>The instructions of all bodies in the code of a loop that are inlined: about four of tanh.</summary>
    private const int MostInlined = 160;

    /// <summary>The instructions from which on a body is long.</summary>
    public const int Long = 10;

    private static readonly ConcurrentDictionary<Type, (int Instructions, int Cost)> Counts = new();
    private static readonly ConcurrentDictionary<(System.Reflection.MethodInfo Body, int? Number), Kernel> Bodies = new();

    /// <summary>The operators of a loop whose bodies are called.</summary>
    /// <param name="body">The operators.</param>
    /// <param name="copies">How often the code has them: once, or for whole vectors and for the rest.</param>
    public static HashSet<Type> In(IEnumerable<Elementwise> body, int copies)
    {
        var counted = body.Select(n => (Type: n.GetType(), Count: Instructions(n))).ToArray();
        return copies * counted.Sum(c => c.Count) <= MostInlined ? [] : [.. counted.Where(c => c.Count >= Long).Select(c => c.Type)];
    }

    /// <summary>The instructions of an operator's vector body, for operands of ordinary size.</summary>
    public static int Instructions(Elementwise node) => Counted(node).Instructions;

    /// <summary>How long an operator's vector body takes, in multiplications, for operands of ordinary size.</summary>
    public static int Cost(Elementwise node) => Counted(node).Cost;

    private static (int Instructions, int Cost) Counted(Elementwise node) => Counts.GetOrAdd(node.GetType(), static (_, node) =>
    {
        var body = node.Body<CountingLanes>();
        var operands = Enumerable.Repeat(CountingLanes.Constant(0.75), node.Operands.Length).ToArray();
        return CountingLanes.Of(() => body.Of(operands));
    }, node);

    /// <summary>A call of a body, which the just-in-time compiler may inline.</summary>
    public static MethodCallExpression Call<V>(LaneBody<V> body, IEnumerable<E> operands) where V : struct, ILanes<V> =>
        E.Call(body.Method, body.Number is { } number ? operands.Append(E.Constant(number)) : operands);

    /// <summary>An operator's vector body, called with the address of its operands.</summary>
    public static Kernel Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] V>(Elementwise node)
        where V : struct, ILanes<V>
    {
        var body = node.Body<V>();
        return Bodies.GetOrAdd((body.Method, body.Number), static (_, n) => Compiled<V>(
            n.node.Operands.Length, 3 * Instructions(n.node), x => Call(n.body, x)), (body, node));
    }

    /// <summary>Sine and cosine, called with the address of their operand.</summary>
    public static Kernel OfSinePair<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] V>(SinePair pair)
        where V : struct, ILanes<V>
    {
        return Bodies.GetOrAdd((SinePair.Method<V>(), null), static (_, pair) =>
        {
            var cosine = E.Variable(typeof(V), "cosine");
            return Compiled<V>(1, 4 * Instructions(pair.Sine), x => E.Call(SinePair.Method<V>(), x[0], cosine), cosine);
        }, pair);
    }

    private static Kernel Compiled<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] V>(
        int operands, int room, Func<E[], E> call, params ParameterExpression[] furtherResults) where V : struct, ILanes<V>
    {
        var address = E.Parameter(typeof(nint), "address");
        var load = typeof(V).GetMethod("Load", [typeof(nint)])!;
        var store = typeof(V).GetMethod("Store", [typeof(nint), typeof(V)])!;
        E result = E.Call(store, Place(operands), call([.. Enumerable.Range(0, operands).Select(k => E.Call(load, Place(k)))]));
        var further = furtherResults.Select((y, k) => E.Call(store, Place(operands + 1 + k), y));
        return E.Lambda<Kernel>(E.Block(furtherResults, [Room(room), result, .. further]), address).Compile();

        E Place(int k) => E.Convert(E.Add(E.Convert(address, typeof(long)), E.Constant((long)(k * Step))), typeof(nint));
    }

    /// <summary>
    /// Statements that are never reached. How much is inlined into a method is measured by the length of its code, reached or
    /// not; a method that does nothing but call a long body would get next to nothing.
    /// </summary>
    private static ConditionalExpression Room(int statements)
    {
        var variable = E.Variable(typeof(long), "room");
        var add = E.Assign(variable, E.Add(variable, E.Constant(long.MaxValue)));
        return E.IfThen(E.Constant(false), E.Block([variable], Enumerable.Repeat(add, statements)));
    }
}
