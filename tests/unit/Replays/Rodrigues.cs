using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>Rodrigues' rotation by a vector whose length is the angle, with a derivative where it is zero.</summary>
internal static class Rodrigues
{
    /// <summary>Points, along the last axis, turned about the origin.</summary>
    public static Expr Turned(Expr points, Expr turn)
    {
        var square = Sum(Square(turn));
        var angle = Sqrt(Where(square > 0, square, 1));
        var axis = turn / angle;
        var across = Cross(axis, points);
        var turned = points + (Sin(angle) * across) + ((1 - Cos(angle)) * Cross(axis, across));
        return Where(square > 0, turned, points + Cross(turn, points));
    }
}
