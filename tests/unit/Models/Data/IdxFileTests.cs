using System.IO.Compression;
using Grad.Models;
using static Grad.Functions;

namespace Grad.Tests.Unit.Models.Data;

/// <summary>Arrays in IDX files of every type, compressed or not, and files that are broken.</summary>
public sealed class IdxFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Bytes_are_read_as_whole_numbers()
    {
        var value = Read([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255]);
        Assert.Equal(Kind.Integer, value.Kind);
        Assert.Equal("[2, 3]", Constant(value).Shape.ToString());
        Assert.Equal([1, 2, 3, 4, 5, 255], Numbers(value));
    }

    [Fact]
    public void Numbers_of_every_type_are_read_and_scaled()
    {
        Assert.Equal([-1, 127], Numbers(Read([0, 0, 9, 1, 0, 0, 0, 2, 255, 127])));
        Assert.Equal([-2, 258], Numbers(Read([0, 0, 11, 1, 0, 0, 0, 2, 255, 254, 1, 2])));
        Assert.Equal([65536], Numbers(Read([0, 0, 12, 1, 0, 0, 0, 1, 0, 1, 0, 0])));
        Assert.Equal([1.5], Numbers(Read([0, 0, 13, 1, 0, 0, 0, 1, 0x3F, 0xC0, 0, 0])));
        Assert.Equal([-2], Numbers(Read([0, 0, 14, 1, 0, 0, 0, 1, 0xC0, 0, 0, 0, 0, 0, 0, 0])));
        Assert.Equal([0.5, 1], Numbers(Read([0, 0, 8, 1, 0, 0, 0, 2, 1, 2], 0.5)));
        Assert.Empty(Numbers(Read([0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 3])));
    }

    [Fact]
    public void Compressed_files_are_expanded()
    {
        using (var file = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            file.Write([0, 0, 8, 1, 0, 0, 0, 1, 7]);
        Assert.Equal([7], Numbers(IdxFile.Read(path)));
    }

    [Fact]
    public void Broken_files_are_named_and_described()
    {
        const string NotIdx =
            " is not an IDX file: it does not begin with two zero bytes, a type and a number of axes.";
        Refused(NotIdx, [0, 1, 8, 1]);
        Refused(NotIdx, []);
        Refused(": the type 0x0A is none of the IDX format, which has 08, 09, 0B, 0C, 0D and 0E.", [0, 0, 10, 1]);
        Refused(": the file ends before the sizes of its 3 axes. It was cut off.", [0, 0, 8, 3, 0, 0, 0, 1]);
        Refused(
            ": its sizes are [2, 3] with numbers of 1 byte, and 5 bytes follow. It was cut off or damaged.",
            [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5]);
        Refused(
            ": its sizes are [-1] with numbers of 8 bytes, and 0 bytes follow. It was cut off or damaged.",
            [0, 0, 14, 1, 255, 255, 255, 255]);
        Refused(
            " begins like a gzip file and cannot be expanded. It was cut off or damaged.",
            [0x1F, 0x8B, 9, 0, 0, 0, 0, 0, 0, 3, 1, 2]);
    }

    private Value Read(byte[] bytes, double scale = 1)
    {
        File.WriteAllBytes(path, bytes);
        return IdxFile.Read(path, scale);
    }

    private static double[] Numbers(Value value) => value.Numbers;

    private void Refused(string sentence, byte[] bytes) =>
        Assert.Equal(path + sentence, Assert.Throws<InvalidDataException>(() => Read(bytes)).Message);
}
