using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Memory that arrays of one length hold one after the other, and when it is needed. More than one array means that each
/// is written, element by element, over the one before it, which dies there.
/// </summary>
/// <param name="Nodes">The arrays, in the order in which they are written.</param>
/// <param name="First">The step that writes the first of them.</param>
/// <param name="Last">The last step that reads the last of them; the number of steps where it is read after the run.</param>
internal sealed record Buffer(ImmutableArray<Expr> Nodes, int First, int Last);
