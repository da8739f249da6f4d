// Grad in a program that is published as native code: dotnet publish samples/NativeAot -o native && native/NativeAot
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Grad;
using Grad.Models;
using Grad.Numerics;
using static Grad.Functions;
using static Grad.Models.Layers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine(RuntimeFeature.IsDynamicCodeCompiled ? "just-in-time compiled" : "native code");

// a derivative is a tree
Variable x = Variable("x", ["n"]), w = Variable("w");
Expr loss = Mean(Square(Sin(w * x) - Softplus(x)));
Console.WriteLine($"∂/∂w {loss} = {Simplify(Gradient(loss, w))}");

// what is compiled is run
var start = Stopwatch.GetTimestamp();
var descent = Compile<float>([x], [loss], [(w, w - (0.01 * Gradient(loss, w)))]);
Console.WriteLine($"compiled in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
Console.Write(descent.Explain());
var session = descent.Bind((x, Enumerable.Range(0, 1000).Select(i => i / 500.0).ToArray()), (w, 1.0));
session.Repeat(1000);
Console.WriteLine($"w = {session.Scalar(w):G6}, loss = {session.Scalar(loss):G6}");

// the notebook's network learns x² from noisy data
double[] noise = new double[200];
Philox.FillNormal<double>(Philox.FromSeed(42), 0, noise);
double[,] inputs = new double[200, 1], targets = new double[200, 1];
for (int i = 0; i < 200; i++)
{
    inputs[i, 0] = (i / 19.9) - 5;
    targets[i, 0] = (inputs[i, 0] * inputs[i, 0]) + noise[i];
}
var model = Sequential(Linear(1, 20), Relu(), Linear(20, 20), Relu(), Linear(20, 1));
for (int turn = 0; turn < 3; turn++)
{
    start = Stopwatch.GetTimestamp();
    var fit = model.Train(inputs, targets, new() { Optimizer = Optimizer.Adam(0.01), Epochs = 1500, Seed = 42 });
    double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    var losses = new[] { 0, 300, 600, 900, 1200, 1499 }.Select(e => $"{fit.Losses[e]:F4}");
    Console.WriteLine($"1500 epochs in {milliseconds:F0} ms; losses {string.Join(", ", losses)}");
}
