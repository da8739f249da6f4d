using System.Globalization;
using System.Numerics;

namespace Grad;

/// <summary>
/// Looks at every number that a program reads or computes and names the first that is infinite or not a number, with the
/// node that made it, its operands there, and where its variables were declared.
/// </summary>
internal sealed class FiniteCheck<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Func<Expr, Block> blockOf;
    private readonly Func<Expr, Storage> storageOf;

    public FiniteCheck(Func<Expr, Block> blockOf, Func<Expr, Storage> storageOf) =>
        (this.blockOf, this.storageOf) = (blockOf, storageOf);

    /// <summary>A step of the program that checks some nodes, whose buffers are filled by then.</summary>
    public Action Of(IEnumerable<Expr> nodes)
    {
        Expr[] real = [.. nodes.Where(n => n.Kind == Kind.Real && n is not Literal)];
        return () => Array.ForEach(real, Check);
    }

    private void Check(Expr node)
    {
        int bad = storageOf(node) == Storage.Double
            ? FirstBad<double>(blockOf(node).Span<double>())
            : FirstBad<T>(blockOf(node).Span<T>());
        if (bad < 0) return;
        string value = Text(Element(node, bad)), place = Place(bad, blockOf(node).Sizes);
        throw node is Leaf ? Errors.NotFiniteInput(node, value, place) : Errors.NotFinite(node, value, place, Operands(node, bad));
    }

    private static int FirstBad<TElement>(ReadOnlySpan<TElement> numbers) where TElement : INumberBase<TElement>
    {
        for (int i = 0; i < numbers.Length; i++) if (!TElement.IsFinite(numbers[i])) return i;
        return -1;
    }

    /// <summary>The operands' numbers in the same place, of an operator that acts on each element.</summary>
    private string[] Operands(Expr node, int index) =>
        node is Elementwise && node.Operands.All(IsReadable) ? [.. node.Operands.Select(o => Text(Element(o, index)))] : [];

    private bool IsReadable(Expr operand) => operand is Literal || (operand is not Linear && blockOf(operand).Sizes is not null);

    private double Element(Expr node, int index) => node is Literal literal ? literal.Value : storageOf(node) switch
    {
        Storage.Double => blockOf(node).Span<double>()[index],
        Storage.Int32 => blockOf(node).Span<int>()[index],
        Storage.Byte => blockOf(node).Span<byte>()[index],
        _ => double.CreateTruncating(blockOf(node).Span<T>()[index]),
    };

    private static string Text(double value) => double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "−∞"
        : value.ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Place(int index, int[] sizes)
    {
        var place = new int[sizes.Length];
        for (int k = sizes.Length - 1; k >= 0; index /= sizes[k--]) place[k] = index % sizes[k];
        return place.Length == 0 ? "" : $" at [{string.Join(", ", place)}]";
    }
}
