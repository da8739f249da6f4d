using Array = Grad.Interpreter.Array;

namespace Grad.Testing;

/// <summary>How errors go through loops, branches and checkpoints: by bounds inside their functions.</summary>
internal static class ControlErrors
{
    /// <summary>The errors of a node's results, one array for each in the order of the results.</summary>
    public static double[][] Of(Control node, BoundedEvaluation evaluation, Array[] x, double[][] dx) => node switch
    {
        Checkpoint c => Inside(node, c.Body, evaluation, x, dx).Errors,
        Cond c when dx[0][0] > 0 => Undecided(c, evaluation, x),
        Cond c => Inside(node, x[0].Numbers[0] != 0 ? c.Then : c.Otherwise, evaluation, x[1..], dx[1..]).Errors,
        Scan s => Loop(s, evaluation, x, dx),
        _ => throw new System.Diagnostics.UnreachableException(node.Operator),
    };

    private static (Array[] Values, double[][] Errors) Inside(
        Control node, Function function, BoundedEvaluation evaluation, Array[] x, double[][] dx)
    {
        var inside = new BoundedEvaluation(
            new Bindings(function.Parameters.Zip(x), evaluation.Bindings.Symbols),
            evaluation.Precision,
            function.Parameters.Zip(dx).ToDictionary(p => p.First, p => p.Second));
        foreach (var each in Graph.TopologicalOrder(function.Results.AsSpan())) inside.Add(each);
        if (inside.Kink is not null) evaluation.Meet(node);
        return (
            [.. function.Results.Select(r => new Array(inside.Sizes(r), inside.Values(r).ToArray()))],
            [.. function.Results.Select(r => inside.Errors(r).ToArray())]);
    }

    /// <summary>Of a choice that rounding can change nothing can be said, nor of when a loop ends.</summary>
    private static double[][] Undecided(Control node, BoundedEvaluation evaluation, Array[] x)
    {
        evaluation.Meet(node);
        return [.. Procedures.Run(node, x, evaluation.Bindings.Symbols)
            .Select(r => Enumerable.Repeat(double.PositiveInfinity, r.Numbers.Length).ToArray())];
    }

    private static double[][] Loop(Scan scan, BoundedEvaluation evaluation, Array[] x, double[][] dx)
    {
        var parts = scan.Parts;
        int first = parts.Captured, rows = first + parts.Carries;
        int length = scan.Length is { } most ? (int)most.Evaluate(evaluation.Bindings.Symbols) : int.MaxValue;
        int n = parts.CountPlace is { } count ? (int)x[count].Numbers.DefaultIfEmpty().Max() : length;
        var lengths = parts.Results.Select(r => Sizes.Length(r.Shape.Evaluate(evaluation.Bindings.Symbols)));
        double[][] errors = [.. lengths.Select(l => new double[l])];
        var (carried, moved) = (x[first..rows], dx[first..rows]);
        for (int step = 0; step < n; step++)
        {
            if (parts.GoingPlace is { } going)
            {
                if (moved[going].Any(d => d > 0)) return Undecided(scan, evaluation, x);
                if (carried[going].Numbers.All(holds => holds == 0)) break;
            }
            int t = parts.IsReversed ? n - 1 - step : step;
            for (int i = 0; i < parts.Histories; i++) Put(moved[i], errors[parts.Carries + parts.Outputs + i], t);
            var (values, next) = Inside(
                scan,
                scan.Step,
                evaluation,
                [.. x[..first], .. carried, .. x[rows..].Select(a => new Array(a.Sizes[1..], Row(a.Numbers, length, t)))],
                [.. dx[..first], .. moved, .. dx[rows..].Select(a => Row(a, length, t))]);
            (carried, moved) = (values[..parts.Carries], next[..parts.Carries]);
            for (int j = 0; j < parts.Outputs; j++) Put(next[parts.Carries + j], errors[parts.Carries + j], t);
        }
        moved.CopyTo(errors, 0);
        return [.. parts.ResultOrder.Select(r => errors[r])];

        static double[] Row(double[] all, int n, int t) => all[(t * (all.Length / n))..((t + 1) * (all.Length / n))];

        static void Put(double[] row, double[] all, int t) => row.CopyTo(all, t * row.Length);
    }
}
