#:project ../src/Grad.Models/Grad.Models.csproj

// The README's example, with data: dotnet run samples/quickstart.cs
using System.Numerics.Tensors;
using Grad;
using Grad.Models;
using static Grad.Functions;
using static Grad.Models.Layers;

double[,] data = { { 1 }, { 2 }, { 3 } }, targets = { { 5 }, { 8 }, { 11 } };
double[,] inputs = data, outputs = targets;

// a derivative is a tree
var x = Variable("x");
Expr slope = Gradient(Sin(x), x);                       // Simplify(slope) prints: cos(x)
double atPi = slope.Evaluate((x, Math.PI));             // -1

// linear regression with raw expressions; "n" is a size known only when data is bound
Variable X = Variable("X", ["n", 1]), t = Variable("t", ["n", 1]), w = Variable("w"), b = Variable("b");
var loss = Mean(Square(w * X + b - t));
var (dw, db) = Gradients(loss, w, b);
Console.WriteLine(Simplify(dw));                        // 2/n·Σ ((w·X + b − t)·X)

// one training step, compiled: loss and updated parameters in one fused program
var step = Compile<float>(inputs: [X, t], outputs: [loss], updates: [(w, w - 0.01 * dw), (b, b - 0.01 * db)]);
var session = step.Bind((X, data), (t, targets), (w, 0.0), (b, 0.0));   // one arena, one thread, nothing allocated after
session.Repeat(1000);

// a model is a value; training returns a value
var model = Sequential(Linear(1, 20), Relu(), Linear(20, 20), Relu(), Linear(20, 1));
var fit = model.Train(inputs, outputs, new() { Optimizer = Optimizer.Adam(0.01), Epochs = 1500, Seed = 42 });
Tensor<float> prediction = fit.Predict(inputs);

Console.WriteLine($"cos(π) = {atPi}; w = {session.Scalar(w):F3}, b = {session.Scalar(b):F3}; loss {fit.FinalLoss:E1}");
Console.WriteLine(string.Join(", ", prediction.Select(p => $"{p:F2}")));
