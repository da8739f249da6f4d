using System.Numerics;
using CsCheck;
using Grad.Testing;
using Grad.Tests.Properties.Operators;

namespace Grad.Tests.Properties.Running;

/// <summary>The plan runner gives the bits of generated code, whatever is computed, however it is compiled.</summary>
public sealed class CodeGenerationTests
{
    private static readonly Compilation[] Generated =
        [.. Compilation.All.Where(w => w.Options is { CodeGeneration: CodeGeneration.Dynamic, ProductBackend: "managed" })];

    public static TheoryData<string> Names => [.. OperatorCase.All.Select(o => o.Name)];

    /// <summary>Each operator at each width: fewer elements than a vector has, and more than a block with a rest.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Each_operator_has_the_same_bits(string name)
    {
        var operation = OperatorCase.All.Single(o => o.Name == name);
        var random = new Random(7);
        foreach (int n in new[] { 1, 61, 2500 })
        {
            Variable[] x = [.. operation.Domains.Select((_, i) => Variable($"x{i}", ["n"]))];
            var y = operation.Build(x);
            Expr output = y.Kind == Kind.Real ? y : ToReal(y);
            var at = x.Select((v, i) => (v, (Value)Enumerable.Range(0, n)
                .Select(_ => operation.Domains[i].Between(0.02 + 0.96 * random.NextDouble())).ToArray()));
            var c = Case.Of(output, [.. at]);
            Assert.All(Generated.Where(w => w.Options.Optimizations is Optimizations.All or Optimizations.None), w => SameBits(c, w));
        }
    }

    [Fact]
    public void Random_programs_have_the_same_bits() => Sample(c => c);

    [Fact]
    public void Random_gradients_have_the_same_bits() => Sample(c => c.Differentiated());

    /// <summary>The next way to compile for each case: compiling takes long, and there are many ways.</summary>
    private static void Sample(Func<Case, Case> made)
    {
        int turn = 0;
        ExpressionGen.Cases.SampleRepeatably(
            c => SameBits(made(c), Generated[turn++ % Generated.Length]), count: Cases.Share(0.05));
    }

    private static void SameBits(Case c, Compilation way)
    {
        if (way.Precision == Precision.Float) SameBits<float>(c, way.Options);
        else SameBits<double>(c, way.Options);
    }

    private static void SameBits<T>(Case c, CompilationOptions options) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Session<T> generated = Run(options), run = Run(options with { CodeGeneration = CodeGeneration.None });
        Assert.All(c.Outputs, o => Assert.Equal(Bits(generated, o), Bits(run, o)));

        Session<T> Run(CompilationOptions options)
        {
            var session = Compile<T>([.. c.Bindings.Select(b => b.Variable)], c.Outputs.AsSpan(), options: options)
                .Bind(c.Bindings.AsSpan());
            session.Run();
            return session;
        }
    }

    // Which NaN an operation gives is not said anywhere.
    private static long[] Bits<T>(Session<T> session, Expr output) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. session.Read(output).Select(x => BitConverter.DoubleToInt64Bits(T.IsNaN(x) ? double.NaN : double.CreateTruncating(x)))];
}
