#:project ../src/Grad.Models/Grad.Models.csproj

// Two networks learn to tell ten kinds of clothes apart: dotnet run -c Release samples/FashionMnist.cs [epochs]
// [folder]
using System.Globalization;
using Grad.Models;
using static Grad.Functions;
using static Grad.Models.Layers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int epochs = args.Length > 0 ? int.Parse(args[0]) : 5;
string folder = args.Length > 1 ? args[1] : "/usr/share/datasets/fashion-mnist";
if (!File.Exists(Path.Combine(folder, "train-images-idx3-ubyte.gz")))
{
    Console.WriteLine($"There is no Fashion-MNIST in {folder}. On Debian, install it with: apt-get install "
        + "dataset-fashion-mnist. Or name the folder that holds train-images-idx3-ubyte.gz and the other three files.");
    return 1;
}

var images = IdxFile.Read(Path.Combine(folder, "train-images-idx3-ubyte.gz"), 1.0 / 255);
var labels = IdxFile.Read(Path.Combine(folder, "train-labels-idx1-ubyte.gz"));
var testImages = IdxFile.Read(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), 1.0 / 255);
var testLabels = IdxFile.Read(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"));

Learn(128, Sequential(Flatten(), Linear(784, 256), Relu(), Linear(256, 128), Relu(), Linear(128, 10)));
Learn(64, Sequential(
    Reshape(1, 28, 28),
    Conv2d(1, 16, kernel: 3, padding: 1), Relu(), MaxPool2d(2),
    Conv2d(16, 32, kernel: 3, padding: 1), Relu(), MaxPool2d(2),
    Flatten(), Linear(32 * 7 * 7, 10)));
return 0;

void Learn(int batch, Layer model)
{
    Console.WriteLine(model.Summary());
    model.Train(images, labels, new()
    {
        Loss = Loss.CrossEntropy(),
        Optimizer = Optimizer.Adam(1e-3),
        Epochs = epochs,
        BatchSize = batch,
        Seed = 42,
        Validation = new(testImages, testLabels, Metrics.Accuracy),
        Progress = new Line(),
    });
    Console.WriteLine();
}

internal sealed class Line : IProgress<TrainingStep>
{
    public void Report(TrainingStep step) => Console.WriteLine(
        $"epoch {step.Epoch + 1}: loss {step.Loss:F4}, test accuracy {step.Validation:P2}, "
        + $"{step.Duration.TotalSeconds:F2} s");
}
