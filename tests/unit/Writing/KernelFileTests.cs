using System.Text;
using Grad.Writing;

namespace Grad.Tests.Unit.Writing;

/// <summary>The sources of kernels stand alone but for one another.</summary>
public class KernelFileTests
{
    [Fact]
    public void Each_kernel_compiles_with_those_that_it_mentions()
    {
        // Types of one file need the same.
        string[] types = [.. KernelFiles.Types.DistinctBy(type => KernelFiles.Write($"Kernels.{type}", "Kernels"))];
        Assert.True(types.Length > 40, $"There are only {types.Length} files.");
        // Where a struct's callers are left out, nobody writes its fields.
        var text = new StringBuilder("#pragma warning disable CS0649\n");
        foreach (string type in types) text.Append(KernelFiles.Write($"{type}Kernels.{type}", $"{type}Kernels"));
        Assert.All(WrittenProgram.Compiled(text.ToString()).GetTypes(), t => Assert.False(t.IsPublic));
    }

    [Fact]
    public void A_program_that_calls_none_has_none() => Assert.Equal("", KernelFiles.Write("Other.ManagedProduct.Multiply();", "OwnKernels"));

    [Theory]
    [InlineData("Running", "AxisRows.cs Running.cs")]
    [InlineData("ConvolutionSide", "ConvolutionSide.cs")]
    [InlineData("SortedPlaces", "RowSearch.cs SortedPlaces.cs")]
    [InlineData("MaxPoolingRoutine", "Columns.cs Extent.cs MaxPoolingRoutine.cs Registers.cs Scratch.cs")]
    public void What_is_not_needed_is_left_out(string type, string files)
    {
        var lines = KernelFiles.Write($"OwnKernels.{type}", "OwnKernels").Split('\n').Where(l => l.EndsWith(".cs", StringComparison.Ordinal));
        Assert.Equal(files.Split(' '), lines.Select(l => l.Split('/')[^1]).Order(StringComparer.Ordinal));
    }
}
