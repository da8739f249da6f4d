using CsCheck;

namespace Grad.Testing;

/// <summary>
/// Random well-typed expressions with data: shapes of up to three axes with sizes 0, 1, 2, 3, 5, 17 and symbols,
/// sharing, several outputs, every operator, operands inside each operator's domain and away from kinks.
/// </summary>
public static class ExpressionGen
{
    /// <summary>Cases of all operators of Grad.</summary>
    public static Gen<Case> Cases { get; } = Using();

    /// <summary>Cases in which a project's own operators occur as well, often enough to be seen.</summary>
    /// <param name="own">The operators: <c>ElementwiseOperator.OfUnary&lt;MyOperator&gt;()</c>.</param>
    public static Gen<Case> Using(params ReadOnlySpan<ElementwiseOperator> own) => new CaseGen([.. own]);

    private sealed class CaseGen(ElementwiseOperator[] own) : Gen<Case>
    {
        private const int FewestSteps = 3, MostSteps = 14;

        public override Case Generate(PCG pcg, Size? min, out Size size)
        {
            var draft = new Draft(pcg);
            int steps = FewestSteps + draft.Number(MostSteps - FewestSteps + 1);
            for (int i = 0; i < steps; i++) draft.Add(Step(draft));
            var result = draft.Finished();
            size = new((ulong)result.Size);
            return result;
        }

        private Expr? Step(Draft draft)
        {
            if (own.Length > 0 && draft.Number(4) == 0) return Applied(own[draft.Number(own.Length)], draft);
            var rows = NodeTable.Rows;
            return draft.Number(5) < 2
                ? rows[draft.Number(rows.Count)].Build(draft)
                : Applied(ElementwiseOperator.All[draft.Number(ElementwiseOperator.All.Count)], draft);
        }

        /// <summary>An elementwise operator on operands of its kind; a condition selects between two.</summary>
        private static Expr? Applied(ElementwiseOperator operation, Draft draft)
        {
            if (draft.Real() is not { } x) return null;
            // Which operand is the one at hand; the others are made to fit.
            int place = draft.Number(operation.Domains.Count);
            var result = operation.Build([.. operation.Domains.Select((domain, i) => operation.OperandKind switch
            {
                Kind.Boolean => draft.Condition(x),
                Kind.Integer => draft.Integer(),
                _ => draft.Into(domain, i == place ? x : draft.Like(x)),
            })]);
            return result.Kind switch
            {
                Kind.Real => result,
                Kind.Boolean => Where(result, draft.Like(x), draft.Like(x)),
                Kind.Integer => ToReal(result),
                _ => null,
            };
        }
    }
}
