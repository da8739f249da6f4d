using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
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

    /// <summary>The instructions of all bodies of a loop together that are inlined: about two of tanh.</summary>
    private const int MostInlined = 80;

    /// <summary>The instructions from which on a body is long.</summary>
    public const int Long = 10;

    private static readonly ConcurrentDictionary<Type, int> Counts = new();
    private static readonly ConcurrentDictionary<(MethodInfo Body, string Arguments), Kernel> Bodies = new();

    /// <summary>The operators of a loop whose bodies are called.</summary>
    public static HashSet<Type> In(IEnumerable<Elementwise> body)
    {
        var counted = body.Select(n => (Type: n.GetType(), Count: Instructions(n))).ToArray();
        return counted.Sum(c => c.Count) <= MostInlined ? [] : [.. counted.Where(c => c.Count >= Long).Select(c => c.Type)];
    }

    /// <summary>The instructions of an operator's vector body, for operands of ordinary size.</summary>
    public static int Instructions(Elementwise node) => Counts.GetOrAdd(node.GetType(), static (_, node) =>
    {
        var body = node.Lanes(typeof(CountingLanes));
        object[] arguments =
        [
            .. Enumerable.Repeat((object)CountingLanes.Constant(0.75), node.Operands.Length),
            .. node.LaneArguments.Select(a => (object)a),
        ];
        return CountingLanes.InstructionsOf(() => body.Invoke(null, arguments));
    }, node);

    /// <summary>An operator's vector body, called with the address of its operands.</summary>
    public static Kernel Of(Elementwise node, Type lanes) => Bodies.GetOrAdd(
        (node.Lanes(lanes), string.Join(',', node.LaneArguments)),
        static (_, n) => Compiled(n.Node, n.Lanes),
        (Node: node, Lanes: lanes));

    private static Kernel Compiled(Elementwise node, Type lanes)
    {
        var address = E.Parameter(typeof(nint), "address");
        E Place(int k) => E.Convert(E.Add(E.Convert(address, typeof(long)), E.Constant((long)(k * Step))), typeof(nint));
        var operands = Enumerable.Range(0, node.Operands.Length).Select(k => E.Call(lanes, "Load", null, Place(k)));
        var result = E.Call(node.Lanes(lanes), operands.Concat<E>(node.LaneArguments.Select(a => E.Constant(a))));
        var store = E.Call(lanes, "Store", null, Place(node.Operands.Length), result);
        return E.Lambda<Kernel>(E.Block(Room(3 * Instructions(node)), store), address).Compile();
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
