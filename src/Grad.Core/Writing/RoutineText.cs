namespace Grad.Writing;

/// <summary>Calls of the kernels that procedures have, as methods in C#.</summary>
/// <param name="names">The names of arrays and sizes.</param>
/// <param name="elementType">The type of an array's elements.</param>
internal sealed class RoutineText(ProgramNames names, Func<Expr, string> elementType)
{
    /// <summary>One call.</summary>
    /// <exception cref="NotSupportedException">The procedure has no kernel that a file could hold.</exception>
    public string Method(ProcedureStep step, string method)
    {
        var call = new WrittenCall(step, names, elementType);
        string statements = step.Node.Written(call) ?? throw Errors.NotWritten(step.Node.Operator);
        string results = string.Join(", ", step.Results.OfType<Expr>().Select(names.Pointer));
        string operands = string.Join(", ", step.Arrays.Select(names.Pointer));
        var lines = call.Locals.Concat(statements.Split('\n')).Select(line => $"        {line}\n");
        return $"    // {results} = {step.Node.Operator}({operands})\n    private void {method}()\n    {{\n{string.Concat(lines)}    }}\n";
    }
}
