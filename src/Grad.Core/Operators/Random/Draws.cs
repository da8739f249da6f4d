using System.Globalization;
using System.Numerics;
using Grad.Numerics;

namespace Grad;

/// <summary>
/// Random draws: each element is a function of the key and of its place. Their derivative is zero. Several keys draw an
/// array each; the axes of the keys are then in front.
/// </summary>
public abstract class Draws : Procedure
{
    private protected Draws(Expr key, Kind kind, Shape shape) : base([key], (kind, shape)) { }

    internal override object? Attributes => Shape;

    internal sealed override int Growth => Grad.Growth.Bounded;

    internal sealed override void Compute<T>(Call call)
    {
        var keys = call.Operand<ulong>(0);
        for (int k = 0; k < keys.Length; k++) Draw<T>(keys[k], call, k);
    }

    internal sealed override string Written(WrittenCall call)
    {
        var (key, drawn) = (call.Operand(0), call.Result());
        if (Operands[0].Rank == 0) return Drawn(call, $"{key}[0]", drawn);
        string length = $"{drawn}.Length / {key}.Length";
        string part = $"{drawn}.Slice(k * ({length}), {length})";
        return $"for (int k = 0; k < {key}.Length; k++) {Drawn(call, $"{key}[k]", part)}";
    }

    /// <summary>The statement that draws the array of one key.</summary>
    private protected abstract string Drawn(WrittenCall call, string key, string part);

    /// <summary>Draws the array of one key.</summary>
    private protected abstract void Draw<T>(ulong key, Call call, int number)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The part of the result that belongs to a key.</summary>
    private protected static Span<T> Part<T>(Call call, int number) where T : unmanaged
    {
        var all = call.Result<T>();
        int length = all.Length / call.Operand<ulong>(0).Length;
        return all.Slice(number * length, length);
    }

    internal static void RequireKey(string operation, Expr key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Kind != Kind.Key) throw Errors.WrongKind(operation, key, Kind.Key);
        if (!key.Shape.IsScalar) throw Errors.NotAScalarOperand(operation, "key", key);
    }
}

/// <summary>Uniform draws in [0, 1), multiples of 2⁻⁵³.</summary>
public sealed class Uniform : Draws
{
    internal Uniform(Expr key, Shape shape) : base(key, Kind.Real, shape) { }

    /// <inheritdoc/>
    public override string Operator => "uniform";

    internal override Expr Batched(Examples x) => new Uniform(x[0], x.Of(Shape));

    private protected override void Draw<T>(ulong key, Call call, int number) =>
        Philox.FillUniform(key, 0, Part<T>(call, number));

    private protected override string Drawn(WrittenCall call, string key, string part) =>
        $"{call.Kernel(nameof(Philox))}.FillUniform({key}, 0, {part});";
}

/// <summary>Standard normal draws, by Box and Muller's method.</summary>
public sealed class Normal : Draws
{
    internal Normal(Expr key, Shape shape) : base(key, Kind.Real, shape) { }

    /// <inheritdoc/>
    public override string Operator => "normal";

    internal override Expr Batched(Examples x) => new Normal(x[0], x.Of(Shape));

    private protected override void Draw<T>(ulong key, Call call, int number) =>
        Philox.FillNormal(key, 0, Part<T>(call, number));

    private protected override string Drawn(WrittenCall call, string key, string part) =>
        $"{call.Kernel(nameof(Philox))}.FillNormal({key}, 0, {part});";
}

/// <summary>True with a given probability, where the uniform draw of that place is below it.</summary>
public sealed class Bernoulli : Draws
{
    internal Bernoulli(Expr key, double probability, Shape shape) : base(key, Kind.Boolean, shape) => Probability = probability;

    /// <summary>The probability of true.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    public override string Operator => "bernoulli";

    internal override Expr Batched(Examples x) => new Bernoulli(x[0], Probability, x.Of(Shape));

    internal override object Attributes => (Probability, Shape);

    private protected override void Draw<T>(ulong key, Call call, int number) =>
        Philox.FillBernoulli(key, 0, Probability, Part<byte>(call, number));

    private protected override string Drawn(WrittenCall call, string key, string part) =>
        $"{call.Kernel(nameof(Philox))}.FillBernoulli({key}, 0, {Probability.ToString("R", CultureInfo.InvariantCulture)}, {part});";
}

/// <summary>The numbers 0 … n − 1 in random order, every order equally likely.</summary>
public sealed class Permutation : Draws
{
    internal Permutation(Expr key, Shape shape) : base(key, Kind.Integer, shape) { }

    /// <inheritdoc/>
    public override string Operator => "permutation";

    internal override Expr Batched(Examples x) => new Permutation(x[0], x.Of(Shape));

    private protected override void Draw<T>(ulong key, Call call, int number) =>
        Philox.FillPermutation(key, Part<int>(call, number));

    private protected override string Drawn(WrittenCall call, string key, string part) =>
        $"{call.Kernel(nameof(Philox))}.FillPermutation({key}, {part});";
}

/// <summary>Whole numbers in [low, high), every one equally likely.</summary>
public sealed class UniformIntegers : Draws
{
    internal UniformIntegers(Expr key, int low, int high, Shape shape) : base(key, Kind.Integer, shape) =>
        (Low, High) = (low, high);

    /// <summary>The smallest number.</summary>
    public int Low { get; }

    /// <summary>The first number above the range.</summary>
    public int High { get; }

    /// <inheritdoc/>
    public override string Operator => "uniformintegers";

    internal override Expr Batched(Examples x) => new UniformIntegers(x[0], Low, High, x.Of(Shape));

    internal override object Attributes => (Low, High, Shape);

    private protected override void Draw<T>(ulong key, Call call, int number) =>
        Philox.FillIntegers(key, 0, Low, High, Part<int>(call, number));

    private protected override string Drawn(WrittenCall call, string key, string part) =>
        $"{call.Kernel(nameof(Philox))}.FillIntegers({key}, 0, {Low}, {High}, {part});";
}

public static partial class Functions
{
    /// <summary>Uniform draws in [0, 1): the same bits on every machine, for any lane width and number of threads.</summary>
    /// <param name="key">A random key; see <see cref="RandomKey"/>, <see cref="KeyVariable"/>, <see cref="Split(Expr, Expr)"/>.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <exception cref="ArgumentException">The key is not a key.</exception>
    public static Expr Uniform(Expr key, Shape shape)
    {
        Draws.RequireKey(nameof(Uniform), key);
        return new Uniform(key, shape);
    }

    /// <summary>Standard normal draws.</summary>
    /// <param name="key">A random key.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <exception cref="ArgumentException">The key is not a key.</exception>
    public static Expr Normal(Expr key, Shape shape)
    {
        Draws.RequireKey(nameof(Normal), key);
        return new Normal(key, shape);
    }

    /// <summary>True with a given probability.</summary>
    /// <param name="key">A random key.</param>
    /// <param name="probability">The probability of true, in [0, 1].</param>
    /// <param name="shape">The shape of the result.</param>
    /// <exception cref="ArgumentException">The key is not a key, or the probability not in [0, 1].</exception>
    public static Expr Bernoulli(Expr key, double probability, Shape shape)
    {
        Draws.RequireKey(nameof(Bernoulli), key);
        if (!(probability >= 0 && probability <= 1)) throw Errors.Probability(nameof(Bernoulli), probability);
        return new Bernoulli(key, probability, shape);
    }

    /// <summary>The numbers 0 … n − 1 in random order; whole numbers, to be used as indices.</summary>
    /// <param name="key">A random key.</param>
    /// <param name="count">n; a name stands for a size known only when data is bound.</param>
    /// <exception cref="ArgumentException">The key is not a key.</exception>
    public static Expr Permutation(Expr key, Dimension count)
    {
        Draws.RequireKey(nameof(Permutation), key);
        return new Permutation(key, [count]);
    }

    /// <summary>Whole numbers in [low, high), every one equally likely.</summary>
    /// <param name="key">A random key.</param>
    /// <param name="low">The smallest number.</param>
    /// <param name="high">The first number above the range.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <exception cref="ArgumentException">The key is not a key, or the range is empty.</exception>
    public static Expr UniformIntegers(Expr key, int low, int high, Shape shape)
    {
        Draws.RequireKey(nameof(UniformIntegers), key);
        return low < high ? new UniformIntegers(key, low, high, shape) : throw Errors.EmptyRange(nameof(UniformIntegers), low, high);
    }
}
