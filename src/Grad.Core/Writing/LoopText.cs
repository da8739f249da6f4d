using System.Globalization;
using System.Text;

namespace Grad.Writing;

/// <summary>
/// A nest of loops as a method in C#: the same loads, operators, stores and folds in the same order as in the kernel that
/// <see cref="LoopGenerator{V}"/> makes.
/// </summary>
internal sealed class LoopText
{
    private readonly Loop loop;
    private readonly LoopShape shape;
    private readonly LaneSyntax syntax;
    private readonly Helpers helpers;
    private readonly ProgramNames names;
    private readonly Func<Expr, Storage> storageOf;
    private readonly StringBuilder code = new();
    private readonly Identifiers locals = new();
    private readonly Dictionary<Expr, string> valueNames = new(ReferenceEqualityComparer.Instance);
    private readonly Expr[] bases;
    private readonly string[] pointers;
    private readonly string[] accumulators;
    private readonly string[] sizes;
    private readonly int depth;
    private int level = 2;

    public LoopText(
        Loop loop, LoopShape shape, LaneSyntax syntax, Helpers helpers, ProgramNames names, Func<Expr, Storage> storageOf)
    {
        (this.loop, this.shape, this.syntax, this.helpers, this.names, this.storageOf) = (loop, shape, syntax, helpers, names, storageOf);
        depth = shape.Sizes.Length;
        foreach (string size in names.Sizes.Values) locals.Give(size);
        bases = [.. loop.Reads, .. loop.Writes];
        pointers = [.. bases.Select(b => b is Literal ? "" : locals.Give(names.Pointer(b) + "At"))];
        sizes = [.. shape.Sizes.Select(names.Size)];
        accumulators = [.. loop.Folds.Select(f => locals.Give("all" + Identifiers.Pascal(f.Operator)))];
    }

    private int Loads => loop.Loads.Length;

    /// <summary>What it computes, a formula for each line.</summary>
    public IEnumerable<string> Formulas()
    {
        HashSet<Expr> kept = new(loop.Writes, ReferenceEqualityComparer.Instance);
        return Formula.Of([.. loop.Body, .. loop.Folds], kept.Contains, Called).Select(f => $"{Called(f.Node)} = {f.Text}");

        string Called(Expr node) => kept.Contains(node) ? names.Pointer(node)
            : ViewBase(node) is Literal literal ? literal.Value.ToString("R", CultureInfo.InvariantCulture)
            : ViewBase(node) is { } source ? names.Pointer(source) : ValueName(node);
    }

    /// <summary>The statements of the method.</summary>
    public string Write()
    {
        for (int a = 0; a < bases.Length; a++)
        {
            if (bases[a] is Literal) continue;
            var offset = a < Loads ? loop.Loads[a].View.Offset : Dimension.Fixed(0);
            string behind = offset.FixedValue == 0 ? "" : $" + {names.Size(offset)}";
            // A key is moved by the lanes that move doubles.
            string cast = bases[a].Kind == Kind.Key ? $"({ElementType(a)}*)" : "";
            Line($"{ElementType(a)}* {pointers[a]} = {cast}this.{names.Pointer(bases[a])}{behind};");
        }
        for (int f = 0; f < loop.Folds.Length; f++)
        {
            if (!AccumulatesInMemory(f)) continue;
            int a = FoldAccess(f);
            Line($"new Span<{ElementType(a)}>({pointers[a]}, (int)({names.Size(loop.Folds[f].Shape.Size)})).Fill({IdentityIn(a, f)});");
        }
        Nest(0);
        return code.ToString();
    }

    private void Nest(int d)
    {
        for (int f = 0; f < loop.Folds.Length; f++)
        {
            if (FoldsFrom(f) == d) Line($"var {accumulators[f]} = {Identity(f).Code};");
        }
        if (d >= depth - 1) Innermost();
        else Outer(d);
        for (int f = 0; f < loop.Folds.Length; f++)
        {
            if (FoldsFrom(f) == d) Flush(f);
        }
    }

    /// <summary>One loop around others; what moves with it moves on after each turn, and back in the end.</summary>
    private void Outer(int d)
    {
        string i = Index(d);
        int[] moving = [.. Enumerable.Range(0, bases.Length).Where(a => shape.Strides[a][d].FixedValue != 0)];
        Line($"for (nint {i} = 0; {i} < {sizes[d]}; {i}++)");
        Open();
        string[] before = [.. pointers];
        foreach (int a in moving)
        {
            pointers[a] = locals.Give(before[a] + (d == 0 ? "Row" : "Part"));
            var stride = shape.Strides[a][d];
            string step = stride.IsOne ? i : $"{i} * {names.Factor(stride)}";
            Line($"{ElementType(a)}* {pointers[a]} = {before[a]} + {step};");
        }
        Nest(d + 1);
        before.CopyTo(pointers, 0);
        Close();
    }

    private void Innermost()
    {
        for (int a = 0; a < Loads; a++)
        {
            if (bases[a] is Literal || Inner(a) != 0) continue;
            Line($"var {ValueName(loop.Loads[a].Node)} = {LoadScalar(a)};");
        }
        if (depth == 0)
        {
            Body(null);
            return;
        }
        string i = Index(depth - 1), size = sizes[^1];
        if (syntax.Count == 1)
        {
            Line($"for (nint {i} = 0; {i} < {size}; {i}++)");
            Open();
            Body(null);
            Close();
            return;
        }
        int width = syntax.Count;
        long? known = shape.Sizes[^1].FixedValue;
        if (known == 0) return;
        Line($"nint {i} = 0;");
        if (known is not { } n || n >= width)
        {
            Line($"for (; {i} <= {size} - {width}; {i} += {width})");
            Open();
            Body(null);
            Close();
        }
        if (known % width == 0) return;
        Line($"if ({i} < {size})");
        Open();
        Line($"int rest = (int)({size} - {i});");
        Body("rest");
        Close();
    }

    /// <summary>Loads, operators, stores and folds of one vector; of the first elements where their number is given.</summary>
    private void Body(string? count)
    {
        for (int a = 0; a < Loads; a++)
        {
            if (bases[a] is Literal || Inner(a) == 0) continue;
            Line($"var {ValueName(loop.Loads[a].Node)} = {Load(a, count)};");
        }
        foreach (var node in loop.Body)
        {
            var value = helpers.Apply(node, syntax, [.. node.Operands.Select(Value)]);
            Line($"var {ValueName(node)} = {value.Code};");
        }
        for (int s = 0; s < loop.Stores.Length; s++) Line(Store(Loads + s, Value(loop.Stores[s].Base), count));
        for (int f = 0; f < loop.Folds.Length; f++) Line(Accumulate(f, count));
    }

    private string Accumulate(int f, string? count)
    {
        var value = Value(loop.Folds[f].Operand);
        int a = FoldAccess(f);
        if (depth == 0) return StoreScalar(a, value.Code);
        if (!shape.Folded[f].Contains(true)) return Store(a, value, count);
        if (!shape.Folded[f][^1]) return Store(a, Combined(f, new(Load(a, count), Text.Atom), value), count);
        if (count is not null && syntax is VectorSyntax vector)
        {
            value = Text.Call(
                $"{vector.Class}.ConditionalSelect", false, new($"{HelperText.First(vector, helpers)}({count})", Text.Atom), value, Identity(f));
        }
        return $"{accumulators[f]} = {Combined(f, new(accumulators[f], Text.Atom), value).Code};";
    }

    /// <summary>The accumulated vector becomes one number and is stored, or combined with what other turns stored.</summary>
    private void Flush(int f)
    {
        int a = FoldAccess(f);
        string name = loop.Folds[f].Fold switch { Fold.Sum => "Sum", Fold.Product => "Product", Fold.Max => "Max", _ => "Min" };
        string total = syntax.Count == 1 ? accumulators[f] : $"{helpers.Use(name + "OfLanes", syntax)}({accumulators[f]})";
        if (AccumulatesInMemory(f)) total = Together(f, syntax.Element, new(AsElement(a, $"*{pointers[a]}"), Text.Sign), new(total, Text.Atom)).Code;
        Line(StoreScalar(a, total));
    }

    private Text Combined(int f, Text left, Text right) => Together(f, (syntax as VectorSyntax)?.Class ?? syntax.Element, left, right);

    private Text Together(int f, string type, Text left, Text right) => loop.Folds[f].Fold switch
    {
        Fold.Sum => Text.Infix(left, "+", right),
        Fold.Product => Text.Infix(left, "*", right),
        Fold.Max => Text.Call($"{type}.Max", false, left, right),
        _ => Text.Call($"{type}.Min", false, left, right),
    };

    private double IdentityOf(int f) => loop.Folds[f].Fold switch
    {
        Fold.Sum => 0,
        Fold.Product => 1,
        Fold.Max => double.NegativeInfinity,
        _ => double.PositiveInfinity,
    };

    private Text Identity(int f) => syntax.Constant(IdentityOf(f));

    /// <summary>What a fold begins with, as an element of an array; a whole number has no infinity.</summary>
    private string IdentityIn(int a, int f) => StorageAt(a) != Storage.Int32 ? syntax.Number(IdentityOf(f))
        : int.CreateSaturating(IdentityOf(f)) switch
        {
            int.MaxValue => "int.MaxValue",
            int.MinValue => "int.MinValue",
            var whole => whole.ToString(CultureInfo.InvariantCulture),
        };

    private int FoldsFrom(int f)
    {
        if (depth == 0) return -1;
        int d = depth;
        while (d > 0 && shape.Folded[f][d - 1]) d--;
        return d == depth ? -1 : d;
    }

    private bool AccumulatesInMemory(int f)
    {
        int from = FoldsFrom(f);
        return shape.Folded[f].Take(from < 0 ? depth : from).Any(folded => folded);
    }

    private string LoadScalar(int a)
    {
        string element = AsElement(a, $"*{pointers[a]}");
        if (syntax is not VectorSyntax vector) return element;
        return StorageAt(a) == Storage.Byte
            ? $"*{pointers[a]} != 0 ? {vector.Constant(true).Code} : {vector.Constant(false).Code}"
            : $"{vector.Class}.Create({element})";
    }

    /// <summary>An element of an array as an element of the lanes.</summary>
    private string AsElement(int a, string element) => StorageAt(a) switch
    {
        Storage.Byte => syntax.Count == 1 ? $"{element} != 0" : element,
        Storage.Double when !syntax.IsDouble => $"(float){element}",
        Storage.Int32 => $"({syntax.Element}){element}",
        _ => element,
    };

    private string Load(int a, string? count)
    {
        if (syntax is not VectorSyntax v) return AsElement(a, $"{pointers[a]}[{At(a)}]");
        string number = count ?? v.Count.ToString(CultureInfo.InvariantCulture), stride = names.Size(shape.Strides[a][^1]);
        return (StorageAt(a), Inner(a)) switch
        {
            (Storage.Int32, _) => $"{helpers.Use(v.IsDouble ? "DoublesOf" : "FloatsOf", v)}({From(a)}, {stride}, {number})",
            (Storage.Byte, _) => $"{helpers.Use(v.IsDouble ? "DoubleMaskOf" : "FloatMaskOf", v)}({From(a)}, {stride}, {number})",
            (_, 1) => count is null ? $"{v.Class}.Load({From(a)})" : $"{helpers.Use("LoadFirst", v)}({From(a)}, {count})",
            _ => $"{helpers.Use("LoadStrided", v)}({From(a)}, {stride}, {number})",
        };
    }

    private string Store(int a, Text value, string? count)
    {
        if (depth == 0) return StoreScalar(a, value.Code);
        if (syntax is not VectorSyntax v) return $"{pointers[a]}[{At(a)}] = {Stored(a, value.Code)};";
        string number = count ?? v.Count.ToString(CultureInfo.InvariantCulture);
        return (StorageAt(a), Inner(a)) switch
        {
            (Storage.Int32, 1) => $"{helpers.Use("StoreWhole", v)}({From(a)}, {value.Code}, {number});",
            (Storage.Byte, 1) => $"{helpers.Use("StoreMask", v)}({From(a)}, {value.Code}, {number});",
            (_, 1) => count is null
                ? $"{value.Within(Text.Atom)}.Store({From(a)});"
                : $"{helpers.Use("StoreFirst", v)}({From(a)}, {value.Code}, {count});",
            _ => $"{helpers.Use("StoreStrided", v)}({From(a)}, {names.Size(shape.Strides[a][^1])}, {value.Code}, {number});",
        };
    }

    /// <summary>One number; that of a vector is its first lane.</summary>
    private string StoreScalar(int a, string value) => $"*{pointers[a]} = {Stored(a, value)};";

    private string Stored(int a, string value) => StorageAt(a) switch
    {
        Storage.Int32 => $"(int)({value})",
        Storage.Byte => $"({value}) ? (byte)1 : (byte)0",
        _ => value,
    };

    private Text Value(Expr node)
    {
        if (ViewBase(node) is not Literal literal)
            return new(ValueName(node), Text.Atom, node.Kind == Kind.Boolean);
        return literal.Kind == Kind.Boolean ? syntax.Constant(literal.Value != 0) : syntax.Constant(literal.Value);
    }

    private Expr? ViewBase(Expr node) => loop.Loads.FirstOrDefault(l => ReferenceEquals(l.Node, node)).View?.Base;

    private string ValueName(Expr node)
    {
        if (valueNames.TryGetValue(node, out string? name)) return name;
        return valueNames[node] = locals.Give(ViewBase(node) is { } source
            ? names.Pointer(source)
            : Identifiers.Camel(node is MatMul ? "product" : node.Operator));
    }

    private string From(int a)
    {
        string at = At(a);
        return at == "0" ? pointers[a] : $"{pointers[a]} + {at}";
    }

    /// <summary>How many elements behind its pointer this turn's element of an access lies.</summary>
    private string At(int a)
    {
        string i = Index(depth - 1);
        return Inner(a) switch { 0 => "0", 1 => i, _ => $"{i} * {names.Factor(shape.Strides[a][^1])}" };
    }

    private int Inner(int a) => depth == 0 ? 0 : shape.Strides[a][^1].FixedValue switch { 0 => 0, 1 => 1, _ => -1 };

    private int FoldAccess(int f) => Loads + loop.Stores.Length + f;

    private Storage StorageAt(int a) => storageOf(bases[a]);

    private string ElementType(int a) => ElementOf(StorageAt(a));

    private string ElementOf(Storage storage) => storage switch
    {
        Storage.Int32 => "int",
        Storage.Byte => "byte",
        Storage.Double => "double",
        _ => loop.Exact ? "double" : syntax.Element,
    };

    private static string Index(int d) => d switch { 0 => "i", 1 => "j", 2 => "k", _ => $"i{d}" };

    private void Open()
    {
        Line("{");
        level++;
    }

    private void Close()
    {
        level--;
        Line("}");
    }

    private void Line(string text) => code.Append(' ', 4 * level).Append(text).Append('\n');
}
