using System.Runtime.CompilerServices;

namespace Grad;

/// <summary>
/// The functions of Grad: <c>using static Grad.Functions;</c>. Each takes and returns expressions, and nothing is
/// computed before an expression is evaluated or compiled.
/// </summary>
public static partial class Functions
{
    /// <summary>A real variable of the shape given; <c>Variable("X", ["n", 1])</c>.</summary>
    /// <param name="name">Its name in formulas and errors.</param>
    /// <param name="shape">Its shape; a name as a size stands for a size known only when data is bound.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static Variable Variable(
        string name, Shape shape, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(name, shape, Kind.Real, new(file, line));

    /// <summary>A scalar real variable.</summary>
    /// <param name="name">Its name in formulas and errors.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static Variable Variable(
        string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(name, Shape.Scalar, Kind.Real, new(file, line));

    /// <summary>A variable of whole numbers: a counter, indices.</summary>
    /// <param name="name">Its name in formulas and errors.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static Variable IntegerVariable(
        string name, Shape shape, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(name, shape, Kind.Integer, new(file, line));

    /// <summary>A variable of conditions, true or false: a mask.</summary>
    /// <param name="name">Its name in formulas and errors.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static Variable BooleanVariable(
        string name, Shape shape, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(name, shape, Kind.Boolean, new(file, line));

    /// <summary>Numbers that are known now and never change.</summary>
    public static Expr Constant(Value value) => value.Sizes.Length == 0
        ? new Literal(value.Numbers[0], Shape.Scalar, value.Kind)
        : new Constant(value);
}
