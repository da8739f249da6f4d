namespace Grad.Writing;

/// <summary>What all programs of a file share: their vectors, the functions that they call, and the classes inside.</summary>
/// <param name="lanes">The vectors of the file.</param>
/// <param name="called">The operators that are too long to be inlined.</param>
/// <param name="names">The names of the outermost program.</param>
internal sealed class FileParts(LaneSyntax lanes, IReadOnlySet<Type> called, ProgramNames names)
{
    private readonly List<string> functions = [], classes = [];

    /// <summary>The vectors of the file.</summary>
    public LaneSyntax Lanes => lanes;

    /// <summary>Operators, loads and stores.</summary>
    public Helpers Helpers { get; } = new(called);

    /// <summary>Asks for a function by its text.</summary>
    public void Need(string text)
    {
        if (!functions.Contains(text)) functions.Add(text);
    }

    /// <summary>The name of a class for a program inside another.</summary>
    public string Class(string wanted)
    {
        string name = names.Property(wanted);
        Helpers.Reserve(name);
        return name;
    }

    /// <summary>Adds a class whose text is made now, behind those that are there already.</summary>
    public void AddClass(Func<string> text)
    {
        int at = classes.Count;
        classes.Add("");
        classes[at] = text();
    }

    /// <summary>The classes of programs inside others, then all functions that were asked for.</summary>
    public IEnumerable<string> Texts() => [.. classes, .. Helpers.Texts, .. functions];
}
