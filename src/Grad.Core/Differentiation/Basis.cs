using System.Collections.Immutable;

namespace Grad;

/// <summary>Derivatives along all unit arrays of a shape at once: one pass, batched over the directions.</summary>
internal static class Basis
{
    /// <summary>∂yⱼ/∂x of each y, of shape [y…, x…], from one forward pass.</summary>
    public static ImmutableArray<Expr> Forward(ReadOnlySpan<Expr> y, Expr x)
    {
        if (x.Shape.IsScalar) return Grad.Forward.Jvp(y, [(x, new Literal(1))]);
        var results = y.ToArray();
        var columns = Along(x, direction => Grad.Forward.Jvp(results, [(x, direction)]));
        return [.. results.Select((node, j) => Reshape(Last(columns[j]), node.Shape.Concat(x.Shape)))];
    }

    /// <summary>∂y/∂xₖ for each x, of shape [y…, x…], from one reverse pass.</summary>
    public static ImmutableArray<Expr> Reverse(Expr y, ReadOnlySpan<Expr> x)
    {
        if (y.Shape.IsScalar) return Grad.Reverse.Vjp([y], [new Literal(1)], x);
        var variables = x.ToArray();
        var rows = Along(y, cotangent => Grad.Reverse.Vjp([y], [cotangent], variables));
        return [.. variables.Select((v, k) => Reshape(rows[k], y.Shape.Concat(v.Shape)))];
    }

    /// <summary>What is computed from one direction of x's shape, for all unit arrays, with their number in front.</summary>
    public static ImmutableArray<Expr> Along(Expr x, Func<Expr, ImmutableArray<Expr>> computed)
    {
        var direction = new Variable("direction", x.Shape, Kind.Real, default);
        var size = x.Shape.Size;
        var units = Reshape(Identity(size), Examples.InFront(size, x.Shape));
        return Batching.Of(computed(direction).AsSpan(), [(direction, units)], size);
    }

    /// <summary>The first axis moved behind all others.</summary>
    private static Expr Last(Expr x) => Merging.FromFront(x, x.Rank - 1);
}
