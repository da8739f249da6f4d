using System.Buffers.Binary;
using System.IO.Compression;

namespace Grad.Models;

/// <summary>
/// Arrays in the IDX format of the MNIST database (Y. LeCun, C. Cortes): two zero bytes, the type, the number of axes,
/// the sizes as 32-bit big-endian integers, the numbers big-endian. Files may be compressed with gzip.
/// </summary>
public static class IdxFile
{
    private const int Gzip = 0x1F8B;

    /// <summary>The array in a file; of whole numbers when the file's are whole and the scale is 1.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="scale">What each number is multiplied by: 1.0 / 255 for pixels from 0 to 1.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not an IDX file, or it is damaged.</exception>
    public static Value Read(string path, double scale = 1)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length >= 2 && BinaryPrimitives.ReadUInt16BigEndian(bytes) == Gzip) bytes = Expanded(path, bytes);
        if (bytes.Length < 4 || bytes[0] != 0 || bytes[1] != 0) throw ModelErrors.NotIdx(path);
        var (size, isWhole, number) = Element(path, bytes[2]);
        int axes = bytes[3], start = 4 * (1 + axes);
        if (bytes.Length < start) throw ModelErrors.IdxHeader(path, axes);
        int[] sizes =
            [.. Enumerable.Range(1, axes).Select(i => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 * i)))];
        long count = 1;
        foreach (int length in sizes) count = length < 0 ? -1 : Math.Min(count * length, int.MaxValue);
        if (count < 0 || start + (count * size) != bytes.Length)
            throw ModelErrors.IdxLength(path, sizes, size, bytes.Length - start);
        var numbers = new double[count];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = scale * number(bytes.AsSpan(start + (i * size), size));
        return isWhole && scale == 1
            ? Value.Of(Array.ConvertAll(numbers, n => (int)n), sizes)
            : Value.Of(numbers, sizes);
    }

    private delegate double Number(ReadOnlySpan<byte> bytes);

    private static (int Size, bool IsWhole, Number Number) Element(string path, byte type) => type switch
    {
        0x08 => (1, true, static b => b[0]),
        0x09 => (1, true, static b => (sbyte)b[0]),
        0x0B => (2, true, static b => BinaryPrimitives.ReadInt16BigEndian(b)),
        0x0C => (4, true, static b => BinaryPrimitives.ReadInt32BigEndian(b)),
        0x0D => (4, false, static b => BinaryPrimitives.ReadSingleBigEndian(b)),
        0x0E => (8, false, static b => BinaryPrimitives.ReadDoubleBigEndian(b)),
        _ => throw ModelErrors.IdxType(path, type),
    };

    private static byte[] Expanded(string path, byte[] bytes)
    {
        try
        {
            using var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var expanded = new MemoryStream();
            stream.CopyTo(expanded);
            return expanded.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw ModelErrors.Compressed(path, e);
        }
    }
}
