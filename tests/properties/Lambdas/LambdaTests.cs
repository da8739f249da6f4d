using System.Linq.Expressions;
using CsCheck;
using Grad.Testing;
using Linq = System.Linq.Expressions.Expression;

namespace Grad.Tests.Properties.Lambdas;

/// <summary>Laws of lambdas as expressions and expressions as lambdas.</summary>
public class LambdaTests
{
    private static readonly ParameterExpression X = Linq.Parameter(typeof(double), "x"), Y = Linq.Parameter(typeof(double), "y");

    private static readonly string[] Bounded = ["Sin", "Cos", "Tanh", "Atan", "Asinh"];

    private static readonly Gen<Linq> Leaf = Gen.OneOf(
        Gen.Bool.Select(first => (Linq)(first ? X : Y)), Gen.Double[-2, 2].Select(c => (Linq)Linq.Constant(c)));

    private static readonly Gen<double> Point = Gen.Double[-1.5, 1.5];

    public static TheoryData<string> Operators => [.. ElementwiseOperator.All.Where(HasScalar).Select(o => o.Name)];

    [Fact]
    public void The_derivative_of_a_random_lambda_is_its_slope() =>
        Gen.Select(Smooth(4), Point, Point).Sample((body, x, y) =>
        {
            var f = Linq.Lambda<Func<double, double, double>>(body, X, Y);
            var compiled = f.Compile();
            var (slope, error) = Differences.Slope(t => compiled(t, y), x, 0.05);
            double found = Differentiate(f).Compile()(x, y);
            return Math.Abs(found - slope) <= 1e-6 * (1 + Math.Abs(slope)) + 10 * error;
        }, iter: 2000);

    [Theory]
    [MemberData(nameof(Operators))]
    public void Every_operator_means_the_same_as_its_lambda_and_is_read_back(string name)
    {
        var operation = ElementwiseOperator.All.Single(o => o.Name == name);
        Variable x = Variable("x"), y = Variable("y");
        Expr[] operands = [x, y];
        var node = operation.Build(operands[..operation.Domains.Count]);
        var value = node.Kind == Kind.Boolean ? Where(node, 1, 0) : node;
        var lambda = value.ToLambda<Func<double, double, double>>(x, y);
        var (compiled, back) = (lambda.Compile(), Read(lambda, x, y));
        Gen.Select(In(operation.Domains[0]), In(operation.Domains[^1])).Sample((a, b) =>
        {
            double expected = value.Evaluate((x, a), (y, b));
            Assert.Equal(expected, compiled(a, b), Near);
            Assert.Equal(expected, back.Evaluate((x, a), (y, b)), Near);
        }, iter: 200);
    }

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-12 * Math.Abs(a);

    private static bool HasScalar(ElementwiseOperator o) => o.OperandKind == Kind.Real;

    private static Gen<double> In(Interval domain) =>
        Gen.Double[Math.Max(domain.Low, -3), Math.Min(domain.High, 3)].Where(domain.Contains);

    /// <summary>Functions without kinks or poles, of moderate size.</summary>
    private static Gen<Linq> Smooth(int depth)
    {
        if (depth == 0) return Leaf;
        var part = Smooth(depth - 1);
        return Gen.OneOf(
            Leaf,
            Gen.Select(part, Gen.Int[0, 4]).Select((x, f) => Call(Bounded[f], x)),
            part.Select(x => Call("Exp", Linq.Negate(Linq.Multiply(x, x)))),
            part.Select(x => Call("Sqrt", Linq.Add(Linq.Constant(1.0), Linq.Multiply(x, x)))),
            Gen.Select(part, part).Select((x, y) => (Linq)Linq.Add(x, y)),
            Gen.Select(part, part).Select((x, y) => (Linq)Linq.Subtract(x, y)),
            Gen.Select(part, part).Select((x, y) => (Linq)Linq.Multiply(x, Call("Sin", y))),
            Gen.Select(part, part).Select((x, y) => (Linq)Linq.Divide(x, Linq.Add(Linq.Constant(1.0), Linq.Multiply(y, y)))),
            Gen.Select(part, part, Point).Select((x, y, c) => (Linq)Linq.Condition(
                Linq.LessThan(Linq.Constant(c), Linq.Constant(0.0)), x, y)));
    }

    private static Linq Call(string function, Linq x) => Linq.Call(typeof(Math).GetMethod(function, [typeof(double)])!, x);
}
