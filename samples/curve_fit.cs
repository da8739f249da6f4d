#:project ../src/Grad.Core
// NIST's Rat43, sigmoidal growth with four parameters, fitted from NIST's far start: dotnet run samples/curve_fit.cs
using Grad;
using static Grad.Functions;

double[] weeks = [.. Enumerable.Range(1, 15)];
double[] yields =
[
    16.08, 33.83, 65.80, 97.20, 191.55, 326.20, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56, 717.41,
];
double[] start = [100, 10, 1, 1];
double[] certified = [699.64151270, 5.2771253025, 0.75962938329, 1.2792483859];
double[] certifiedErrors = [16.302297817, 2.0828735829, 0.19566123451, 0.68761936385];

Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]);
Variable[] b = [.. start.Select((_, i) => Variable($"b{i + 1}"))];
Expr model = b[0] / Pow(1 + Exp(b[1] - b[2] * x), 1 / b[3]);
Console.WriteLine($"y = {model}");
Console.WriteLine($"∂y/∂b₂ = {Simplify(Jvp(model, (b[1], 1)))}");

var fit = LeastSquares(y - model, [.. b.Zip(start, (v, s) => (v, (Value)s))], [(x, weeks), (y, yields)]);
Console.WriteLine(fit);
Console.WriteLine($"{"",-4}{"found",16}{"certified",16}{"std. error",16}{"certified",16}");
for (int i = 0; i < b.Length; i++)
{
    Console.WriteLine(
        $"{b[i].Name,-4}{fit.Scalar(b[i]),16:G11}{certified[i],16:G11}{fit.StandardError(b[i]),16:G11}{certifiedErrors[i],16:G11}");
}

double worst = b.Select((v, i) => Math.Abs(fit.Scalar(v) / certified[i] - 1)).Max();
Console.WriteLine($"the parameters agree to {-Math.Log10(worst):F1} digits");
