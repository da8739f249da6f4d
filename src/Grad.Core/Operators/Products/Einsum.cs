namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// A sum of products in Einstein's notation: <c>Einsum("bij,bjk->bik", a, b)</c>. A letter stands for an axis; letters
    /// that the result does not have are summed over. Pairs of arrays are contracted from left to right, each by one
    /// (batched) matrix product.
    /// </summary>
    /// <param name="notation">The axes of each array, separated by commas, an arrow, and the axes of the result.</param>
    /// <param name="operands">The arrays.</param>
    /// <exception cref="ArgumentException">The notation does not fit the arrays.</exception>
    public static Expr Einsum(string notation, params ReadOnlySpan<Expr> operands)
    {
        ArgumentNullException.ThrowIfNull(notation);
        var sides = notation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length != 2) throw Errors.EinsumNotation(notation, "an arrow -> must stand between the arrays and the result");
        var names = sides[0].Split(',');
        if (names.Length != operands.Length)
            throw Errors.EinsumNotation(notation, $"the arrays that it names are {names.Length}, and those given {operands.Length}");
        CheckLetters(notation, names, sides[1], operands);

        var terms = new List<(Expr Array, string Letters)>();
        for (int i = 0; i < names.Length; i++) terms.Add(Diagonals(operands[i], names[i]));
        var (result, letters) = Summed(terms[0], Needed(terms, 1, sides[1]));
        for (int i = 1; i < terms.Count; i++)
        {
            string needed = Needed(terms, i + 1, sides[1]);
            (result, letters) = Contracted((result, letters), Summed(terms[i], needed + letters), needed);
        }
        var order = sides[1].Select(c => letters.IndexOf(c, StringComparison.Ordinal)).ToArray();
        return order.Length < 2 ? result : Permute(result, Axes.Of(order));
    }

    /// <summary>The letters of the result and of the arrays that are still to come.</summary>
    private static string Needed(List<(Expr Array, string Letters)> terms, int from, string result) =>
        result + string.Concat(terms.Skip(from).Select(t => t.Letters));

    /// <summary>A letter that an array has twice names its diagonal.</summary>
    private static (Expr, string) Diagonals(Expr array, string letters)
    {
        for (int first = 0; first < letters.Length; first++)
        {
            int second = letters.IndexOf(letters[first], first + 1);
            if (second < 0) continue;
            int[] rest = [.. Enumerable.Range(0, letters.Length).Where(i => i != first && i != second)];
            var kept = string.Concat(rest.Select(i => letters[i])) + letters[first];
            return Diagonals(Diagonal(Permute(array, Axes.Of([.. rest, first, second]))), kept);
        }
        return (array, letters);
    }

    /// <summary>Sums over the axes that nothing else needs.</summary>
    private static (Expr Array, string Letters) Summed((Expr Array, string Letters) term, string needed)
    {
        int[] idle = [.. Enumerable.Range(0, term.Letters.Length).Where(i => !needed.Contains(term.Letters[i]))];
        return idle.Length == 0 ? term : (Sum(term.Array, Axes.Of(idle)), string.Concat(term.Letters.Where(needed.Contains)));
    }

    /// <summary>One batched matrix product: shared letters that are needed are the batch, the others are summed over.</summary>
    private static (Expr, string) Contracted((Expr Array, string Letters) a, (Expr Array, string Letters) b, string needed)
    {
        var batch = string.Concat(a.Letters.Where(c => b.Letters.Contains(c) && needed.Contains(c)));
        var inner = string.Concat(a.Letters.Where(c => b.Letters.Contains(c) && !needed.Contains(c)));
        var left = string.Concat(a.Letters.Where(c => !b.Letters.Contains(c)));
        var right = string.Concat(b.Letters.Where(c => !a.Letters.Contains(c)));
        var product = MatMul(Arranged(a, batch, left, inner), Arranged(b, batch, inner, right));
        var shape = SizesOf(a, batch).Concat(SizesOf(a, left)).Concat(SizesOf(b, right));
        return (Reshape(product, shape), batch + left + right);
    }

    /// <summary>The array as [batch…, rows, columns], several axes flattened into rows and into columns.</summary>
    private static Expr Arranged((Expr Array, string Letters) term, string batch, string rows, string columns)
    {
        var order = (batch + rows + columns).Select(c => term.Letters.IndexOf(c, StringComparison.Ordinal)).ToArray();
        var shape = SizesOf(term, batch).Concat([SizesOf(term, rows).Size, SizesOf(term, columns).Size]);
        return Reshape(Permute(term.Array, Axes.Of(order)), shape);
    }

    private static Shape SizesOf((Expr Array, string Letters) term, string letters) =>
        Shape.Of([.. letters.Select(c => term.Array.Shape[term.Letters.IndexOf(c, StringComparison.Ordinal)])]);

    private static void CheckLetters(string notation, string[] names, string result, ReadOnlySpan<Expr> operands)
    {
        var sizes = new Dictionary<char, Dimension>();
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length != operands[i].Rank) throw Errors.EinsumNotation(
                notation, $"array {i + 1} has shape {operands[i].Shape} and {names[i].Length} letters; each axis needs one");
            for (int k = 0; k < names[i].Length; k++)
            {
                if (!char.IsAsciiLetter(names[i][k])) throw Errors.EinsumNotation(notation, $"'{names[i][k]}' is not a letter");
                if (!sizes.TryAdd(names[i][k], operands[i].Shape[k]) && sizes[names[i][k]] != operands[i].Shape[k])
                    throw Errors.EinsumNotation(
                        notation, $"'{names[i][k]}' has size {sizes[names[i][k]]} and size {operands[i].Shape[k]}");
            }
        }
        foreach (char letter in result)
        {
            if (!sizes.ContainsKey(letter)) throw Errors.EinsumNotation(notation, $"no array has the result's '{letter}'");
            if (result.IndexOf(letter) != result.LastIndexOf(letter))
                throw Errors.EinsumNotation(notation, $"the result has '{letter}' twice");
        }
    }
}
