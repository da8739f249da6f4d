using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Control;

/// <summary>A variable that a function inside reads and that has no value: one sentence, wherever it is missed.</summary>
public sealed class UnboundTests
{
    private static readonly Variable A = Variable("a"), Loose = Variable("loose", ["n"]);

    public static TheoryData<string> Bodies => [.. Inside.Keys];

    private static Dictionary<string, Expr> Inside { get; } = new()
    {
        ["scan"] = Scan(A, Loose, (c, each) => (c * each, each)).Carried,
        ["iterate"] = Iterate(A, 3, c => c * Sum(Loose)),
        ["while"] = While(A, c => c > Sum(Loose), c => c / 2, most: 10),
        ["cond"] = Cond(A > 0, () => A, () => A * Sum(Loose)),
        ["fixed point"] = FixedPoint(1, x => Cos(x * Sum(Loose)) * A),
        ["root"] = Root(1, x => x * x - (A * Sum(Loose))),
        ["checkpoint"] = Checkpoint(A, x => x * Sum(Loose)),
        ["loop in a branch"] = Cond(A > 0, () => Iterate(A, 3, c => Checkpoint(c, x => x * Sum(Loose))), () => A),
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Is_named(string body)
    {
        foreach (var y in new[] { Inside[body], Gradient(Inside[body], A) })
        {
            Says("has no value. Bind it: (loose, value).", () => y.Evaluate((A, 1.0)));
            Says("has no value. Bind it: (loose, value).", () => Compile<float>([A, Loose], [y]).Bind((A, 1.0)));
            Says("is used and is neither an input nor updated. Add it to the inputs.", () => Compile<float>([A], [y]));
        }

        static void Says(string missing, Action wrong)
        {
            string message = Assert.Throws<ArgumentException>(wrong).Message;
            Assert.EndsWith($" variable 'loose' [n] (UnboundTests.cs:8) {missing}", message, StringComparison.Ordinal);
        }
    }
}
