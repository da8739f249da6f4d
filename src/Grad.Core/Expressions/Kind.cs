namespace Grad;

/// <summary>
/// What an expression's elements are. Only <see cref="Real"/> follows the element type that a program is compiled for: the
/// same expression is trained in <see cref="float"/> and checked in <see cref="double"/>.
/// </summary>
public enum Kind
{
    /// <summary>Real numbers; the only kind that can be differentiated.</summary>
    Real,

    /// <summary>Whole numbers of 32 bits: indices, counters.</summary>
    Integer,

    /// <summary>True or false: the result of a comparison, the condition of <c>Where</c>.</summary>
    Boolean,

    /// <summary>Keys of the random generator, 64 bits.</summary>
    Key,
}
