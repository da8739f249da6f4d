using System.Collections.Immutable;

namespace Grad.Bench;

/// <summary>What a section found.</summary>
/// <param name="Rows">The lines of the table.</param>
/// <param name="Peers">The peers that took part, with their versions, and sentences about those that did not.</param>
/// <param name="Details">More, as Markdown.</param>
internal sealed record Findings(ImmutableArray<Row> Rows, ImmutableArray<string> Peers, string Details = "");
