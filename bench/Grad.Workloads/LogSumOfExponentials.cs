namespace Grad.Workloads;

/// <summary>GradBench's log Σ exp xᵢ from its elements; the library's own operator is not called.</summary>
public sealed class LogSumOfExponentials
{
    public LogSumOfExponentials()
    {
        var largest = Max(X);
        Value = largest + Log(Sum(Exp(X - largest)));
    }

    public Variable X { get; } = Variable("x", ["n"]);

    public Expr Value { get; }
}
