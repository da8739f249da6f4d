using System.Numerics;
using Grad.Products;

namespace Grad;

/// <summary>Gives a program's steps sizes and places in memory.</summary>
/// <typeparam name="T">The element type of the program.</typeparam>
/// <param name="function">The program.</param>
/// <param name="symbols">The values of the symbolic sizes.</param>
/// <param name="blocks">The memory of each array.</param>
/// <param name="scratch">Memory that a loop may use while it runs: they run one after the other and leave nothing there.</param>
internal sealed class Binding<T>(
    CompiledFunction<T> function, IReadOnlyDictionary<string, int> symbols, IReadOnlyDictionary<Expr, Block> blocks, nint scratch)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The steps, in the order of the program.</summary>
    public BoundStep[] Steps() => [.. function.Steps.Select(Bound)];

    private BoundStep Bound(Step step, int index) => step switch
    {
        Loop loop => Bound(loop, function.Kernels[index]!),
        ProductStep product => Bound(product),
        ProcedureStep call => new WholeStep(() => Prepared(call)),
        _ => throw new System.Diagnostics.UnreachableException(step.GetType().Name),
    };

    private BoundLoop<T> Bound(Loop loop, LoopKernel made)
    {
        var shape = made.Shape;
        Expr[] bases = [.. loop.Reads, .. loop.Writes];
        return new(
            loop,
            made,
            [.. shape.Sizes.Select(s => s.Evaluate(symbols))],
            shape.Rows?.Evaluate(symbols) ?? 0,
            [.. bases.Select(AccessOf)],
            [.. loop.Folds.Select(f => (long)blocks[f].Length)],
            scratch);

        BoundAccess AccessOf(Expr node, int a)
        {
            int bytes = node is Literal ? 0 : function.ElementSize(node);
            nint address = node is Literal ? 0 : a < loop.Loads.Length ? First(loop.Loads[a].View) : blocks[node].Address;
            return new(address, [.. shape.Strides[a].Select(s => s.Evaluate(symbols) * bytes)], bytes);
        }
    }

    private BoundProduct<T> Bound(ProductStep step)
    {
        var sizes = step.Node.Shape.Evaluate(symbols);
        int m = sizes[^2], n = sizes[^1], k = step.Node.Left.Shape.Evaluate(symbols)[^1];
        var left = Matrix(step.Left, m, k);
        var right = Matrix(step.Right, k, n);
        int batch = sizes.Take(sizes.Length - 2).Aggregate(1, (a, b) => a * b);
        var product = new Product(
            m, n, k, left.Transposed, left.Leading, right.Transposed, right.Leading, Math.Max(n, 1),
            Batch: batch, StrideA: left.Batch, StrideB: right.Batch, StrideC: (long)m * n);
        var (a, b, c) = (First(step.Left), First(step.Right), blocks[step.Node].Address);
        var strong = step.Node.Strong;
        if (!step.Target.IsPacked(step.Node.Shape)) (product, strong, a, b) = (product.Transpose(), strong.Exchanged(), b, a);
        return new(product, strong, function.Backend, a, b, c);
    }

    /// <summary>The address of a view's first element.</summary>
    private nint First(View view) =>
        blocks[view.Base].Address + (nint)(view.Offset.Evaluate(symbols) * function.ElementSize(view.Base));

    private Action Prepared(ProcedureStep step)
    {
        // An operand may be another array's buffer reshaped: its sizes are its own.
        Block[] operands = [.. step.Arrays.Zip(step.Node.Operands, Of)];
        Block[] results = [.. step.Results.Select(r => r is null ? default : Of(r, r))];
        nint workspace = step.Workspace is { } w ? blocks[w].Address : 0;
        return function.Routines[step.Node].Bind(operands, results, workspace, symbols);

        Block Of(Expr stored, Expr node) => new(blocks[stored].Address, node.Shape.Evaluate(symbols));
    }

    private (bool Transposed, int Leading, long Batch) Matrix(View view, int rows, int columns)
    {
        var strides = view.Strides.Select(s => s.Evaluate(symbols)).ToArray();
        bool transposed = !view.Strides[^1].IsOne;
        int leading = Math.Max((int)(transposed ? strides[^1] : strides[^2]), Math.Max(transposed ? rows : columns, 1));
        return (transposed, leading, strides.Length > 2 ? strides[^3] : 0);
    }
}
