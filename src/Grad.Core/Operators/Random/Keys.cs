using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad;

/// <summary>
/// A child of a random key: its draws are independent of its parent's and of its siblings'. Of several keys, a child each.
/// </summary>
public sealed class Split : Procedure
{
    internal Split(Expr key, Expr index) : base([key, index], (Kind.Key, key.Shape)) { }

    /// <inheritdoc/>
    public override string Operator => "split";

    internal override Expr Batched(Examples x) => new Split(x[0], x[1]);

    internal override void Compute<T>(Call call)
    {
        ReadOnlySpan<ulong> keys = call.Operand<ulong>(0);
        ReadOnlySpan<int> indices = call.Operand<int>(1);
        var children = call.Result<ulong>();
        for (int k = 0; k < children.Length; k++) children[k] = Philox.Split(keys[k], (uint)indices[k]);
    }

    internal override string Written(WrittenCall call)
    {
        var (keys, indices, children) = (call.Operand(0), call.Operand(1), call.Result());
        string child = $"{call.Kernel(nameof(Philox))}.Split({keys}[k], (uint){indices}[k])";
        return $"for (int k = 0; k < {children}.Length; k++) {children}[k] = {child};";
    }
}

public static partial class Functions
{
    /// <summary>The random key of a seed. Everything that is drawn is a function of its key: the same key, the same draws.</summary>
    /// <param name="seed">Any number; different seeds have different keys.</param>
    public static Expr RandomKey(long seed) => new KeyLiteral(Philox.FromSeed(seed));

    /// <summary>A random key that gets its value when data is bound: <c>(key, Value.Key(seed))</c>.</summary>
    /// <param name="name">Its name in formulas and errors.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static Variable KeyVariable(
        string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(name, Shape.Scalar, Kind.Key, new(file, line));

    /// <summary>
    /// Child number <paramref name="index"/> of a key: <c>Split(key, step)</c> is a fresh key for each step. Use a key for
    /// one draw or for splitting, and each child once.
    /// </summary>
    /// <param name="key">The parent.</param>
    /// <param name="index">A whole scalar.</param>
    /// <exception cref="ArgumentException">The key is not a key, or the index not a whole scalar.</exception>
    public static Expr Split(Expr key, Expr index)
    {
        Draws.RequireKey(nameof(Split), key);
        if (index is Literal { Kind: Kind.Real, Value: var number } && number == Math.Floor(number))
            index = new Literal(number, index.Shape, Kind.Integer);
        if (index.Kind != Kind.Integer) throw Errors.WrongKind(nameof(Split), index, Kind.Integer);
        if (!index.Shape.IsScalar) throw Errors.NotAScalarOperand(nameof(Split), "index", index);
        return new Split(key, index);
    }
}
