using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Indexing;

/// <summary>Elements taken from places that other arrays tell, and put back there.</summary>
public class IndexingTests
{
    private readonly Variable v = Variable("v", ["n"]);
    private readonly Variable k = IntegerVariable("k", ["m"]);

    private static Expr Whole(params int[] numbers) => Constant(numbers);

    private double[] Of(Expr e, params double[] data) => e.EvaluateTensor((v, data)).ToArray();

    [Fact]
    public void They_obey_the_laws_of_operators()
    {
        var along = Constant(new[,] { { 1, 0, 1 }, { 2, 2, 0 } });
        OperatorLaw.Holds(e => Sin(Gather(e, 0, along)), [3, 3]);
        OperatorLaw.Holds(e => Square(ScatterAdd(e, 1, along, 4)), [2, 3]);
        OperatorLaw.Holds(e => Exp(Take(e, Whole(2, 0, 2, 2), 1)), [2, 3]);
        OperatorLaw.Holds(e => Square(Take(e, Constant(new[,] { { 1, 0 }, { 1, 1 } }))), [2, 3]);
        OperatorLaw.Holds(e => Sort(e, 0) * Sort(e, 0, descending: true), [4, 3]);
        OperatorLaw.Holds(e => Sin(TopK(e, 2).Values), [2, 5]);
        OperatorLaw.Holds(e => Median(e) * At(e, 1, 0), [3, 4]);
        OperatorLaw.Holds(e => MatMul(Diagonal(e, 1), LowerTriangle(e, -1)[1.., ..]), [4, 4]);
        OperatorLaw.Holds(e => Trace(MatMul(e, UpperTriangle(e))) * Sum(MatMul(DiagonalMatrix(e[0..1]), Transpose(ExpandDims(e, 0)))), [3, 3]);
    }

    [Fact]
    public void Elements_are_taken_along_an_axis()
    {
        Assert.Equal([30, 10, 30], Of(Gather(v, 0, Whole(2, 0, 2)), 10, 20, 30));
        Assert.Equal([20, 0, 40], Of(ScatterAdd(v[..3], 0, Whole(2, 0, 2), 3), 10, 20, 30));
        Assert.Equal([3, 1, 2], Of(Gradient(Sum(Gather(v, 0, Whole(0, 0, 0, 1, 2, 2))), v), 7, 7, 7));
    }

    [Fact]
    public void Places_are_found()
    {
        Assert.Equal([1], Of(ToReal(ArgMax(v, 0)), 2, 9, 9));
        Assert.Equal([0], Of(ToReal(ArgMin(v, 0)), 2, 9, 9));
        Assert.Equal([1], Of(ToReal(ArgMax(v, 0)), 2, double.NaN, 9));
        Assert.Equal([2, 0, 1, 3], Of(ToReal(ArgSort(v)), 5, 5, 1, double.NaN));
        Assert.Equal([0, 1, 2, 3], Of(ToReal(ArgSort(v, descending: true)), 5, 5, 1, double.NaN));
        Assert.Equal([9, 5], Of(TopK(v, 2).Values, 5, 9, 1, 2));
    }

    [Fact]
    public void Sorting_is_that_of_the_platform()
    {
        var random = new System.Random(1);
        double[] data = [.. Enumerable.Range(0, 1000).Select(_ => (double)random.Next(100))];
        Assert.Equal(data.Order(), Of(Sort(v), data));
        var order = Of(ToReal(ArgSort(v)), data);
        Assert.Equal(Enumerable.Range(0, 1000).OrderBy(i => data[i]).Select(i => (double)i), order);
    }

    [Fact]
    public void Whole_numbers_are_shuffled_by_a_permutation()
    {
        var shuffled = Take(k, Permutation(RandomKey(1), "m"));
        var session = Compile<float>([k], [shuffled]).Bind((k, Enumerable.Range(100, 50).ToArray()));
        session.Run();
        Assert.Equal(Enumerable.Range(100, 50), session.ReadIntegers(shuffled).ToArray().Order());
        Assert.Equal(0, Allocations.Of(() => session.Run()));
    }

    [Fact]
    public void Classes_become_rows()
    {
        var rows = OneHot(k, 3);
        var session = Compile<float>([k], [rows]).Bind((k, new[] { 2, 0, 5 }));
        session.Run();
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 0, 0], session.Read(rows).ToArray());
    }

    [Fact]
    public void Matrices_have_parts()
    {
        var m = Reshape(v[..6], [2, 3]);
        double[] data = [1, 2, 3, 4, 5, 6];
        Assert.Equal([1, 5], Of(Diagonal(m), data));
        Assert.Equal([2, 6], Of(Diagonal(m, 1), data));
        Assert.Equal([4], Of(Diagonal(m, -1), data));
        Assert.Equal([1, 0, 0, 4, 5, 0], Of(LowerTriangle(m), data));
        Assert.Equal([0, 2, 3, 0, 0, 6], Of(UpperTriangle(m, 1), data));
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0, 3], Of(DiagonalMatrix(v[..3]), data));
        Assert.Equal([6], Of(Trace(m), data));
        Assert.Equal([1, 0, 0, 1], Of(Identity(2), data));
    }

    [Fact]
    public void An_index_out_of_range_is_named()
    {
        var y = Take(v, k);
        const string Sentence =
            "take: the index 3 is out of range; it must lie between 0 and 2. In: k; with 'k' [m] (IndexingTests.cs:9).";
        Assert.Equal(Sentence, Assert.Throws<ArgumentException>(
            () => y.EvaluateTensor((v, new double[3]), (k, new[] { 0, 3 }))).Message);
        var session = Compile<float>([v, k], [y]).Bind((v, new double[3]), (k, new[] { 0, 3 }));
        Assert.Equal(Sentence, Assert.Throws<ArgumentException>(session.Run).Message);
    }

    [Fact]
    public void Indices_that_do_not_fit_are_refused()
    {
        Assert.StartsWith(
            "Take: an operand is real, and integer is needed. Declare it with IntegerVariable.",
            Assert.Throws<ArgumentException>(() => Take(v, v)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Gather: the indices have shape [m]; they must have the shape [2, 3] of the array but for axis 0.",
            Assert.Throws<ArgumentException>(() => Gather(Variable("a", [2, 3]), 0, k)).Message, StringComparison.Ordinal);
        Assert.Equal(
            "Gradient: 'k' [m] (IndexingTests.cs:9) is integer, and derivatives are of real expressions, by real " +
            "ones. An index or a condition has none; numbers are made real with Variable or ToReal.",
            Assert.Throws<ArgumentException>(() => Gradient(Sum(ToReal(k)), k)).Message);
    }
}
