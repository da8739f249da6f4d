using System.Collections.Immutable;

namespace Grad.Testing;

/// <summary>How the errors of operands reach the result, one rule for each family of operators.</summary>
internal static class ErrorRules
{
    /// <summary>The errors of a node's elements.</summary>
    public static double[] Apply(
        Expr node,
        BoundedEvaluation evaluation,
        Interpreter.Array value,
        Dictionary<Expr, Interpreter.Array> values,
        Dictionary<Expr, double[]> errors)
    {
        var operands = OperandsOf(node);
        var x = operands.Select(o => values[o]).ToArray();
        var dx = operands.Select(o => errors[o]).ToArray();
        // Of what other places hold nothing can be said.
        for (int k = 0; k < operands.Length; k++)
        {
            if (operands[k].Kind == Kind.Integer && dx[k].Any(d => d > 0))
                return All(value, node.Kind == Kind.Boolean ? 1 : double.PositiveInfinity);
        }
        return node switch
        {
            Elementwise e => Elements(e, evaluation, value.Numbers, x, dx),
            Linear => Moved(node, evaluation.Bindings, x, dx),
            FoldReduction { Fold: Fold.Sum } => Sum(node, evaluation, x, dx),
            FoldReduction { Fold: Fold.Max or Fold.Min } r => Extremum(r, evaluation, value, x[0], dx[0]),
            MatMul => Product(node, evaluation, x, dx),
            // The same draws in any precision, but for the last rounding.
            Draws or Split => [.. value.Numbers.Select(v => node.Kind == Kind.Real ? evaluation.Precision.Ulps(1, v) : 0)],
            FixedPoint => Found(evaluation, value, Sampled(node, evaluation, value, x, dx)),
            Control c => ControlErrors.Of(c, evaluation, x, dx)[0],
            Result { Procedure: Control c } r => ControlErrors.Of(c, evaluation, x, dx)[r.Index],
            Search or Result { Kind: Kind.Integer } => Found(node, evaluation, value, x, dx),
            Procedure { Results: [_, (Kind.Integer, _)] } p => Chosen(p, evaluation, value, x, dx),
            _ => Sampled(node, evaluation, value, x, dx),
        };
    }

    /// <summary>Places are exact, or undecided where operands that move find others.</summary>
    private static double[] Found(
        Expr node, BoundedEvaluation evaluation, Interpreter.Array value, Interpreter.Array[] x, double[][] dx)
    {
        bool others = FindsOthers(node, evaluation.Bindings, value, x, dx);
        if (others) evaluation.Meet(node);
        return All(value, others ? double.PositiveInfinity : 0);
    }

    /// <summary>A fixed point is found to within its tolerance, and is off by a multiple of it that depends on the slope.</summary>
    private static double[] Found(BoundedEvaluation evaluation, Interpreter.Array value, double[] errors)
    {
        double tolerance = 32 * evaluation.Precision.Ulps(1, value.Numbers.Select(Math.Abs).Append(1).Max());
        return [.. errors.Select(e => e + tolerance)];
    }

    private static double[] All(Interpreter.Array value, double error) =>
        [.. Enumerable.Repeat(error, value.Numbers.Length)];

    /// <summary>What a procedure chose by comparing is undecided where its places, the second result, are.</summary>
    private static double[] Chosen(
        Procedure node, BoundedEvaluation evaluation, Interpreter.Array value, Interpreter.Array[] x, double[][] dx)
    {
        var places = new Result(node, 1);
        if (FindsOthers(places, evaluation.Bindings, Evaluated(places, evaluation.Bindings, x), x, dx))
            evaluation.Meet(node);
        return Sampled(node, evaluation, value, x, dx);
    }

    /// <summary>
    /// Whether a search can come out otherwise: two elements change their order somewhere within their errors exactly if
    /// they do when the one gains its error and all others lose theirs, or the other way round.
    /// </summary>
    private static bool FindsOthers(
        Expr places, Bindings bindings, Interpreter.Array found, Interpreter.Array[] x, double[][] dx)
    {
        for (int k = 0; k < x.Length; k++)
        {
            if (!dx[k].Any(d => d != 0)) continue;
            for (int i = 0; i < x[k].Numbers.Length; i++)
            {
                if (Differs(k, i, 1) || Differs(k, i, -1)) return true;
            }
        }
        return false;

        bool Differs(int operand, int gains, int sign)
        {
            // A little farther than the errors: two elements that meet at their ends are rounded to equals.
            const double Farther = 1 + 1e-6;
            double[] moved = [.. x[operand].Numbers.Select(
                (v, i) => v + (i == gains ? sign : -sign) * Farther * dx[operand][i])];
            Interpreter.Array[] operands = [.. x];
            operands[operand] = new(x[operand].Sizes, moved);
            return !Evaluated(places, bindings, operands).Numbers.SequenceEqual(found.Numbers);
        }
    }

    /// <summary>
    /// The slopes of the scalar meaning, by differences: the derivative rules are what is tested, so they do not count.
    /// </summary>
    private static double[] Elements(
        Elementwise node, BoundedEvaluation evaluation, double[] y, Interpreter.Array[] x, double[][] dx)
    {
        var result = new double[y.Length];
        Span<double> point = stackalloc double[x.Length];
        // An extremum and the element that it is have the same bits, however they are rounded.
        bool chosen = node is Equal or NotEqual or Less or LessOrEqual && node.Operands.Any(IsExtremum);
        for (int i = 0; i < y.Length; i++)
        {
            double error = 0, moved = 0;
            for (int k = 0; k < point.Length; k++)
            {
                point[k] = x[k].Numbers[i];
                moved += dx[k][i];
            }
            for (int k = 0; k < point.Length; k++) error += Share(node, point, k, y[i], dx[k][i]);
            double room = node.KinkDistance(point);
            if (moved > 0 && room <= moved && room < double.PositiveInfinity && !(chosen && point[0] == point[1]))
            {
                evaluation.Meet(node);
                if (node.Kind == Kind.Boolean) error = 1;
                else if (HasPole(node, point, room)) error = double.PositiveInfinity;
            }
            if (node.Kind == Kind.Boolean && double.IsNaN(moved)) error = 1;
            if (node is Divide or Reciprocal && dx[^1][i] > 0 && dx[^1][i] >= Math.Abs(point[^1])) error = double.PositiveInfinity;
            double size = Math.Max(Math.Abs(y[i]), Terms(node, point[0]));
            result[i] = error + (node.Kind == Kind.Real ? evaluation.Precision.Ulps(node.UlpsAllowed + 1, size) : 0);
        }
        return result;
    }

    /// <summary>Whether a function has no finite value where its kink is, on either side of one operand.</summary>
    private static bool HasPole(Elementwise node, Span<double> point, double room)
    {
        for (int k = 0; k < point.Length; k++)
        {
            double x = point[k];
            point[k] = x + room;
            bool finite = double.IsFinite(node.Scalar(point));
            point[k] = x - room;
            finite &= double.IsFinite(node.Scalar(point));
            point[k] = x;
            if (!finite) return true;
        }
        return false;
    }

    /// <summary>What the terms of a function come to where they cancel: it is as exact as they are.</summary>
    private static double Terms(Elementwise node, double x) => node switch
    {
        LogAddExp => Math.Log(2),
        // Between their poles, where the reflection formula is used.
        Lgamma or Digamma or Polygamma when x < 0 => 1,
        _ => 0,
    };

    /// <summary>How far the result moves when one operand moves by d: at both ends, and by the slope.</summary>
    private static double Share(Elementwise node, Span<double> point, int operand, double y, double d)
    {
        if (d == 0) return 0;
        double x = point[operand];
        double above = At(point, x + d), below = At(point, x - d);
        double share = Math.Max(Math.Abs(above - y), Math.Abs(below - y));
        if (double.IsFinite(d) && node.Kind == Kind.Real && node.Operands[operand].Kind == Kind.Real)
        {
            double step = Math.Max(d, Math.Abs(x) * 1e-7);
            share = Math.Max(share, Math.Abs(At(point, x + step) - At(point, x - step)) / (2 * step) * d);
        }
        point[operand] = x;
        return share;

        double At(Span<double> point, double moved)
        {
            point[operand] = moved;
            return node.Scalar(point);
        }
    }

    /// <summary>Whether an expression is the largest or smallest element of another, copied to the bit.</summary>
    private static bool IsExtremum(Expr x)
    {
        while (x is Linear linear) x = linear.Operand;
        return x is FoldReduction { Fold: Fold.Max or Fold.Min };
    }

    // What moves elements moves their errors.
    private static double[] Moved(Expr node, Bindings bindings, Interpreter.Array[] x, double[][] dx) =>
        Evaluated(node, bindings, [.. x.Select((a, i) => new Interpreter.Array(a.Sizes, dx[i]))]).Numbers;

    // |fl(Σ x) − Σ x| ≤ n·u·Σ |x| in any order (Higham, §4.2).
    private static double[] Sum(Expr node, BoundedEvaluation evaluation, Interpreter.Array[] x, double[][] dx)
    {
        var sums = Moved(node, evaluation.Bindings, x, dx);
        var sizes = Moved(node, evaluation.Bindings, x, [[.. x[0].Numbers.Select(Math.Abs)]]);
        double terms = (double)x[0].Numbers.Length / Math.Max(sums.Length, 1);
        return [.. sums.Select((d, i) => d + terms * evaluation.Precision.Ulps(1, sizes[i]))];
    }

    private static double[] Extremum(
        FoldReduction node, BoundedEvaluation evaluation, Interpreter.Array value, Interpreter.Array x, double[] dx)
    {
        var result = new double[value.Numbers.Length];
        var first = Enumerable.Repeat(-1, result.Length).ToArray();
        var kept = node.Axes.Complement(x.Sizes.Length);
        var strides = Interpreter.Array.Strides(value.Sizes);
        int i = 0;
        void Each(Action<int> action) => x.Visit((index, _) =>
        {
            int at = 0;
            for (int k = 0; k < kept.Count; k++) at += index[kept[k]] * strides[k];
            action(at);
            i++;
        });
        Each(at =>
        {
            result[at] = double.IsNaN(dx[i]) ? double.NaN : Math.Max(result[at], dx[i]);
            if (first[at] < 0 && x.Numbers[i] == value.Numbers[at]) first[at] = i;
        });
        i = 0;
        Each(at =>
        {
            double margin = dx[i] + result[at];
            double gap = Math.Abs(x.Numbers[i] - value.Numbers[at]);
            if (i != first[at] && margin > 0 && gap <= margin) evaluation.Meet(node);
        });
        return result;
    }

    // |A|·dB + dA·|B| + dA·dB + (k + 1)·u·|A|·|B| (Higham, §3.5).
    private static double[] Product(Expr node, BoundedEvaluation evaluation, Interpreter.Array[] x, double[][] dx)
    {
        double[] a = [.. x[0].Numbers.Select(Math.Abs)], b = [.. x[1].Numbers.Select(Math.Abs)];
        double[] aWide = [.. a.Select((v, i) => v + dx[0][i])], bWide = [.. b.Select((v, i) => v + dx[1][i])];
        var sizes = Moved(node, evaluation.Bindings, x, [a, b]);
        var wide = Moved(node, evaluation.Bindings, x, [aWide, bWide]);
        int terms = x[0].Sizes[^1] + 1;
        return [.. sizes.Select((s, i) => Math.Max(wide[i] - s, 0) + terms * evaluation.Precision.Ulps(1, wide[i]))];
    }

    /// <summary>
    /// An operator without a rule of its own: the largest change that some displacements of all operands cause, four
    /// times for those that were not tried, and a rounding relative to the largest element; of the operands too where other
    /// operators compute it from differences to them.
    /// </summary>
    internal static double[] Sampled(
        Expr node, BoundedEvaluation evaluation, Interpreter.Array value, Interpreter.Array[] x, double[][] dx)
    {
        const int Trials = 4;
        var random = new Random(1);
        var sizes = node.Expansion is null ? value.Numbers : x.SelectMany(a => a.Numbers).Concat(value.Numbers);
        double largest = sizes.Select(Math.Abs).DefaultIfEmpty().Max();
        int terms = x.Sum(a => a.Numbers.Length) + 1;
        var result = Enumerable.Repeat(terms * evaluation.Precision.Ulps(1, largest), value.Numbers.Length).ToArray();
        for (int t = 0; t < Trials; t++)
        {
            var moved = x.Select((a, k) => new Interpreter.Array(
                a.Sizes, [.. a.Numbers.Select((v, i) => random.Next(2) == 0 ? v - dx[k][i] : v + dx[k][i])])).ToArray();
            double[] y;
            try
            {
                y = Evaluated(node, evaluation.Bindings, moved).Numbers;
            }
            catch (ArithmeticException)
            {
                // So near there is a matrix without the factors asked for: nothing can be said.
                return [.. result.Select(_ => double.PositiveInfinity)];
            }
            for (int i = 0; i < y.Length; i++) result[i] = Math.Max(result[i], 4 * Math.Abs(y[i] - value.Numbers[i]));
        }
        return result;
    }

    /// <summary>What a node is computed from: a further result of a procedure, from the procedure's operands.</summary>
    private static ImmutableArray<Expr> OperandsOf(Expr node) => (node is Result r ? r.Procedure : node).Operands;

    private static Interpreter.Array Evaluated(Expr node, Bindings bindings, Interpreter.Array[] operands)
    {
        var values = new Dictionary<Expr, Interpreter.Array>(ReferenceEqualityComparer.Instance);
        var keys = OperandsOf(node);
        for (int k = 0; k < operands.Length; k++) values[keys[k]] = operands[k];
        return Interpreter.Evaluate(node, values, bindings);
    }
}
