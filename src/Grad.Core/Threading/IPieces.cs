namespace Grad;

/// <summary>Work cut into pieces, which may be done in any order and by any thread.</summary>
internal interface IPieces
{
    /// <summary>Does one of the pieces; it allocates nothing.</summary>
    void Do(int piece);
}
