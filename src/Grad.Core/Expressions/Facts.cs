namespace Grad;

/// <summary>What is always true of an operator. The simplifier relies on facts, and each is a property test.</summary>
[Flags]
public enum Facts
{
    /// <summary>Nothing is promised.</summary>
    None = 0,

    /// <summary>f(x, y) = f(y, x).</summary>
    Commutative = 1 << 0,

    /// <summary>f(f(x)) = x.</summary>
    Involution = 1 << 1,

    /// <summary>f(f(x)) = f(x); for two operands f(x, x) = x.</summary>
    Idempotent = 1 << 2,

    /// <summary>x ≤ y implies f(x) ≤ f(y).</summary>
    Increasing = 1 << 3,

    /// <summary>f(−x) = f(x).</summary>
    Even = 1 << 4,

    /// <summary>f(−x) = −f(x).</summary>
    Odd = 1 << 5,

    /// <summary>f(0) = 0, or f(0, 0) = 0.</summary>
    PreservesZero = 1 << 6,

    /// <summary>f ≥ 0.</summary>
    NonNegative = 1 << 7,

    /// <summary>|f| is bounded by a small constant for every operand.</summary>
    Bounded = 1 << 8,

    /// <summary>|f(x)| ≤ c·max|xᵢ| + c: grows no faster than its operands.</summary>
    LinearGrowth = 1 << 9,

    /// <summary>Grows like the product of its operands.</summary>
    Multiplies = 1 << 10,

    /// <summary>f &gt; 0 wherever it is defined.</summary>
    Positive = 1 << 11,
}
