using System.Reflection;
using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad;

/// <summary>
/// Sines and cosines of one argument in one loop: both come from one reduction of it, where the first of them is computed.
/// <code>y₁ = sin x; …; y₂ = cos x   ⟶   y₁, y₂ = sin x, cos x; …</code>
/// They are the same bits as each alone.
/// </summary>
internal sealed class SinePairs
{
    private readonly Dictionary<Expr, SinePair> first = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expr> second = new(ReferenceEqualityComparer.Instance);

    /// <summary>The pairs of a loop's body.</summary>
    public SinePairs(IEnumerable<Elementwise> body)
    {
        var alone = new Dictionary<Expr, Elementwise>(ReferenceEqualityComparer.Instance);
        foreach (var node in body.Where(n => n is Sin or Cos))
        {
            if (!alone.TryGetValue(node.Operands[0], out var other)) alone[node.Operands[0]] = node;
            else if (other.GetType() != node.GetType() && !first.ContainsKey(other))
            {
                first[other] = other is Sin sine ? new(sine, (Cos)node) : new((Sin)node, (Cos)other);
                second.Add(node);
            }
        }
    }

    /// <summary>The pair that is computed where a node is.</summary>
    public SinePair? At(Expr node) => first.GetValueOrDefault(node);

    /// <summary>Whether a node has been computed before it is its turn, with the other of its pair.</summary>
    public bool IsComputedBefore(Expr node) => second.Contains(node);
}

/// <summary>A sine and a cosine of the same operand.</summary>
internal sealed record SinePair(Sin Sine, Cos Cosine)
{
    /// <summary>What is called with the operand: it returns the sine, and gives the cosine to a variable.</summary>
    public static MethodInfo Method<V>() where V : struct, ILanes<V> => ((SineAndCosine<V>)LaneMath.SinCos).Method;

    private delegate V SineAndCosine<V>(V x, out V cosine);
}

/// <summary>Computes a sine and a cosine in the plan runner.</summary>
internal sealed class SinePairInstruction<V>(Operand<V> x, Operand<V> sine, Operand<V> cosine) : Instruction<V>
    where V : struct, ILanes<V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(in BlockState state)
    {
        nint from = x.First(state), toSine = sine.First(state), toCosine = cosine.First(state);
        for (int left = sine.Step == 0 ? 1 : state.Vectors; left > 0; left--)
        {
            V.Store(toSine, LaneMath.SinCos(V.Load(from), out V second));
            V.Store(toCosine, second);
            (from, toSine, toCosine) = (from + x.Step, toSine + sine.Step, toCosine + cosine.Step);
        }
    }
}
