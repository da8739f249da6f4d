using System.Collections.Immutable;
using System.Globalization;
using Grad.Numerics;

namespace Grad.Writing;

/// <summary>One operation that a vector body does, on the results of earlier ones.</summary>
/// <param name="Id">A number of its own among all operations of the body, whichever way it takes.</param>
/// <param name="Name">The member of <see cref="ILanes{V}"/> that it is, or <see cref="Parameter"/>, or a scalar function.</param>
/// <param name="Operands">The operations whose results it takes.</param>
/// <param name="Argument">A number that is part of it: of a constant, or how far bits are shifted.</param>
/// <param name="IsMask">Whether its result says yes or no in each lane.</param>
internal sealed record Operation(int Id, string Name, ImmutableArray<Operation> Operands, object? Argument, bool IsMask)
{
    /// <summary>The name of what is given.</summary>
    public const string Parameter = "parameter";

    /// <summary>The name of a scalar function of each lane by itself, which is the argument.</summary>
    public const string EachLane = "each lane";
}

/// <summary>
/// Operations one after the other; then the result, or a look whether a mask is set in some lane and what is done in either
/// case.
/// </summary>
internal sealed record Passage(
    ImmutableArray<Operation> Operations, Operation? Result, Operation? Mask = null, Passage? IfAny = null, Passage? IfNone = null);

/// <summary>
/// Writes down what a vector body does by running it on <see cref="RecordingLanes"/>. Where the body looks whether a mask is
/// set in some lane, it is run once for each answer.
/// </summary>
internal sealed class Recording
{
    /// <summary>Bodies that look more often than this do so in a loop.</summary>
    private const int MostLooks = 8;

    [ThreadStatic]
    private static Recording? Running;

    private readonly ImmutableArray<bool> answers;
    private readonly List<(int At, Operation Mask)> looks = [];
    private readonly List<Operation> operations = [];
    private readonly Dictionary<string, Operation> known = [];

    private Recording(int count, bool isDouble, ImmutableArray<bool> answers) =>
        (Count, IsDouble, this.answers) = (count, isDouble, answers);

    /// <summary>The body that is running.</summary>
    public static Recording Current => Running ?? throw new System.Diagnostics.UnreachableException("No body is being recorded.");

    /// <summary>The number of lanes.</summary>
    public int Count { get; }

    /// <summary>Whether they are <see cref="double"/>.</summary>
    public bool IsDouble { get; }

    /// <summary>What a body does.</summary>
    /// <param name="body">The body.</param>
    /// <param name="masks">For each of its operands whether it is a mask.</param>
    /// <param name="count">The number of lanes.</param>
    /// <param name="isDouble">Whether they are <see cref="double"/>.</param>
    /// <exception cref="NotRecordedException">The body asks for memory, or looks at lanes in a loop.</exception>
    public static Passage Of(Func<RecordingLanes[], RecordingLanes> body, bool[] masks, int count, bool isDouble)
    {
        return Explore([]);

        Passage Explore(ImmutableArray<bool> answers)
        {
            if (answers.Length > MostLooks) throw new NotRecordedException();
            var recording = new Recording(count, isDouble, answers);
            var result = recording.Run(body, masks);
            int from = answers.IsEmpty ? 0 : recording.looks[answers.Length - 1].At;
            if (recording.looks.Count == answers.Length) return new([.. recording.operations[from..]], result);
            var (to, mask) = recording.looks[answers.Length];
            return new([.. recording.operations[from..to]], null, mask, Explore(answers.Add(true)), Explore(answers.Add(false)));
        }
    }

    /// <summary>Adds an operation, or finds the same one.</summary>
    public Operation Add(string name, object? argument, bool isMask, params ReadOnlySpan<Operation> operands)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{name} {argument} {string.Join(' ', operands.ToArray().Select(o => o.Id))}");
        if (argument is double number) key += BitConverter.DoubleToInt64Bits(number);
        if (known.TryGetValue(key, out var same)) return same;
        var operation = new Operation((Path << 16) + operations.Count, name, [.. operands], argument, isMask);
        operations.Add(operation);
        return known[key] = operation;
    }

    /// <summary>The answer to whether a mask is set in some lane: the one that is to be tried, or no.</summary>
    public bool Answer(Operation mask)
    {
        looks.Add((operations.Count, mask));
        return looks.Count <= answers.Length && answers[looks.Count - 1];
    }

    /// <summary>The answers given so far: what follows other answers has other numbers.</summary>
    private int Path => looks.Select((_, k) => k < answers.Length && answers[k]).Aggregate(1, (path, yes) => (2 * path) + (yes ? 1 : 0));

    private Operation Run(Func<RecordingLanes[], RecordingLanes> body, bool[] masks)
    {
        var outer = Running;
        Running = this;
        try
        {
            return body([.. masks.Select((isMask, k) => new RecordingLanes(Add(Operation.Parameter, k, isMask)))]).Operation;
        }
        finally
        {
            Running = outer;
        }
    }
}

/// <summary>A vector body cannot be written down: it asks for memory, or looks at lanes in a loop.</summary>
internal sealed class NotRecordedException : Exception;
