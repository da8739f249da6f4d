using static Grad.Functions;

namespace Grad.Tests.Unit.Lowering;

public sealed class StorageOrderTests
{
    private static readonly Variable X = Variable("x", ["n", 3]), W = Variable("w", [20, 3]), V = Variable("v", [20, 20]), B = Variable("b", [20]);

    private static readonly Expr First = Tanh(MatMul(X, Transpose(W)) + B), Second = Relu(MatMul(First, Transpose(V)) + B);

    private static readonly Expr Loss = Mean(Square(Second));

    [Fact]
    public void Hidden_layers_are_stored_by_columns()
    {
        var program = Compile<float>([X, W, V, B], [Loss, .. Gradients(Loss, W, V, B).ToArray()]);
        var stores = program.Steps.OfType<Loop>().SelectMany(l => l.Stores)
            .Concat(program.Steps.OfType<ProductStep>().Select(p => p.Target))
            .Where(s => s.Base.Shape == Second.Shape).ToArray();
        Assert.NotEmpty(stores);
        Assert.All(stores, s => Assert.Equal([Dimension.One, X.Shape[0]], s.Strides));
        Assert.Contains("product [n, 20] · [20, 20], stored by columns", program.Explain());
    }

    [Fact]
    public void Values_do_not_depend_on_the_order()
    {
        foreach (int n in (int[])[1, 2, 7, 16, 33])
        {
            (Variable, Value)[] at = [(X, Numbers(n, 3)), (W, Numbers(20, 3)), (V, Numbers(20, 20)), (B, Numbers(20))];
            Expr[] outputs = [Loss, .. Gradients(Loss, W, V, B).ToArray()];
            var session = Compile<double>([X, W, V, B], outputs).Bind(at);
            session.Run();
            foreach (var output in outputs)
            {
                Assert.Equal(
                    output.EvaluateTensor(at).ToArray(), session.Read(output).ToArray(), (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a)));
            }
        }
    }

    [Fact]
    public void What_meets_an_output_keeps_its_rows()
    {
        var program = Compile<float>([X, W, B], [First]);
        Assert.DoesNotContain("by columns", program.Explain());
    }

    [Fact]
    public void What_meets_an_input_of_its_shape_keeps_its_rows()
    {
        Variable y = Variable("y", ["n", 20]);
        Assert.DoesNotContain("by columns", Compile<float>([X, W, B, y], [Sum(Square(First - y))]).Explain());
    }

    [Fact]
    public void What_a_routine_reads_keeps_its_rows()
    {
        var sums = Sum(Square(CumSum(First, 1)));
        Assert.DoesNotContain("by columns", Compile<float>([X, W, B], [sums]).Explain());
    }

    [Fact]
    public void A_product_that_is_read_transposed_is_stored_so()
    {
        var difference = V - 0.1 * Transpose(MatMul(V, V));
        var program = Compile<float>([], [], [(V, difference)]);
        Assert.Contains("product [20, 20] · [20, 20], stored by columns", program.Explain());
        Assert.All(program.Kernels.OfType<LoopKernel>(), k => Assert.Single(k.Shape.Sizes));
    }

    [Fact]
    public void Without_the_optimization_all_is_stored_by_rows()
    {
        var options = new CompilationOptions { Optimizations = Optimizations.All & ~Optimizations.Layout };
        Assert.DoesNotContain("by columns", Compile<float>([X, W, V, B], [Loss], options: options).Explain());
    }

    private static Value Numbers(params int[] sizes) =>
        Value.Of([.. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(i => Math.Sin(1 + 1.7 * i))], sizes);
}
