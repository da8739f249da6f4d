using System.Text.Json.Serialization;

namespace Grad.Bench;

/// <summary>A line of the table: Grad's figure beside a peer's.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Own">Grad's figure.</param>
/// <param name="Peer">Who or what it is compared with; empty if nobody.</param>
/// <param name="Theirs">The peer's figure; nothing when it is not installed.</param>
/// <param name="Ratio">How they compare.</param>
/// <param name="Goal">What is to be reached, if anything.</param>
internal sealed record Row(string Work, Quantity Own, string Peer, Quantity? Theirs, double? Ratio, Goal? Goal)
{
    /// <summary>Whether the goal is reached; nothing without a goal or without the peer.</summary>
    [JsonIgnore]
    public bool? Met => (Goal, Judged) switch
    {
        ({ Sense: Sense.AtLeast } goal, { } figure) => figure >= goal.Bound,
        ({ Sense: Sense.AtMost } goal, { } figure) => figure <= goal.Bound,
        _ => null,
    };

    /// <summary>The fraction of the goal that is reached where it is missed.</summary>
    [JsonIgnore]
    public double? Reached => (Goal, Judged) switch
    {
        ({ Sense: Sense.AtLeast } goal, { } figure) => figure / goal.Bound,
        ({ Sense: Sense.AtMost } goal, { } figure) => goal.Bound / figure,
        _ => null,
    };

    private double? Judged => Goal?.Subject == Subject.Own ? Own.Value : Ratio;

    /// <summary>Times: how many times the peer's is Grad's.</summary>
    public static Row OfTimes(string work, Quantity own, string peer, Quantity? theirs, double? atLeast) =>
        new(work, own, peer, theirs, theirs?.Value / own.Value, AtLeast(atLeast));

    /// <summary>Rates: how many times Grad's is the peer's.</summary>
    public static Row OfRates(string work, Quantity own, string peer, Quantity? theirs, double? atLeast) =>
        new(work, own, peer, theirs, own.Value / theirs?.Value, AtLeast(atLeast));

    /// <summary>What something costs in terms of something simpler.</summary>
    public static Row OfCost(string work, Quantity own, string other, Quantity theirs, double atMost) =>
        new(work, own, other, theirs, own.Value / theirs.Value, new(Sense.AtMost, atMost));

    /// <summary>A figure that is held against a bound by itself.</summary>
    public static Row OfLimit(string work, Quantity own, double atMost) =>
        new(work, own, "", null, null, new(Sense.AtMost, atMost, Subject.Own));

    private static Goal? AtLeast(double? bound) => bound is { } b ? new(Sense.AtLeast, b) : null;
}
