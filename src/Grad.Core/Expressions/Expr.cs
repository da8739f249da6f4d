using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Grad;

/// <summary>
/// A computation as an immutable value. An expression knows its <see cref="Shape"/> and <see cref="Kind"/>, which are
/// inferred when it is built; a mistake is a sentence there and never later. Expressions form a graph: a node that is used
/// twice is computed once. They are compared by reference; passes find equal nodes with tables of their own.
/// </summary>
/// <remarks>
/// <code>
/// Expr ::= Variable | Literal | Constant | SizeOf          leaves
///        | Elementwise(x₁ … xₖ)    equal shapes            states its partials
///        | Linear(x)                                       states its transpose
///        | Reduction(x, axes)                              states its weights ∂y/∂x
///        | Multilinear(x₁, x₂)                             linear in each, states both transposes
///        | Procedure(x₁ … xₖ)                              computed by a library routine
/// </code>
/// </remarks>
public abstract class Expr
{
    private const int Unknown = -1;

    private static long Made;

    private Expr[] operands;
    private int degree = Unknown;

    private protected Expr(Kind kind, Shape shape, params ReadOnlySpan<Expr> operands)
    {
        Kind = kind;
        Shape = shape;
        Serial = Interlocked.Increment(ref Made);
        this.operands = operands.ToArray();
        foreach (var operand in this.operands) ArgumentNullException.ThrowIfNull(operand);
    }

    /// <summary>What the elements are.</summary>
    public Kind Kind { get; private set; }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape { get; private set; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The expressions that this one is computed from, in order.</summary>
    public ImmutableArray<Expr> Operands => ImmutableCollectionsMarshal.AsImmutableArray(operands);

    /// <summary>The name of the operator, such as <c>sin</c>.</summary>
    public abstract string Operator { get; }

    /// <summary>
    /// Grows from node to node as they are made: what a lambda makes has higher ones than what was there before. Nothing else
    /// depends on it.
    /// </summary>
    internal long Serial { get; private set; }

    /// <summary>The serial of the node made last.</summary>
    internal static long LastSerial => Interlocked.Read(ref Made);

    /// <summary>
    /// What distinguishes this node from another of the same class with the same operands: axes, an exponent. Compares by
    /// value; <see langword="null"/> where there is nothing.
    /// </summary>
    internal virtual object? Attributes => null;

    /// <summary>Whether evaluation gives a finite number wherever the variables do; see <see cref="Growth"/>.</summary>
    internal bool IsKnownFinite => Degree <= Grad.Growth.Finite;

    /// <summary>The degree of the value's growth, found once for each node and without recursion.</summary>
    internal int Degree
    {
        get
        {
            if (degree == Unknown) FindDegrees();
            return degree;
        }
    }

    /// <summary>How fast the value grows with the variables, from its operands' <see cref="Degree"/>.</summary>
    internal abstract int Growth { get; }

    /// <summary>
    /// ẏ = Σ ∂y/∂xᵢ · ẋᵢ: the tangent of the result from the operands' tangents, of which <see langword="null"/> is zero.
    /// </summary>
    internal abstract Expr? PushForward(ReadOnlySpan<Expr?> tangents);

    /// <summary>x̄ᵢ = ȳ · ∂y/∂xᵢ: an operand's share of the cotangent; <see langword="null"/> is zero.</summary>
    internal abstract Expr? PullBack(Expr cotangent, int operand);

    /// <summary>
    /// What is computed in place of an operator that has a derivative rule of its own and a value made of other operators;
    /// <see langword="null"/> where it is computed itself.
    /// </summary>
    internal virtual Expr? Expansion => null;

    /// <summary>
    /// The operator in a batch of examples: the result has their axis in front. A third rule beside the two of derivatives;
    /// see <see cref="Functions.Batch(Expr, ReadOnlySpan{ValueTuple{Expr, Expr}})"/>.
    /// </summary>
    internal abstract Expr Batched(Examples x);

    /// <summary>Checks what can only be checked when data is bound: that a slice lies within its axis.</summary>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    internal virtual void CheckSizes(IReadOnlyDictionary<string, int> symbols) { }

    /// <summary>The same operator on other operands of the same shapes and kinds.</summary>
    internal Expr With(ReadOnlySpan<Expr> replacements)
    {
        var copy = (Expr)MemberwiseClone();
        copy.operands = replacements.ToArray();
        copy.degree = Unknown;
        copy.Serial = Interlocked.Increment(ref Made);
        return copy;
    }

    /// <summary>The same operator on other operands, the result having another shape: for elementwise nodes only.</summary>
    private protected Expr With(ReadOnlySpan<Expr> replacements, Shape shape)
    {
        var copy = With(replacements);
        copy.Shape = shape;
        return copy;
    }

    /// <summary>One place of the first axis, which is dropped: <c>x[0]</c>, <c>x[^1]</c>. <see cref="Functions.At"/> for any axis.</summary>
    /// <exception cref="ArgumentException">There is no axis, or the place is out of range.</exception>
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design", "CA1043:Use Integral Or String Argument For Indexers", Justification = "A place may be counted from the end.")]
    public Expr this[Index place] => Functions.At(this, 0, place);

    /// <summary>
    /// A part of the array, a range for each axis from the first: <c>x[1.., ..^1]</c>. Axes that are not named stay whole.
    /// </summary>
    /// <exception cref="ArgumentException">There are more ranges than axes, or a range is out of bounds.</exception>
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design", "CA1043:Use Integral Or String Argument For Indexers", Justification = "Ranges are what an array is cut with.")]
    public Expr this[params ReadOnlySpan<Range> ranges]
    {
        get
        {
            if (ranges.Length > Rank) throw Errors.TooManyRanges(this, ranges.Length);
            var cuts = ranges.ToArray();
            return Functions.Cut(this, i => i < cuts.Length ? Functions.Range(Shape, i, cuts[i], 1) : AxisRange.All(Shape[i]));
        }
    }

    private void FindDegrees()
    {
        var path = new Stack<Expr>([this]);
        while (path.TryPeek(out var node))
        {
            int waiting = path.Count;
            foreach (var operand in node.operands)
            {
                if (operand.degree == Unknown) path.Push(operand);
            }
            if (path.Count > waiting) continue;
            node.degree = node.Growth;
            path.Pop();
        }
    }

    /// <summary>The formula, shortened when it is long.</summary>
    public sealed override string ToString() => Formula.Of(this);

    /// <summary>A number becomes a literal; meeting an array it takes the array's shape.</summary>
    public static implicit operator Expr(double value) => new Literal(value);

    /// <summary>A number becomes a literal; meeting an array it takes the array's shape.</summary>
    public static implicit operator Expr(int value) => new Literal(value);

    /// <summary>x + y, elementwise with broadcasting.</summary>
    public static Expr operator +(Expr x, Expr y) => Broadcasting.Apply("+", x, y, static (a, b) => new Add(a, b));

    /// <summary>x − y, elementwise with broadcasting.</summary>
    public static Expr operator -(Expr x, Expr y) => Broadcasting.Apply("−", x, y, static (a, b) => new Subtract(a, b));

    /// <summary>x · y, elementwise with broadcasting.</summary>
    public static Expr operator *(Expr x, Expr y) => Broadcasting.Apply("·", x, y, static (a, b) => new Multiply(a, b));

    /// <summary>x / y, elementwise with broadcasting.</summary>
    public static Expr operator /(Expr x, Expr y) => Broadcasting.Apply("/", x, y, static (a, b) => new Divide(a, b));

    /// <summary>−x, elementwise.</summary>
    public static Expr operator -(Expr x) => x.Kind == Kind.Integer ? 0 - x : new Negate(x);

    /// <summary>x, unchanged.</summary>
    public static Expr operator +(Expr x) => x;

    /// <summary>x &lt; y, elementwise with broadcasting; boolean.</summary>
    public static Expr operator <(Expr x, Expr y) => Broadcasting.Apply("<", x, y, static (a, b) => new Less(a, b));

    /// <summary>x ≤ y, elementwise with broadcasting; boolean.</summary>
    public static Expr operator <=(Expr x, Expr y) =>
        Broadcasting.Apply("≤", x, y, static (a, b) => new LessOrEqual(a, b));

    /// <summary>x &gt; y, elementwise with broadcasting; boolean.</summary>
    public static Expr operator >(Expr x, Expr y) => Broadcasting.Apply(">", x, y, static (a, b) => new Less(b, a));

    /// <summary>x ≥ y, elementwise with broadcasting; boolean.</summary>
    public static Expr operator >=(Expr x, Expr y) =>
        Broadcasting.Apply("≥", x, y, static (a, b) => new LessOrEqual(b, a));

    /// <summary>Whether both conditions hold, elementwise with broadcasting.</summary>
    public static Expr operator &(Expr x, Expr y) => And(x, y);

    /// <summary>Whether one of two conditions holds, elementwise with broadcasting.</summary>
    public static Expr operator |(Expr x, Expr y) => Or(x, y);

    /// <summary>Whether a condition does not hold, elementwise.</summary>
    public static Expr operator !(Expr x) => Not(x);
}
