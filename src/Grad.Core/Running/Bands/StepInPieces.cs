namespace Grad;

/// <summary>A step that can be done piece by piece, in any order and by any thread; then it is finished once.</summary>
internal abstract class StepInPieces
{
    /// <summary>Does a piece.</summary>
    public abstract void Do(int piece);

    /// <summary>Does what is left when all pieces are done.</summary>
    public virtual void Finish() { }
}
