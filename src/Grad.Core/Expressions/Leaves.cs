using System.Globalization;

namespace Grad;

/// <summary>Somewhere in a user's program.</summary>
/// <param name="File">The path of the source file.</param>
/// <param name="Line">The line, from 1.</param>
public readonly record struct SourcePlace(string File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path.GetFileName(File)}:{Line.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>A leaf: an expression without operands.</summary>
public abstract class Leaf : Expr
{
    private protected Leaf(Kind kind, Shape shape) : base(kind, shape) { }

    internal sealed override Expr? PushForward(ReadOnlySpan<Expr?> tangents) => null;

    internal sealed override Expr? PullBack(Expr cotangent, int operand) => null;

    // It is an example, or shared by all of them.
    internal sealed override Expr Batched(Examples x) => throw new System.Diagnostics.UnreachableException(Operator);
}

/// <summary>An input: it gets its value when data is bound.</summary>
public sealed class Variable : Leaf
{
    private readonly int growth;

    internal Variable(string name, Shape shape, Kind kind, SourcePlace place, int growth = Grad.Growth.Linear)
        : base(kind, shape)
    {
        this.growth = growth;
        Name = string.IsNullOrWhiteSpace(name) ? throw Errors.NamelessVariable() : name;
        Place = place;
    }

    /// <summary>The name, for printing and for errors; two variables of one name are still two variables.</summary>
    public string Name { get; }

    /// <summary>Where the variable was declared.</summary>
    public SourcePlace Place { get; }

    /// <inheritdoc/>
    public override string Operator => "variable";

    internal override object Attributes => this;

    internal override int Growth => growth;

    /// <summary>
    /// The name, the shape and the place of the declaration: <c>'w' [20, 1] (Program.cs:12)</c>. What a pass made has no place.
    /// </summary>
    internal string Description => Place == default ? $"'{Name}' {Shape}" : $"'{Name}' {Shape} ({Place})";
}

/// <summary>One number, in every element of its shape.</summary>
public sealed class Literal : Leaf
{
    internal Literal(double value) : this(value, Shape.Scalar) { }

    internal Literal(double value, Shape shape, Kind kind = Kind.Real) : base(kind, shape) => Value = value;

    /// <summary>The number, held in <see cref="double"/> and rounded once when a program is built.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public override string Operator => "literal";

    // The bits, so that 0 and −0 differ and NaN equals itself.
    internal override object Attributes => (BitConverter.DoubleToInt64Bits(Value), Shape, Kind);

    internal override int Growth => double.IsFinite(Value) ? Grad.Growth.Bounded : Grad.Growth.Unbounded;

    /// <summary>Matches a literal by its value.</summary>
    public void Deconstruct(out double value) => value = Value;

    internal Literal WithShape(Shape shape) => shape == Shape ? this : new(Value, shape, Kind);
}

/// <summary>A key of the random generator, known now.</summary>
public sealed class KeyLiteral : Leaf
{
    internal KeyLiteral(ulong value) : base(Kind.Key, Shape.Scalar) => Value = value;

    /// <summary>The 64 bits of the key.</summary>
    public ulong Value { get; }

    /// <inheritdoc/>
    public override string Operator => "key";

    internal override object Attributes => Value;

    internal override int Growth => Grad.Growth.Bounded;
}

/// <summary>An array of numbers that is known now and never changes.</summary>
public sealed class Constant : Leaf
{
    internal Constant(Value value) : base(value.Kind, Shape.Fixed(value.Sizes)) => Data = value;

    /// <summary>The numbers.</summary>
    public Value Data { get; }

    /// <inheritdoc/>
    public override string Operator => "constant";

    internal override object Attributes => Data;

    internal override int Growth => Grad.Growth.Linear;
}

/// <summary>The size of an axis as a number, known when data is bound: <c>n</c>.</summary>
public sealed class SizeOf : Leaf
{
    internal SizeOf(Dimension dimension) : base(Kind.Real, Shape.Scalar) => Dimension = dimension;

    /// <summary>The size.</summary>
    public Dimension Dimension { get; }

    /// <inheritdoc/>
    public override string Operator => "size";

    internal override object Attributes => Dimension;

    internal override int Growth => Grad.Growth.Bounded;
}
