using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>
/// ADBench's hand: 26 numbers turn and move the whole and bend fifteen joints; the vertices of a mesh follow the bones (linear
/// blend skinning), and measured points are compared with them.
/// </summary>
internal sealed class HandTracking
{
    private readonly HandModel model;

    public HandTracking(HandModel model)
    {
        this.model = model;
        var transforms = MatMul(Absolutes(), Constant(model.Inverses));
        var blended = Reshape(
            MatMul(Constant(model.Weights), Reshape(transforms, [model.Bones, 16])), [model.Weights.Sizes[0], 4, 4]);
        var positions = Sum(blended * ExpandDims(Constant(model.Positions), 1), -1)[.., ..3];
        Vertices = Rodrigues.Turned(positions, Pose[..3]) + Pose[3..6];
    }

    /// <summary>The turn of the whole, its place, and for each finger two angles of its first joint and one of the others.</summary>
    public Variable Pose { get; } = Variable("theta", [26]);

    /// <summary>The measured points.</summary>
    public Variable Points { get; } = Variable("points", ["n", 3]);

    /// <summary>Two barycentric coordinates for each point.</summary>
    public Variable Places { get; } = Variable("us", ["n", 2]);

    /// <summary>The vertex or the triangle that each point belongs to.</summary>
    public Variable Chosen { get; } = IntegerVariable("chosen", ["n"]);

    public Expr Vertices { get; }

    /// <summary>The points seen from their vertices.</summary>
    public Expr FromVertices => Points - Take(Vertices, Chosen);

    /// <summary>The points seen from their places in their triangles.</summary>
    public Expr FromTriangles
    {
        get
        {
            var corners = Take(Vertices, Take(Constant(model.Triangles), Chosen));
            var shares = Concat([Places, 1 - Sum(Places, 1, keepDims: true)], 1);
            return Points - Sum(ExpandDims(shares, 2) * corners, 1);
        }
    }

    /// <summary>For each bone its place in space.</summary>
    private Expr Absolutes()
    {
        var angles = Take(Pad(Pose, 0, 0, 1), Constant(Angles()));
        var bent = MatMul(MatMul(Turn(angles, 2), Turn(angles, 1)), Turn(angles, 0));
        var relatives = MatMul(Constant(model.Relatives), bent);
        var absolutes = new Expr[model.Bones];
        for (int bone = 0; bone < absolutes.Length; bone++)
        {
            var relative = At(relatives, 0, bone);
            absolutes[bone] = model.Parents[bone] < 0 ? relative : MatMul(absolutes[model.Parents[bone]], relative);
        }
        return Stack(absolutes);
    }

    /// <summary>For each bone where its angles about x, y and z stand in the pose; a zero stands behind it.</summary>
    private Value Angles()
    {
        var places = new int[model.Bones * 3];
        Array.Fill(places, 26);
        for (int finger = 0; finger < 5; finger++)
        {
            int bone = (4 * finger) + 2, angle = 6 + (4 * finger);
            (places[3 * bone], places[(3 * bone) + 2]) = (angle, angle + 1);
            (places[3 * (bone + 1)], places[3 * (bone + 2)]) = (angle + 2, angle + 3);
        }
        return Value.Of(places, model.Bones, 3);
    }

    /// <summary>Turns about a coordinate axis, one 4×4 matrix for each bone.</summary>
    private Expr Turn(Expr angles, int axis)
    {
        int i = (axis + 1) % 3, j = (axis + 2) % 3;
        double[] still = new double[16], cosines = new double[16], sines = new double[16];
        still[5 * axis] = still[15] = cosines[5 * i] = cosines[5 * j] = sines[(4 * j) + i] = 1;
        sines[(4 * i) + j] = -1;
        Expr Matrix(double[] entries) => Constant(Value.Of(entries, 1, 4, 4));
        var angle = Reshape(At(angles, 1, axis), [model.Bones, 1, 1]);
        return Matrix(still) + (Cos(angle) * Matrix(cosines)) + (Sin(angle) * Matrix(sines));
    }
}
