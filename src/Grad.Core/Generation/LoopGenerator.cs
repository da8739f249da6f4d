using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Grad.Numerics;
using E = System.Linq.Expressions.Expression;

namespace Grad;

/// <summary>
/// Writes a loop nest once for any lane width, as an expression tree that calls the operators' vector bodies; the just-in-time
/// compiler inlines them. Equal loops share one kernel, whatever their sizes.
/// <code>
/// for i₀ … { scalars;  for i ≤ n − W, i += W { loads; body; stores; folds }  the rest, masked }
/// </code>
/// A long body stands there once, for whole vectors and the rest: .NET compiles it in three quarters of the time.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
internal sealed class LoopGenerator<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] V>
    where V : struct, ILanes<V>
{
    private static readonly ConcurrentDictionary<string, Kernel> Kernels = new();
    private static readonly MethodInfo ReadFrame = typeof(Frame).GetMethod(nameof(Frame.Read))!;

    private readonly Loop loop;
    private readonly LoopShape shape;
    private readonly Storage[] storages;
    private readonly int depth;
    private readonly int accesses;
    private readonly ParameterExpression frame = E.Parameter(typeof(nint), "frame");
    private readonly List<ParameterExpression> variables = [];
    private readonly Dictionary<Expr, ParameterExpression> values = new(ReferenceEqualityComparer.Instance);
    private readonly ParameterExpression[] pointers;
    private readonly ParameterExpression[] sizes;
    private readonly ParameterExpression[] accumulators;
    private readonly ParameterExpression offset;
    private readonly ParameterExpression rest;
    private readonly ParameterExpression scratch;
    private readonly SinePairs pairs;
    private readonly IReadOnlySet<int> streamed;
    private readonly HashSet<Type> called;

    private LoopGenerator(Loop loop, LoopShape shape, Func<Expr, Storage> storageOf, IReadOnlySet<int> streamed)
    {
        (this.loop, this.shape, this.streamed) = (loop, shape, streamed);
        storages = [.. loop.Loads.Select(l => l.View.Base).Concat(loop.Writes).Select(storageOf)];
        depth = shape.Depth;
        accesses = shape.Strides.Length;
        pointers = [.. Enumerable.Range(0, accesses).Select(a => Declare(typeof(long), $"p{a}"))];
        sizes = [.. Enumerable.Range(0, depth).Select(d => Declare(typeof(long), $"n{d}"))];
        accumulators = [.. loop.Folds.Select((_, f) => Declare(typeof(V), $"sum{f}"))];
        offset = Declare(typeof(long), "offset");
        rest = Declare(typeof(int), "rest");
        scratch = Declare(typeof(long), "scratch");
        pairs = new(loop.Body);
        // One lane is returned in a register. Bodies that stand there twice are short.
        called = V.Count == 1 ? [] : LaneCall.In(loop.Body.Where(n => !pairs.IsComputedBefore(n)), copies: 1);
    }

    /// <summary>The kernel of a loop, generated now or before.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="shape">Its nest.</param>
    /// <param name="storageOf">How each array is stored.</param>
    /// <param name="streamed">The accesses whose whole vectors are stored past the caches.</param>
    public static Kernel Generate(Loop loop, LoopShape shape, Func<Expr, Storage> storageOf, IReadOnlySet<int> streamed)
    {
        var generator = new LoopGenerator<V>(loop, shape, storageOf, streamed);
        return Kernels.GetOrAdd(generator.Key(), _ => generator.Compile());
    }

    /// <summary>What distinguishes one kernel from another; sizes do not.</summary>
    private string Key()
    {
        var key = new StringBuilder().Append(depth);
        var numbers = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        for (int a = 0; a < accesses; a++)
        {
            key.Append(';').Append((int)storages[a]).Append(shape.Inner(a));
            // Whether an access moves with an outer loop is part of the code.
            for (int d = 0; d < depth - 1; d++) key.Append(shape.Moves(a, d) ? 'm' : '.');
            if (streamed.Contains(a)) key.Append('p');
        }
        foreach (var (node, view) in loop.Loads)
        {
            numbers[node] = numbers.Count;
            if (view.Base is Literal l) key.Append('c').Append(BitConverter.DoubleToInt64Bits(l.Value)).Append(l.Kind);
            else key.Append('v');
        }
        foreach (var node in loop.Body)
        {
            numbers[node] = numbers.Count;
            key.Append('|').Append(node.GetType().FullName).Append(node.Attributes);
            foreach (var operand in node.Operands) key.Append(',').Append(numbers[operand]);
        }
        foreach (var store in loop.Stores) key.Append("|s").Append(numbers[store.Base]);
        for (int f = 0; f < loop.Folds.Length; f++)
        {
            key.Append("|f").Append(loop.Folds[f].Fold).Append(numbers[loop.Folds[f].Operand]);
            foreach (bool folded in shape.Folded[f]) key.Append(folded ? '1' : '0');
        }
        return key.ToString();
    }

    private Kernel Compile()
    {
        var body = new List<E>();
        for (int d = 0; d < depth; d++) body.Add(E.Assign(sizes[d], Read(Frame.SizeSlot(d))));
        for (int a = 0; a < accesses; a++) body.Add(E.Assign(pointers[a], Read(Frame.AddressSlot(depth, a))));
        body.Add(E.Assign(scratch, Read(Frame.ScratchSlot(depth, accesses, loop.Folds.Length))));
        foreach (var (node, view) in loop.Loads)
        {
            values[node] = Declare(typeof(V), $"x{values.Count}");
            if (view.Base is Literal l) body.Add(E.Assign(values[node], Constant(l)));
        }
        foreach (var node in loop.Body) values[node] = Declare(typeof(V), $"y{values.Count}");
        for (int f = 0; f < loop.Folds.Length; f++)
        {
            if (shape.AccumulatesInMemory(f)) body.Add(FillResult(f));
        }
        body.Add(Nest(0));
        if (streamed.Count > 0) body.Add(E.Call(((Action)PastCaches.Finish).Method));
        return E.Lambda<Kernel>(E.Block(variables, body), frame).Compile();
    }

    private E Nest(int d)
    {
        var code = new List<E>();
        for (int f = 0; f < loop.Folds.Length; f++)
        {
            if (shape.FoldsFrom(f) == d) code.Add(E.Assign(accumulators[f], Call("Constant", E.Constant(loop.Folds[f].Fold.Identity()))));
        }
        if (d >= depth - 1) code.Add(Innermost());
        else code.Add(Outer(d));
        for (int f = 0; f < loop.Folds.Length; f++)
        {
            if (shape.FoldsFrom(f) == d) code.Add(Flush(f));
        }
        return E.Block(code);
    }

    /// <summary>One loop around others: after each turn every pointer moves by its stride, in the end it moves back.</summary>
    private BlockExpression Outer(int d)
    {
        var i = Declare(typeof(long), $"i{d}");
        var done = E.Label();
        var moves = Enumerable.Range(0, accesses).Where(a => shape.Moves(a, d)).ToArray();
        var turn = new List<E> { E.IfThen(E.GreaterThanOrEqual(i, sizes[d]), E.Break(done)), Nest(d + 1) };
        turn.AddRange(moves.Select(a => E.AddAssign(pointers[a], Stride(a, d))));
        turn.Add(E.AddAssign(i, E.Constant(1L)));
        return E.Block(
            [E.Assign(i, E.Constant(0L)), E.Loop(E.Block(turn), done),
            .. moves.Select(a => E.SubtractAssign(pointers[a], E.Multiply(sizes[d], Stride(a, d))))]);
    }

    private E Innermost()
    {
        var code = new List<E>();
        for (int a = 0; a < loop.Loads.Length; a++)
        {
            if (loop.Loads[a].View.Base is not Literal && shape.Inner(a) == 0) code.Add(E.Assign(values[loop.Loads[a].Node], LoadScalar(a)));
        }
        if (depth == 0)
        {
            code.Add(Body(null));
            return E.Block(code);
        }
        var i = Declare(typeof(long), "i");
        var last = Declare(typeof(long), "last");
        var done = E.Label();
        int width = V.Count;
        code.Add(E.Assign(i, E.Constant(0L)));
        code.Add(E.Assign(last, E.Subtract(sizes[^1], E.Constant((long)width))));
        var place = E.Assign(offset, E.Multiply(i, E.Constant((long)V.ElementSize)));
        var count = E.Assign(rest, E.Convert(E.Subtract(sizes[^1], i), typeof(int)));
        var next = E.AddAssign(i, E.Constant((long)width));
        if (width > 1 && IsLong)
        {
            // Before the operators and after them it is asked whether the vector is whole.
            var isWhole = E.LessThanOrEqual(i, last);
            code.Add(E.Loop(
                E.Block(
                    E.IfThen(E.GreaterThanOrEqual(i, sizes[^1]), E.Break(done)),
                    place,
                    E.IfThenElse(isWhole, Loads(null), E.Block(count, Loads(rest))),
                    Operators(),
                    E.IfThenElse(isWhole, Results(null), Results(rest)),
                    next),
                done));
            return E.Block(code);
        }
        code.Add(E.Loop(E.Block(E.IfThen(E.GreaterThan(i, last), E.Break(done)), place, Body(null), next), done));
        if (width > 1) code.Add(E.IfThen(E.LessThan(i, sizes[^1]), E.Block(place, count, Body(rest))));
        return E.Block(code);
    }

    /// <summary>Whether the operators take so long that it costs nothing to ask twice for each vector.</summary>
    private bool IsLong => loop.Body.Sum(LaneCall.Instructions) >= LaneCall.Long;

    /// <summary>Loads, operators, stores and folds of one vector; of <paramref name="count"/> elements where it is given.</summary>
    private BlockExpression Body(ParameterExpression? count) => E.Block(Loads(count), Operators(), Results(count));

    private BlockExpression Loads(ParameterExpression? count) => Sequence(
        from a in Enumerable.Range(0, loop.Loads.Length)
        where loop.Loads[a].View.Base is not Literal && shape.Inner(a) != 0
        select E.Assign(values[loop.Loads[a].Node], Load(a, count)));

    private BlockExpression Operators() => Sequence(
        from node in loop.Body
        let pair = pairs.At(node)
        where pair is not null || !pairs.IsComputedBefore(node)
        select pair is { } both ? Evaluated(both) : Evaluated(node));

    private BlockExpression Results(ParameterExpression? count) => Sequence(
        loop.Stores.Select((store, s) => Store(loop.Loads.Length + s, values[store.Base], count))
            .Concat(loop.Folds.Select((_, f) => Accumulate(f, count))));

    private static BlockExpression Sequence(IEnumerable<E> code) => E.Block(code.Append(E.Empty()));

    /// <summary>An operator's vector body: inlined, or called through the scratch memory of the frame.</summary>
    private E Evaluated(Elementwise node)
    {
        E[] operands = [.. node.Operands.Select(o => values[o])];
        if (!called.Contains(node.GetType()))
        {
            return E.Assign(values[node], LaneCall.Call(node.Body<V>(), operands));
        }
        return Called(LaneCall.Of<V>(node), operands, values[node]);
    }

    private E Evaluated(SinePair pair)
    {
        var (x, sine, cosine) = (values[pair.Sine.Operand], values[pair.Sine], values[pair.Cosine]);
        return called.Contains(typeof(Sin)) || called.Contains(typeof(Cos))
            ? Called(LaneCall.OfSinePair<V>(pair), [x], sine, cosine)
            : E.Assign(sine, E.Call(SinePair.Method<V>(), x, cosine));
    }

    private BlockExpression Called(Kernel body, E[] operands, params ReadOnlySpan<ParameterExpression> results)
    {
        E Scratch(int k) => E.Add(scratch, E.Constant((long)(k * LaneCall.Step)));
        return E.Block([
            .. operands.Select((x, k) => Call("Store", Scratch(k), x)),
            E.Invoke(E.Constant(body), Address(scratch)),
            .. results.ToArray().Select((y, k) => E.Assign(y, Call("Load", Scratch(operands.Length + k))))]);
    }

    private E Accumulate(int f, ParameterExpression? count)
    {
        E value = values[loop.Folds[f].Operand];
        int a = loop.Loads.Length + loop.Stores.Length + f;
        if (depth == 0) return StoreScalar(a, value);
        if (!shape.Folded[f].Contains(true)) return Store(a, value, count);
        if (!shape.Folded[f][^1])
        {
            return E.Block(
                E.Assign(accumulators[f], Load(a, count)),
                E.Assign(accumulators[f], Combine(f, accumulators[f], value)),
                Store(a, accumulators[f], count));
        }
        if (count is not null)
            value = Call("Select", Call("FirstLanes", count), value, Call("Constant", E.Constant(loop.Folds[f].Fold.Identity())));
        return E.Assign(accumulators[f], Combine(f, accumulators[f], value));
    }

    /// <summary>The accumulated vector becomes one number and is stored, or combined with what other turns stored.</summary>
    private E Flush(int f)
    {
        int a = loop.Loads.Length + loop.Stores.Length + f;
        var total = Call(
            loop.Folds[f].Fold switch { Fold.Sum => "Sum", Fold.Product => "Product", Fold.Max => "HorizontalMaximum", _ => "HorizontalMinimum" },
            accumulators[f]);
        return StoreScalar(a, shape.AccumulatesInMemory(f) ? Combine(f, LoadScalar(a), total) : total);
    }

    private E Combine(int f, E left, E right) => loop.Folds[f].Fold switch
    {
        Fold.Sum => E.Add(left, right),
        Fold.Product => E.Multiply(left, right),
        Fold.Max => Call("Maximum", left, right),
        _ => Call("Minimum", left, right),
    };

    private MethodCallExpression FillResult(int f)
    {
        int a = loop.Loads.Length + loop.Stores.Length + f;
        Action<nint, nint, double> fill =
            storages[a] == Storage.Int32 ? Frame.Fill<int> : V.IsDouble ? Frame.Fill<double> : Frame.Fill<float>;
        return E.Call(
            fill.Method,
            Address(pointers[a]),
            Address(Read(Frame.CountSlot(depth, accesses, f))),
            E.Constant(loop.Folds[f].Fold.Identity()));
    }

    /// <summary>A literal in every element; a condition is a mask.</summary>
    private static MethodCallExpression Constant(Literal l) => l.Kind == Kind.Boolean
        ? E.Call(typeof(V).GetMethod("ConstantBits")!, E.Constant(l.Value != 0 ? -1L : 0L))
        : E.Call(typeof(V).GetMethod("Constant")!, E.Constant(l.Value));

    private E LoadScalar(int a) => Call(
        storages[a] switch
        {
            Storage.Int32 => "LoadScalarInt32",
            Storage.Byte => "LoadScalarBoolean",
            Storage.Double => "LoadScalarFromDouble",
            _ => "LoadScalar",
        },
        pointers[a]);

    /// <summary>A vector, or its first <paramref name="count"/> elements; whole numbers and conditions become lanes.</summary>
    private E Load(int a, ParameterExpression? count) => (storages[a], shape.Inner(a)) switch
    {
        (Storage.Int32, 1) => Call("LoadInt32", At(a), Count(count)),
        (Storage.Int32, _) => Call("LoadInt32Strided", At(a), Stride(a, depth - 1), Count(count)),
        (Storage.Byte, 1) => Call("LoadBoolean", At(a), Count(count)),
        (Storage.Byte, _) => Call("LoadBooleanStrided", At(a), Stride(a, depth - 1), Count(count)),
        (_, 1) => count is null ? Call("Load", At(a)) : Call("LoadPartial", At(a), count),
        _ => Call("LoadStrided", At(a), Stride(a, depth - 1), Count(count)),
    };

    private E Store(int a, E value, ParameterExpression? count) => (storages[a], depth == 0 ? 1 : shape.Inner(a)) switch
    {
        _ when depth == 0 => StoreScalar(a, value),
        (Storage.Int32, 1) => Call("StoreInt32", At(a), value, Count(count)),
        (Storage.Byte, 1) => Call("StoreBoolean", At(a), value, Count(count)),
        (_, 1) when count is not null => Call("StorePartial", At(a), value, count),
        (_, 1) when streamed.Contains(a) => E.Call(((Action<nint, V>)PastCaches.Store).Method, Address(At(a)), value),
        (_, 1) => Call("Store", At(a), value),
        (Storage.Real or Storage.Double, _) => Call("StoreStrided", At(a), Stride(a, depth - 1), value, Count(count)),
        _ => throw new System.Diagnostics.UnreachableException($"{storages[a]} stored with a stride"),
    };

    private E StoreScalar(int a, E value) => storages[a] switch
    {
        Storage.Int32 => Call("StoreInt32", pointers[a], value, E.Constant(1)),
        Storage.Byte => Call("StoreBoolean", pointers[a], value, E.Constant(1)),
        _ => Call("StoreScalar", pointers[a], value),
    };

    /// <summary>Where the elements of this turn of the innermost loop lie.</summary>
    private E At(int a)
    {
        if (shape.Inner(a) != 1) return E.Add(pointers[a], E.Multiply(Index(), Stride(a, depth - 1)));
        return storages[a] switch
        {
            Storage.Int32 => E.Add(pointers[a], E.Multiply(Index(), E.Constant((long)sizeof(int)))),
            Storage.Byte => E.Add(pointers[a], Index()),
            _ => E.Add(pointers[a], offset),
        };
    }

    private E Index() => E.Divide(offset, E.Constant((long)V.ElementSize));

    private static E Count(ParameterExpression? count) => count is null ? E.Constant(V.Count) : count;

    private MethodCallExpression Read(int slot) => E.Call(ReadFrame, frame, E.Constant(slot));

    private MethodCallExpression Stride(int a, int d) => Read(Frame.StrideSlot(depth, a, d));

    /// <summary>A static method of the lanes; addresses are computed as long, which expression trees can add.</summary>
    private static MethodCallExpression Call(string method, params E[] arguments)
    {
        E[] converted = [.. arguments.Select(Address)];
        return E.Call(typeof(V).GetMethod(method, [.. converted.Select(a => a.Type)])!, converted);
    }

    private static E Address(E value) => value.Type == typeof(long) ? E.Convert(value, typeof(nint)) : value;

    private ParameterExpression Declare(Type type, string name)
    {
        var variable = E.Variable(type, name);
        variables.Add(variable);
        return variable;
    }
}
