namespace Grad.Testing;

/// <content>The laws of transforms.</content>
public static partial class Laws
{
    /// <summary>A batch of examples has the values that each example has by itself.</summary>
    public static Law BatchesAreLoops { get; } = new("a batch is a loop over its examples", c =>
    {
        var (pairs, bindings, each) = Transformed.Examples(c);
        if (pairs.Length == 0) return Verdict.Holds;
        var batch = Batch(c.Outputs.AsSpan(), pairs);
        var all = BoundedEvaluation.Of(batch.AsSpan(), bindings, Precision.Double);
        for (int k = 0; k < each.Length; k++)
        {
            var one = BoundedEvaluation.Of(c.Outputs.AsSpan(), each[k].Bindings.AsSpan(), Precision.Double);
            for (int j = 0; j < batch.Length; j++)
            {
                int length = one.Values(c.Outputs[j]).Length;
                var verdict = Comparison.Equal(
                    $"example {k} of the batch", all.Values(batch[j]).Slice(k * length, length),
                    "the example", one.Values(c.Outputs[j]),
                    all.Errors(batch[j]).Slice(k * length, length), one.Errors(c.Outputs[j]));
                if (verdict is { } broken) return broken;
            }
        }
        return Comparison.Decided(all, batch.AsSpan());
    });

    /// <summary>
    /// The Jacobian is the same from either side, and times a direction it is the slope, which
    /// <see cref="DerivativesAreSlopes"/> holds against differences.
    /// </summary>
    public static Law JacobiansAgree { get; } = new("the Jacobian is the same from either side", c =>
    {
        if (Transformed.Small(c) is not var (y, x)) return Verdict.Holds;
        var direction = Directions(c, [x], 3)[0];
        Expr forward = Jacobian(y, x, JacobianMode.Forward), reverse = Jacobian(y, x, JacobianMode.Reverse);
        return Equal(
            [.. c.Bindings, direction],
            ("forward", forward, "reverse", reverse),
            ("Jacobian times direction", Times(forward, y.Rank, direction.Variable), "Jvp", Jvp(y, (x, direction.Variable))));
    });

    /// <summary>
    /// The Hessian is the Jacobian of the gradient, symmetric, and times a direction it is the Hessian-vector product.
    /// </summary>
    public static Law HessiansAreJacobiansOfGradients { get; } = new("the Hessian is the Jacobian of the gradient", c =>
    {
        if (Transformed.Small(c) is not var (y, x)) return Verdict.Holds;
        var p = (c with { Outputs = [y] }).Projected();
        var direction = Directions(c, [x], 3)[0];
        var hessian = Hessian(p.Outputs[0], x);
        int[] swapped = [.. Enumerable.Range(x.Rank, x.Rank), .. Enumerable.Range(0, x.Rank)];
        return Equal(
            [.. p.Bindings, direction],
            ("the Hessian", hessian, "Jacobian", Jacobian(Gradient(p.Outputs[0], x), x, JacobianMode.Reverse)),
            ("the Hessian", hessian, "transposed", Permute(hessian, Axes.Of(swapped))),
            ("Hessian times direction", Times(hessian, x.Rank, direction.Variable),
                "product", HessianVectorProduct(p.Outputs[0], x, direction.Variable)));
    });

    /// <summary>
    /// Sparse Jacobians and Hessians are the dense ones, and what they leave out is zero; for expressions of known sizes.
    /// </summary>
    public static Law SparseEqualsDense { get; } = new("sparse derivatives are the dense ones", c =>
    {
        if (Transformed.Small(c) is not var (y, x)) return Verdict.Holds;
        if (!Graph.TopologicalOrder(y, x).All(node => node.Shape.IsFixed)) return Verdict.Holds;
        var p = (c with { Outputs = [y] }).Projected();
        return Equal(
            p.Bindings.AsSpan(),
            ("sparse", Dense(SparseJacobian(y, x)), "dense Jacobian", Flatten(Jacobian(y, x))),
            ("sparse", Dense(SparseHessian(p.Outputs[0], x)), "dense Hessian", Flatten(Hessian(p.Outputs[0], x))));
    });

    private static Expr Dense(SparseDerivative s) => ScatterAdd(
        s.Values,
        0,
        Constant(s.Rows.Zip(s.Columns, (i, j) => (i * s.ColumnCount) + j).ToArray()),
        s.RowCount * s.ColumnCount);

    /// <summary>The sum over the axes of x, which stand behind those of y.</summary>
    private static Expr Times(Expr jacobian, int rank, Expr direction) => Sum(
        jacobian * BroadcastTo(direction, jacobian.Shape), Axes.Of([.. Enumerable.Range(rank, direction.Rank)]));

    private static Verdict Equal(
        ReadOnlySpan<(Variable, Value)> bindings, params ReadOnlySpan<(string A, Expr X, string B, Expr Y)> pairs)
    {
        Expr[] all = [.. pairs.ToArray().SelectMany(p => new[] { p.X, p.Y })];
        var bounds = BoundedEvaluation.Of(all, bindings, Precision.Double);
        if (bounds.Kink is { } kink) return Verdict.Undecided($"a kink of {kink.Operator} is near");
        foreach (var (a, x, b, y) in pairs)
            if (Comparison.Equal(a, bounds, x, b, bounds, y) is { } broken) return broken;
        return Comparison.Decided(bounds, all);
    }
}
