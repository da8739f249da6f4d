using System.Collections.Immutable;
using Grad.Products;
using Array = Grad.Interpreter.Array;

namespace Grad;

/// <summary>
/// x with x = f(x, p), found by x ← f(x, p). Its derivatives are fixed points too, of a linear function:
/// <code>ẋ = ∂f/∂x·ẋ + ∂f/∂p·ṗ,   w = (∂f/∂x)ᵀ·w + x̄ and p̄ = (∂f/∂p)ᵀ·w</code>
/// (Christianson, Reverse accumulation and attractive fixed points, 1994). The way to x is not differentiated and takes
/// no memory.
/// </summary>
public sealed class FixedPoint : Control
{
    private readonly Iteration iteration;

    internal FixedPoint(Iteration iteration, Expr initial, ReadOnlySpan<Expr> captured)
        : base([initial, .. captured], (Kind.Real, initial.Shape)) => this.iteration = iteration;

    /// <inheritdoc/>
    public override string Operator => "fixedpoint";

    /// <summary>f, of x and the captured values.</summary>
    public Function Step => iteration.Step;

    internal override object Attributes => iteration;

    internal Iteration Parts => iteration;

    internal override IEnumerable<Function> Bodies => [Step];

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        Expr?[] moving = [null, .. tangents[1..]];
        if (moving.All(m => m is null)) return [null];
        Expr[] here = [this, .. Operands[1..]];
        var source = Pushforward.Of(Step, moving).Inline([.. here, .. moving.OfType<Expr>()])[0];
        if (source is Literal { Value: 0 }) return [null];
        var x = Step.Parameters[0];
        var (dot, constant) = (Like("ẋ"), Like("b"));
        var next = Forward.Jvp(Step.Results.AsSpan(), [(x, dot)])[0] + constant;
        return [Linear(next, dot, [.. Step.Parameters, constant], [.. here, source])];
    }

    internal override ImmutableArray<Expr?> Cotangents(Expr?[] cotangents, bool[] wanted)
    {
        if (cotangents[0] is not { } xBar) return [.. new Expr?[Operands.Length]];
        Expr[] here = [this, .. Operands[1..]];
        var (w, constant) = (Like("w"), Like("x̄"));
        var next = Reverse.Vjp(Step.Results.AsSpan(), [w], [Step.Parameters[0]])[0] + constant;
        var adjoint = Linear(next, w, [.. Step.Parameters, constant], [.. here, xBar]);
        bool[] asked = [false, .. wanted[1..]];
        var shares = Pullback.Of(Step, [adjoint], asked).Inline([.. here, adjoint]);
        return [.. shares.Select((s, k) => asked[k] && s is not Literal { Value: 0 } ? s : null)];
    }

    /// <summary>All examples are repeated until the last has been found.</summary>
    internal override ImmutableArray<Expr> BatchedResults(Examples x)
    {
        bool[] differs = Differing(x);
        differs[0] = true;
        var arguments = Arguments(x);
        return [new FixedPoint(iteration.With(BatchedFunction.Of(Step, differs, x.Count)), x[0], arguments.AsSpan(1))];
    }

    internal override Routine<T> Routine<T>(CompilationOptions options, ProductBackend backend) =>
        new FixedPointRoutine<T>(iteration, options);

    internal override Array[] Interpret(ReadOnlySpan<Array> operands, IReadOnlyDictionary<string, int> symbols)
    {
        var values = operands.ToArray();
        for (int i = 0; i < iteration.Most; i++)
        {
            var computed = Interpreter.Evaluate(
                [.. Step.Results, iteration.Change, iteration.Size],
                new Bindings(Step.Parameters.Zip(values), symbols));
            values[0] = computed[0];
            if (iteration.HasConverged<double>(computed[1].Numbers[0], computed[2].Numbers[0])) return [values[0]];
        }
        throw iteration.NotFound();
    }

    /// <summary>The fixed point of a linear function whose other parameters are where the arguments are.</summary>
    private FixedPoint Linear(
        Expr next, Variable unknown, ImmutableArray<Variable> parameters, ImmutableArray<Expr> arguments)
    {
        var step = new Function([unknown, .. parameters], [next]);
        return new(iteration.With(step), new Literal(0, Shape), arguments.AsSpan());
    }

    private Variable Like(string name) => new(name, Shape, Kind.Real, default, Grad.Growth.Unbounded);

    /// <summary>What is looked for.</summary>
    internal enum Sought
    {
        /// <summary>x = f(x).</summary>
        FixedPoint,

        /// <summary>f(x) = 0.</summary>
        Root,
    }

    /// <summary>What is repeated, and until when.</summary>
    /// <param name="step">What is repeated.</param>
    /// <param name="tolerance">The largest relative change of what has been found.</param>
    /// <param name="most">The most steps that are tried.</param>
    /// <param name="finds">What is looked for: a fixed point, or a root by Newton's steps.</param>
    internal sealed class Iteration(Function step, double? tolerance, int most, Sought finds)
    {
        public Function Step { get; } = step;

        /// <summary>The most steps that are tried.</summary>
        public int Most { get; } = most;

        /// <summary>max |f(x) − x|.</summary>
        public Expr Change { get; } = Largest(step.Results[0] - step.Parameters[0]);

        /// <summary>max |f(x)|.</summary>
        public Expr Size { get; } = Largest(step.Results[0]);

        public Iteration With(Function other) => new(other, tolerance, Most, finds);

        /// <summary>What a search ends with that does not find x.</summary>
        public ArithmeticException NotFound() => finds == Sought.Root ? Errors.NoRoot(Most) : Errors.NoFixedPoint(Most);

        /// <summary>Whether a change of a value of some size is small enough.</summary>
        public bool HasConverged<T>(double change, double size)
        {
            // Of no element the largest is −∞.
            return size < double.PositiveInfinity && change <= Tolerance<T>() * Math.Max(1, size);
        }

        /// <summary>The largest relative change of what has been found.</summary>
        public double Tolerance<T>()
        {
            // As near as rounding lets it come, with some room for what does not settle.
            double epsilon = typeof(T) == typeof(float) ? 1.2e-7 : double.BitIncrement(1) - 1;
            return tolerance ?? 16 * epsilon;
        }

        private static Expr Largest(Expr x) => Functions.Max(Functions.Abs(x));
    }
}

public static partial class Functions
{
    /// <summary>
    /// x with x = f(x), found by applying f until x stays the same. f may use any expression of its surroundings;
    /// derivatives with respect to these follow from the equation, of any order, and need nothing of the way to x.
    /// </summary>
    /// <param name="initial">Where the search begins; x does not depend on it.</param>
    /// <param name="step">f, which must be a contraction near x: |∂f/∂x| &lt; 1.</param>
    /// <param name="tolerance">
    /// The largest change, relative to max(1, |x|), at which x has been found; 16 roundings of the element type
    /// otherwise.
    /// </param>
    /// <param name="most">The most steps that are tried.</param>
    /// <exception cref="ArgumentException">f(x) has not the shape of x; a limit is not positive.</exception>
    /// <remarks>A run that does not find x ends with an <see cref="ArithmeticException"/>.</remarks>
    public static Expr FixedPoint(Expr initial, Func<Expr, Expr> step, double? tolerance = null, int most = 1000)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (most < 1 || tolerance <= 0) throw Errors.SearchLimits(nameof(FixedPoint), tolerance, most);
        return Found(initial, x =>
        {
            var next = step(x);
            if (next is Literal number) next = number.WithShape(initial.Shape);
            return next.Shape == initial.Shape && next.Kind == Kind.Real && initial.Kind == Kind.Real
                ? next : throw Errors.FixedPointShape(initial, next);
        }, tolerance, most, Grad.FixedPoint.Sought.FixedPoint);
    }

    /// <summary>
    /// x with f(x) = 0, found by Newton's method. f may use any expression of its surroundings; derivatives with
    /// respect to these follow from the equation, ẋ = −(∂f/∂x)⁻¹·∂f/∂p·ṗ, of any order, and need nothing of the way to
    /// x.
    /// </summary>
    /// <param name="initial">Where the search begins, a number or a vector; which root is found depends on it.</param>
    /// <param name="f">f, as many numbers as x has; its Jacobian must be regular near the root.</param>
    /// <param name="tolerance">
    /// The largest change, relative to max(1, |x|), at which x has been found; 16 roundings of the element type
    /// otherwise.
    /// </param>
    /// <param name="most">The most steps that are tried.</param>
    /// <exception cref="ArgumentException">
    /// f(x) has not the shape of x; x is no number or vector; a limit is not positive.
    /// </exception>
    /// <remarks>A run that does not find x ends with an <see cref="ArithmeticException"/>.</remarks>
    public static Expr Root(Expr initial, Func<Expr, Expr> f, double? tolerance = null, int most = 100)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (most < 1 || tolerance <= 0) throw Errors.SearchLimits(nameof(Root), tolerance, most);
        return Found(initial, x =>
        {
            var y = f(x);
            if (y.Shape != x.Shape || x.Rank > 1 || y.Kind != Kind.Real || x.Kind != Kind.Real)
                throw Errors.RootShape(initial, y);
            return x - (x.Rank == 0 ? y / Gradient(y, x) : Solve(Jacobian(y, x), y));
        }, tolerance, most, Grad.FixedPoint.Sought.Root);
    }

    private static FixedPoint Found(
        Expr initial, Func<Variable, Expr> step, double? tolerance, int most, FixedPoint.Sought finds)
    {
        var x = Function.ParameterFor(initial, "x", Growth.Unbounded);
        var (closed, captured) = Function.Close([x], [step(x)]);
        var function = new Function([x, .. captured.Select(c => c.Parameter)], closed);
        return new(new(function, tolerance, most, finds), initial, [.. captured.Select(c => c.Value)]);
    }
}
