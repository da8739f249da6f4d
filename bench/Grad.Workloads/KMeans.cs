namespace Grad.Workloads;

/// <summary>GradBench's k-means: the squared distances of points from the nearest centres, and Newton's direction.</summary>
public sealed class KMeans
{
    public KMeans()
    {
        Cost = Sum(Min(Sum(Square(ExpandDims(Points, 1) - ExpandDims(Centres, 0)), -1), 1));
        var gradient = Gradient(Cost, Centres);
        // The Hessian is diagonal: its product with ones is the diagonal.
        Direction = gradient / Jvp(gradient, (Centres, BroadcastTo(1, Centres.Shape)));
    }

    public Variable Points { get; } = Variable("points", ["n", "d"]);

    public Variable Centres { get; } = Variable("centres", ["k", "d"]);

    public Expr Cost { get; }

    public Expr Direction { get; }
}
