namespace Grad;

/// <summary>
/// The oracle: evaluates a graph node by node in <see cref="double"/>, with nothing but the operators' scalar meanings. It
/// is slow and plain on purpose; everything that is compiled is held against it.
/// </summary>
internal static class Interpreter
{
    /// <summary>The value of an expression, if its variables are bound and there is memory for all that it is computed from.</summary>
    /// <exception cref="ArgumentException">A variable is not bound; there is not so much memory.</exception>
    public static Array Evaluate(Expr root, Bindings bindings)
    {
        foreach (var variable in Graph.Variables(root)) _ = bindings[variable];
        int[][] arrays = [.. Graph.TopologicalOrder(root).Select(node => node.Shape.Evaluate(bindings.Symbols))];
        double bytes = arrays.Sum(sizes => (double)sizeof(double) * Grad.Sizes.Length(sizes));
        if (bytes > Arena.Available) throw Errors.TooMuchMemory("Evaluate", bytes, Grad.Sizes.Largest(arrays));
        return Evaluate([root], bindings)[0];
    }

    /// <summary>The values of some expressions.</summary>
    public static Array[] Evaluate(ReadOnlySpan<Expr> roots, Bindings bindings)
    {
        var values = new Dictionary<Expr, Array>(ReferenceEqualityComparer.Instance);
        var results = new Dictionary<Expr, Array[]>(ReferenceEqualityComparer.Instance);
        roots = Expansion.Replace(roots).AsSpan();
        foreach (var node in Graph.TopologicalOrder(roots))
        {
            node.CheckSizes(bindings.Symbols);
            if (node is Procedure p) results[p] = Procedures.Run(p, [.. p.Operands.Select(o => values[o])], bindings.Symbols);
            values[node] = node switch
            {
                Procedure => results[node][0],
                Result r => results[r.Procedure][r.Index],
                _ => Evaluate(node, values, bindings),
            };
        }
        return [.. roots.ToArray().Select(r => values[r])];
    }

    /// <summary>The value of one node from those of its operands.</summary>
    internal static Array Evaluate(Expr node, Dictionary<Expr, Array> values, Bindings bindings)
    {
        switch (node)
        {
            case Procedure p: return Procedures.Run(p, [.. p.Operands.Select(o => values[o])], bindings.Symbols)[0];
            case Result r:
                return Procedures.Run(r.Procedure, [.. r.Procedure.Operands.Select(o => values[o])], bindings.Symbols)[r.Index];
            case { Expansion: { } expansion }:
                var inside = new Dictionary<Expr, Array>(values, ReferenceEqualityComparer.Instance);
                foreach (var part in Graph.TopologicalOrder(expansion))
                    if (!inside.ContainsKey(part)) inside[part] = Evaluate(part, inside, bindings);
                return inside[expansion];
        }
        var sizes = node.Shape.Evaluate(bindings.Symbols);
        Array Operand(int i) => values[node.Operands[i]];
        return node switch
        {
            Variable v => new(sizes, bindings[v].Numbers),
            Literal l => Array.Filled(sizes, l.Value),
            Constant c => new(sizes, c.Data.Numbers),
            Arange a => new(sizes, a.Numbers(bindings.Symbols)),
            KeyLiteral k => Array.Filled(sizes, BitConverter.UInt64BitsToDouble(k.Value)),
            SizeOf s => Array.Filled(sizes, s.Dimension.Evaluate(bindings.Symbols)),
            Elementwise e => Elements(e, sizes, [.. node.Operands.Select(o => values[o])]),
            Broadcast b => Broadcast(b, sizes, Operand(0)),
            Reshape => new(sizes, Operand(0).Numbers),
            Permute p => Permute(p, sizes, Operand(0)),
            Slice s => Slice(s, sizes, Operand(0), bindings.Symbols),
            FoldReduction r => Reduce(r, sizes, Operand(0)),
            MatMul p => Product(p.Strong, sizes, Operand(0), Operand(1)),
            _ => throw new System.Diagnostics.UnreachableException(node.GetType().Name),
        };
    }

    private static Array Elements(Elementwise node, int[] sizes, Array[] operands)
    {
        var result = Array.Filled(sizes, 0);
        Span<double> x = stackalloc double[operands.Length];
        for (int i = 0; i < result.Numbers.Length; i++)
        {
            for (int k = 0; k < x.Length; k++) x[k] = operands[k].Numbers[i];
            result.Numbers[i] = node.Scalar(x);
        }
        return result;
    }

    private static Array Broadcast(Broadcast node, int[] sizes, Array x)
    {
        var result = Array.Filled(sizes, 0);
        var kept = node.Axes.Complement(sizes.Length);
        var strides = Array.Strides(x.Sizes);
        result.Fill(index =>
        {
            int at = 0;
            for (int k = 0; k < kept.Count; k++) at += index[kept[k]] * strides[k];
            return x.Numbers[at];
        });
        return result;
    }

    private static Array Permute(Permute node, int[] sizes, Array x)
    {
        var result = Array.Filled(sizes, 0);
        var strides = Array.Strides(x.Sizes);
        result.Fill(index =>
        {
            int at = 0;
            for (int k = 0; k < index.Length; k++) at += index[k] * strides[node.Axes[k]];
            return x.Numbers[at];
        });
        return result;
    }

    private static Array Slice(Slice node, int[] sizes, Array x, IReadOnlyDictionary<string, int> symbols)
    {
        var result = Array.Filled(sizes, 0);
        var strides = Array.Strides(x.Sizes);
        var starts = node.Ranges.Select(r => (int)r.Start.Evaluate(symbols)).ToArray();
        result.Fill(index =>
        {
            int at = 0;
            for (int k = 0; k < index.Length; k++) at += (starts[k] + (index[k] * node.Ranges[k].Step)) * strides[k];
            return x.Numbers[at];
        });
        return result;
    }

    private static Array Reduce(FoldReduction node, int[] sizes, Array x)
    {
        var (start, fold) = node.Fold switch
        {
            Fold.Sum => (0.0, (Func<double, double, double>)((a, b) => a + b)),
            Fold.Max => (double.NegativeInfinity, Math.Max),
            Fold.Min => (double.PositiveInfinity, Math.Min),
            Fold.Product => (1.0, (a, b) => a * b),
            _ => throw new System.Diagnostics.UnreachableException(node.Fold.ToString()),
        };
        var result = Array.Filled(sizes, start);
        var kept = node.Axes.Complement(x.Sizes.Length);
        var strides = Array.Strides(sizes);
        x.Visit((index, number) =>
        {
            int at = 0;
            for (int k = 0; k < kept.Count; k++) at += index[kept[k]] * strides[k];
            result.Numbers[at] = fold(result.Numbers[at], number);
        });
        return result;
    }

    private static Array Product(StrongSides strong, int[] sizes, Array a, Array b)
    {
        var result = Array.Filled(sizes, 0);
        int m = sizes[^2], n = sizes[^1], k = a.Sizes[^1];
        int batch = m * n == 0 ? 0 : result.Numbers.Length / (m * n);
        for (int s = 0; s < batch; s++)
        {
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double sum = 0;
                    for (int l = 0; l < k; l++)
                    {
                        double x = a.Numbers[(((s * m) + i) * k) + l], y = b.Numbers[(((s * k) + l) * n) + j];
                        bool none = (x == 0 && strong.HasFlag(StrongSides.Left)) || (y == 0 && strong.HasFlag(StrongSides.Right));
                        sum += none ? 0 : x * y;
                    }
                    result.Numbers[(((s * m) + i) * n) + j] = sum;
                }
            }
        }
        return result;
    }

    /// <summary>Numbers in row-major order.</summary>
    internal readonly record struct Array(int[] Sizes, double[] Numbers)
    {
        public static Array Filled(int[] sizes, double value)
        {
            var numbers = new double[Grad.Sizes.Length(sizes)];
            System.Array.Fill(numbers, value);
            return new(sizes, numbers);
        }

        public static int[] Strides(int[] sizes)
        {
            var strides = new int[sizes.Length];
            for (int i = sizes.Length - 1, stride = 1; i >= 0; stride *= sizes[i--]) strides[i] = stride;
            return strides;
        }

        public void Fill(Func<int[], double> number)
        {
            var numbers = Numbers;
            int at = 0;
            Visit((index, _) => numbers[at++] = number(index));
        }

        /// <summary>Calls for each element in order with its index.</summary>
        public void Visit(Action<int[], double> action)
        {
            var index = new int[Sizes.Length];
            for (int i = 0; i < Numbers.Length; i++)
            {
                action(index, Numbers[i]);
                for (int k = index.Length - 1; k >= 0 && ++index[k] == Sizes[k]; k--) index[k] = 0;
            }
        }
    }
}
