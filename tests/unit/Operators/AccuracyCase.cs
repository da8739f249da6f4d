using System.Numerics;
using System.Runtime.CompilerServices;
using Grad.Numerics;
using Grad.Tests.Unit.Lanes;

namespace Grad.Tests.Unit.Operators;

/// <summary>An operator beside its values of 256 bits.</summary>
/// <param name="Name">The operator's name.</param>
/// <param name="Ulps">The units in the last place that it states.</param>
/// <param name="Body">Its vector body and its meaning.</param>
/// <param name="Arity">The number of its operands.</param>
/// <param name="Exact">The exact value, <see langword="null"/> outside the domain or too near to a zero.</param>
internal sealed record AccuracyCase(
    string Name, double Ulps, LaneBody Body, int Arity, Func<double, double, Big?> Exact)
{
    // Double's exponents are wider than float's, so that every magnitude of both is met.
    private const int Stride = 397;

    public override string ToString() => Name;

    public static AccuracyCase Of<TSelf>(Func<double, Big?> exact) where TSelf : Unary<TSelf>, IUnary<TSelf> => new(
        TSelf.Name, TSelf.Ulps, new UnaryBody<TSelf>(), 1,
        (x, _) => double.IsFinite(x) && TSelf.Domain.Contains(x) ? exact(x) : null);

    public static AccuracyCase Of<TSelf>(Func<double, double, Big?> exact)
        where TSelf : Binary<TSelf>, IBinary<TSelf> =>
        new(TSelf.Name, TSelf.Ulps, new BinaryBody<TSelf>(), 2, (x, y) =>
            double.IsFinite(x) && double.IsFinite(y) && TSelf.DomainLeft.Contains(x) && TSelf.DomainRight.Contains(y)
                ? exact(x, y) : null);

    public static AccuracyCase OfOrdered<TSelf>(int order, Func<double, Big?> exact)
        where TSelf : Ordered<TSelf>, IOrdered<TSelf> => new(
            $"{TSelf.Name} {order}", TSelf.Ulps, new OrderedBody<TSelf>(order), 1,
            (x, _) => double.IsFinite(x) && TSelf.Domain.Contains(x) ? exact(x) : null);

    /// <summary>Special and random operands, the second of a pair drawn from the same numbers.</summary>
    public (T[] X, T[] Y) Operands<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] special = LaneSamples.Special<T>();
        T[] random = [.. LaneSamples.Of<T>().Skip(special.Length).Where((_, i) => i % Stride == 0)];
        T[] x = [.. special, .. random];
        if (Arity == 1) return (x, x);
        T[] left = [.. special.SelectMany(s => special.Select(_ => s)), .. random];
        T[] right = [.. special.SelectMany(_ => special), .. random.Reverse()];
        return (left, right);
    }

    /// <summary>The greatest error in ulps of several computations, and where it is.</summary>
    public (double Ulps, T X, T Y, T Value) Worst<T>(T[] x, T[] y, params T[][] computed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double Ulps, T X, T Y, T Value) worst = default;
        for (int i = 0; i < x.Length; i++)
        {
            if (Exact(double.CreateTruncating(x[i]), double.CreateTruncating(y[i])) is not { } exact) continue;
            foreach (T[] values in computed)
            {
                double error = T.IsNaN(values[i]) ? double.PositiveInfinity : exact.UlpsOf(values[i]);
                if (error > worst.Ulps) worst = (error, x[i], y[i], values[i]);
            }
        }
        return worst;
    }

    /// <summary>The vector body, element by element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe T[] Run<V, T>(T[] x, T[] y) where V : struct, ILanes<V> where T : unmanaged
    {
        T[] values = new T[x.Length];
        fixed (T* left = x, right = y, to = values)
        {
            for (int i = 0; i < x.Length; i += V.Count)
            {
                int count = Math.Min(V.Count, x.Length - i);
                V a = V.LoadPartial((nint)(left + i), count), b = V.LoadPartial((nint)(right + i), count);
                V.StorePartial((nint)(to + i), Body.Lanes(a, b), count);
            }
        }
        return values;
    }
}
