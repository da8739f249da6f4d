using System.Numerics;

namespace Grad;

/// <summary>
/// What a step has to do, whatever the machine: how many operations on numbers, and how many bytes it loads and stores when
/// each array that it reads or writes goes through memory once. Sizes that are not known yet stay symbols.
/// </summary>
/// <param name="Flops">
/// Each operator and each reduction counts one for each element, a product 2·m·n·k; <see langword="null"/> for a routine that
/// does not say.
/// </param>
/// <param name="Bytes">What is loaded and stored.</param>
internal readonly record struct Work(Dimension? Flops, Dimension Bytes)
{
    private static readonly Dimension Zero = Dimension.Fixed(0);

    /// <summary>Nothing.</summary>
    public static Work None => new(Zero, Zero);

    /// <summary>One after the other; a routine that does not say its operations adds none.</summary>
    public static Work operator +(Work left, Work right) =>
        new((left.Flops ?? Zero) + (right.Flops ?? Zero), left.Bytes + right.Bytes);

    /// <summary>All steps of a program.</summary>
    public static Work Of<T>(CompiledFunction<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        function.Steps.Aggregate(None, (sum, step) => sum + Of(step, function));

    /// <summary>One step of a program.</summary>
    public static Work Of<T>(Step step, CompiledFunction<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return step switch
        {
            Loop loop => new(
                loop.Space.Size * Dimension.Fixed(loop.Body.Count(b => b is not Copy) + loop.Folds.Length),
                Total(loop.Loads.Select(l => Read(loop.Space, l.View)).Concat(loop.Writes.Select(Written)))),
            ProductStep product => new(
                Dimension.Fixed(2) * product.Node.Shape.Size * product.Node.Left.Shape[product.Node.Rank - 1],
                Total([
                    Read(product.Node.Left.Shape, product.Left), Read(product.Node.Right.Shape, product.Right), Written(product.Node)])),
            ProcedureStep call => new(
                Flops(call), Total(call.Arrays.Concat(call.Results.OfType<Expr>()).Select(Written))),
            _ => throw new System.Diagnostics.UnreachableException(step.GetType().Name),
        };

        Dimension Written(Expr node) => node.Shape.Size * Dimension.Fixed(function.ElementSize(node));

        // What a stride of 0 repeats is read once; a literal is part of the code.
        Dimension Read(Shape shape, View view) => view.Base is Literal ? Zero : shape
            .Where((_, i) => view.Strides[i].FixedValue != 0)
            .Aggregate(Dimension.Fixed(function.ElementSize(view.Base)), (product, size) => product * size);

        // Each turn of a loop does what its step does.
        Dimension? Flops(ProcedureStep call) => call.Node is Scan { Length: { } length }
            ? length * Of(function.Routines[call.Node].Inside.Single().Program).Flops!
            : call.Node.Flops;
    }

    private static Dimension Total(IEnumerable<Dimension> parts) => parts.Aggregate(Zero, (sum, part) => sum + part);
}
