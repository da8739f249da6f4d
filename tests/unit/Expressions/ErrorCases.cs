using static Grad.Functions;

namespace Grad.Tests.Unit.Expressions;

/// <summary>Each factory of sentences with something that ends with its sentence, and the sentence.</summary>
internal static class ErrorCases
{
    private static readonly Variable
        S = Of("s"), V = Of("v", ["n"]), A = Of("a", [3]), B = Of("b", [4]), M = Of("m", [2, 3]), Q = Of("q", [2, 2]),
        X = Of("x", ["n", 1]), W = Of("w", ["n", "k"]), I = Of("i", [2], Kind.Integer), C = Of("c", [3], Kind.Boolean),
        Image = Of("image", ["n", 3, 8]), Kernel = Of("kernel", [6, 3, 5]);

    public static IReadOnlyList<(string Factory, Func<object?> Asked, string Sentence)> All { get; } =
    [
        (nameof(Errors.AxisOutOfRange), () => Sum(M, 2),
            "Sum: axis 2 is out of range for shape [2, 3], which has 2 axes. Name an axis from -2 to 1."),
        (nameof(Errors.AxisOutOfRange), () => Sum(S, 0),
            "Sum: axis 0 is out of range for shape [], which has 0 axes. A scalar has no axis to name."),
        (nameof(Errors.AxisOutOfRange), () => Sum(V, 1),
            "Sum: axis 1 is out of range for shape [n], which has 1 axis. Name an axis from -1 to 0."),
        (nameof(Errors.AxisOutOfRange), () => Transpose(V),
            "Transpose: axis -2 is out of range for shape [n], which has 1 axis. Name an axis from -1 to 0."),
        (nameof(Errors.AxisTwice), () => Sum(M, [0, -2]),
            "Sum: axis -2 of shape [2, 3] is named twice. Name each axis once."),
        (nameof(Errors.NamelessVariable), () => Variable(" "),
            "Variable: the name is empty. Give each variable a name; it is printed in formulas and errors."),
        (nameof(Errors.NegativeOrder), () => Polygamma(-1, S),
            "Polygamma: the order is -1; a derivative has an order from 0 on. In: s; with 's' [] (M.cs:1)."),
        (nameof(Errors.ShapesDiffer), () => Dot(A, B),
            "Dot: the operands' shapes differ, [3] and [4]. Broadcast or reshape them first. In: a; b; with 'a' " +
            "[3] (M.cs:1), 'b' [4] (M.cs:1)."),
        (nameof(Errors.CannotBroadcast), () => A + B,
            "+: shapes [3] and [4] do not match: 3 ≠ 4. Sizes are compared from the last axis; they must be " +
            "equal, or one of them 1. In: a; b; with 'a' [3] (M.cs:1), 'b' [4] (M.cs:1)."),
        (nameof(Errors.BothStretched), () => X - V,
            "−: [n, 1] against [n] would stretch both sides. Reshape one side to the shape of the other, or give " +
            "both the same number of axes if that is meant. In: x; v; with 'x' [n, 1] (M.cs:1), 'v' [n] (M.cs:1)."),
        (nameof(Errors.PlaceOutOfRange), () => At(M, 1, 3),
            "At: place 3 is out of range for axis 1 of shape [2, 3]. Count places from 0, or from the end with " +
            "^. In: m; with 'm' [2, 3] (M.cs:1)."),
        (nameof(Errors.RangeOutside), () => Slice(M, 1, 1, 4),
            "Slice: the range 1..4 does not lie within axis 1 of shape [2, 3]. Start and end count from 0, or " +
            "from the end with ^; the start must not be above the end."),
        (nameof(Errors.RangeOutsideData), () => Slice(V, 0, 0, 5).EvaluateTensor((V, new double[3])),
            "slice: places 0 to 4 do not lie within axis 0 of shape [n], whose size is 3 for this data. Take a " +
            "shorter range, or bind more data."),
        (nameof(Errors.StepTooSmall), () => Slice(V, 0, 0, ^0, 0),
            "Slice: the step is 0; it must be at least 1. Flip reverses an axis."),
        (nameof(Errors.TooManyRanges), () => V[.., ..2],
            "Slice: 2 ranges are given for shape [n], which has 1 axis. Give at most one for each axis. In: v; " +
            "with 'v' [n] (M.cs:1)."),
        (nameof(Errors.IndexShape), () => Gather(M, 1, I),
            "Gather: the indices have shape [2]; they must have the shape [2, 3] of the array but for axis 1. " +
            "Take reads whole places of an axis with indices of any shape. In: m; i; with 'm' [2, 3] (M.cs:1), " +
            "'i' [2] (M.cs:1)."),
        (nameof(Errors.IndexOutOfRange), () => Take(A, I).EvaluateTensor((A, new double[3]), (I, new[] { 0, 3 })),
            "take: the index 3 is out of range; it must lie between 0 and 2. In: i; with 'i' [2] (M.cs:1)."),
        (nameof(Errors.IndexOutOfRange),
            () => Take(V, I).EvaluateTensor((V, Array.Empty<double>()), (I, new[] { 0, 0 })),
            "take: the index 0 is out of range; the axis has no places for this data. In: i; with 'i' [2] " +
            "(M.cs:1)."),
        (nameof(Errors.EmptySearch), () => ArgMax(V, 0).EvaluateTensor((V, Array.Empty<double>())),
            "argmax: axis 0 of shape [n] has no elements for this data. Bind data with at least one. In: v; with " +
            "'v' [n] (M.cs:1)."),
        (nameof(Errors.NormOrder), () => Norm(V, p: 0.5),
            "Norm: p is 0.5; it must be at least 1."),
        (nameof(Errors.UnknownDiagonal), () => Diagonal(W),
            "Diagonal: which of the last two axes of shape [n, k] is shorter is not known before data is bound. " +
            "Cut the longer one first. In: w; with 'w' [n, k] (M.cs:1)."),
        (nameof(Errors.Groups), () => GroupNorm(Image, 2),
            "GroupNorm: 2 groups do not divide the channels, axis 1 of shape [n, 3, 8]. Give a number of groups " +
            "that does. In: image; with 'image' [n, 3, 8] (M.cs:1)."),
        (nameof(Errors.NotVectors), () => Dot(M, A),
            "Dot: the shapes are [2, 3] and [3], and two vectors are needed. Use MatMul, or reshape them to one " +
            "axis. In: m; a; with 'm' [2, 3] (M.cs:1), 'a' [3] (M.cs:1)."),
        (nameof(Errors.NotVectors), () => Outer(S, A),
            "Outer: the shapes are [] and [3], and two vectors are needed. Use MatMul, or reshape them to one " +
            "axis. In: s; a; with 's' [] (M.cs:1), 'a' [3] (M.cs:1)."),
        (nameof(Errors.NotMatrices), () => Kron(A, M),
            "Kron: the shapes are [3] and [2, 3], and two matrices are needed. Reshape a vector of n elements to " +
            "[n, 1] or [1, n]. In: a; m; with 'a' [3] (M.cs:1), 'm' [2, 3] (M.cs:1)."),
        (nameof(Errors.NotThree), () => Cross(A, B),
            "Cross: the shapes are [3] and [4], and the last axes must have size 3. Pad vectors of the plane " +
            "with a zero. In: a; b; with 'a' [3] (M.cs:1), 'b' [4] (M.cs:1)."),
        (nameof(Errors.EinsumNotation), () => Einsum("i,i", A, A),
            "Einsum: \"i,i\" does not fit: an arrow -> must stand between the arrays and the result."),
        (nameof(Errors.EinsumNotation), () => Einsum("i,i->", A),
            "Einsum: \"i,i->\" does not fit: the arrays that it names are 2, and those given 1."),
        (nameof(Errors.EinsumNotation), () => Einsum("ij->i", A),
            "Einsum: \"ij->i\" does not fit: array 1 has shape [3] and 2 letters; each axis needs one."),
        (nameof(Errors.EinsumNotation), () => Einsum("2->", A),
            "Einsum: \"2->\" does not fit: '2' is not a letter."),
        (nameof(Errors.EinsumNotation), () => Einsum("i,i->i", A, B),
            "Einsum: \"i,i->i\" does not fit: 'i' has size 3 and size 4."),
        (nameof(Errors.EinsumNotation), () => Einsum("i->j", A),
            "Einsum: \"i->j\" does not fit: no array has the result's 'j'."),
        (nameof(Errors.EinsumNotation), () => Einsum("i->ii", A),
            "Einsum: \"i->ii\" does not fit: the result has 'i' twice."),
        (nameof(Errors.NotSquare), () => Inverse(M),
            "Inverse: the matrix has shape [2, 3], and its last two axes must be equal. In: m; with 'm' [2, 3] " +
            "(M.cs:1)."),
        (nameof(Errors.Wide), () => Qr(M),
            "Qr: the matrix has shape [2, 3]; it must have at least as many rows as columns, known now. " +
            "Transpose it first. In: m; with 'm' [2, 3] (M.cs:1)."),
        (nameof(Errors.RightSide), () => Solve(Q, A),
            "Solve: the matrix has shape [2, 2] and the right side [3]; the right side needs 2 rows. In: q; a; " +
            "with 'q' [2, 2] (M.cs:1), 'a' [3] (M.cs:1)."),
        (nameof(Errors.NotPositiveDefinite), () => Cholesky(Q).EvaluateTensor((Q, new double[2, 2])),
            "Cholesky: the matrix is not positive definite: its leading minor of order 1 is not positive. Add a " +
            "small multiple of Identity to it if only rounding is to blame. In: q; with 'q' [2, 2] (M.cs:1)."),
        (nameof(Errors.NotPositiveDefinite),
            () => Cholesky(Stack([Identity(2), Q])).EvaluateTensor((Q, new double[2, 2])),
            "Cholesky: matrix 1 is not positive definite: its leading minor of order 1 is not positive. Add a " +
            "small multiple of Identity to it if only rounding is to blame. In: concat(where(arange() = " +
            "arange(), 1, 0), q); with 'q' [2, 2] (M.cs:1)."),
        (nameof(Errors.Singular), () => Inverse(Q).EvaluateTensor((Q, new double[2, 2])),
            "Inverse: the matrix is singular: pivot 1 is zero. Use LeastSquares or PseudoInverse, or add a small " +
            "multiple of Identity to it. In: q; with 'q' [2, 2] (M.cs:1)."),
        (nameof(Errors.NothingToJoin), () => Concat([]),
            "Concat: there are no arrays. Give at least one."),
        (nameof(Errors.NothingToJoin), () => Stack([]),
            "Stack: there are no arrays. Give at least one."),
        (nameof(Errors.CannotJoin), () => Concat([M, Q]),
            "Concat: shapes [2, 3] and [2, 2] differ in more than axis 0, along which they are joined. Slice, " +
            "pad or reshape one of them first. In: m; q; with 'm' [2, 3] (M.cs:1), 'q' [2, 2] (M.cs:1)."),
        (nameof(Errors.PartSizes), () => Split(A, [1, 1]),
            "Split: the parts have size 2 together, and axis 0 of shape [3] has size 3. Give sizes that add up " +
            "to it. In: a; with 'a' [3] (M.cs:1)."),
        (nameof(Errors.NotOfSizeOne), () => Squeeze(M, 1),
            "Squeeze: axis 1 of shape [2, 3] has size 3, and only axes of size 1 can be dropped. Use At for one " +
            "place of an axis. In: m; with 'm' [2, 3] (M.cs:1)."),
        (nameof(Errors.WrongKind), () => Sin(I),
            "sin: an operand is integer, and real is needed. Convert it with ToReal first. In: i; with 'i' [2] " +
            "(M.cs:1)."),
        (nameof(Errors.WrongKind), () => Sin(C),
            "sin: an operand is boolean, and real is needed. Select numbers with Where(condition, a, b). In: c; " +
            "with 'c' [3] (M.cs:1)."),
        (nameof(Errors.WrongKind), () => Sin(RandomKey(1)),
            "sin: an operand is a random key, and real is needed. Draw numbers with it: Uniform(key, shape). In: " +
            "key(0x910a2dec89025cc1)."),
        (nameof(Errors.WrongKind), () => Uniform(S, [2]),
            "Uniform: an operand is real, and a random key is needed. Make one with RandomKey(seed), or Split a " +
            "key. In: s; with 's' [] (M.cs:1)."),
        (nameof(Errors.WrongKind), () => Take(A, B),
            "Take: an operand is real, and integer is needed. Declare it with IntegerVariable. In: b; with 'b' " +
            "[4] (M.cs:1)."),
        (nameof(Errors.WrongKind), () => Not(A),
            "not: an operand is real, and boolean is needed. Compare it with something first. In: a; with 'a' " +
            "[3] (M.cs:1)."),
        (nameof(Errors.NotAScalarOperand), () => Split(RandomKey(1), I),
            "Split: the index has shape [2], and a scalar is needed. Take one element of it with At. In: i; with " +
            "'i' [2] (M.cs:1)."),
        (nameof(Errors.Probability), () => Bernoulli(RandomKey(1), 1.5, [2]),
            "Bernoulli: the probability is 1.5. Give a number from 0 to 1."),
        (nameof(Errors.Rate), () => Dropout(A, RandomKey(1), 1),
            "Dropout: the rate is 1. Give a number from 0 to below 1."),
        (nameof(Errors.EmptyRange), () => UniformIntegers(RandomKey(1), 2, 2, [3]),
            "UniformIntegers: the range [2, 2) is empty. Give an upper bound, which is excluded, above the lower."),
        (nameof(Errors.KindsDiffer), () => A + Of("i", [3], Kind.Integer),
            "add: one operand is real and the other integer. Convert integers with ToReal first. In: a; i; with " +
            "'a' [3] (M.cs:1), 'i' [3] (M.cs:1)."),
        (nameof(Errors.ReshapeSize), () => Reshape(M, [4]),
            "Reshape: [2, 3] has 6 elements and [4] has 4. The numbers of elements must be equal. In: m; with " +
            "'m' [2, 3] (M.cs:1)."),
        (nameof(Errors.BroadcastShape), () => BroadcastTo(A, [3, 4]),
            "BroadcastTo: [3] cannot be stretched to [3, 4]. Sizes are compared from the last axis; they must be " +
            "equal, or 1 in the expression. In: a; with 'a' [3] (M.cs:1)."),
        (nameof(Errors.PermuteAxes), () => Permute(M, [1]),
            "Permute: [1] does not name each axis of [2, 3] once. Give one number for each axis, in their new " +
            "order. In: m; with 'm' [2, 3] (M.cs:1)."),
        (nameof(Errors.MatMulRank), () => MatMul(S, M),
            "MatMul: [] · [2, 3]: both sides need at least one axis. Use * for a scalar. In: s; m; with 's' [] " +
            "(M.cs:1), 'm' [2, 3] (M.cs:1)."),
        (nameof(Errors.MatMulInner), () => MatMul(M, Q),
            "MatMul: inner dimensions differ, [2, 3] · [2, 2]: 3 ≠ 2. Transpose one side, or reshape it first. " +
            "In: m; q; with 'm' [2, 3] (M.cs:1), 'q' [2, 2] (M.cs:1)."),
        (nameof(Errors.NotScalar), () => Gradient(M, M),
            "Gradient: the expression has shape [2, 3], and a gradient is taken of a scalar. Reduce it with Sum " +
            "or Mean, or use Vjp with a cotangent. In: m; with 'm' [2, 3] (M.cs:1)."),
        (nameof(Errors.NotDifferentiable), () => Gradient(Sum(A), I),
            "Gradient: 'i' [2] (M.cs:1) is integer, and derivatives are of real expressions, by real ones. An index " +
            "or a condition has none; numbers are made real with Variable or ToReal."),
        (nameof(Errors.NotDifferentiable), () => Gradient(Sum(I), A),
            "Gradient: Σ i [] is integer, and derivatives are of real expressions, by real ones. An index or a " +
            "condition has none; numbers are made real with Variable or ToReal."),
        (nameof(Errors.NotDifferentiable), () => Gradient(Sum(Take(A, I)), I),
            "Gradient: 'i' [2] (M.cs:1) is integer, and derivatives are of real expressions, by real ones. An index " +
            "or a condition has none; numbers are made real with Variable or ToReal."),
        (nameof(Errors.NotDifferentiable), () => Gradient(Sum(A), A > 0),
            "Gradient: 0 < a [3] is boolean, and derivatives are of real expressions, by real ones. An index or a " +
            "condition has none; numbers are made real with Variable or ToReal."),
        (nameof(Errors.AxisOutOfRange), () => LayerNorm(A, 2),
            "LayerNorm: axis 2 is out of range for shape [3], which has 1 axis. Name an axis from -1 to 0."),
        (nameof(Errors.AxisOutOfRange), () => RmsNorm(A, 2),
            "RmsNorm: axis 2 is out of range for shape [3], which has 1 axis. Name an axis from -1 to 0."),
        (nameof(Errors.TangentShape), () => Jvp(Sum(A), (A, B)),
            "Jvp: the direction for 'a' [3] (M.cs:1) has shape [4]; it must have the shape [3]. Broadcast or " +
            "reshape it first."),
        (nameof(Errors.WrongCount), () => { var (p, q) = Gradients(Sum(A), A); return p + q; },
            "Gradients: 1 gradient cannot be taken apart into 2 names. Give one name for each variable."),
        (nameof(Errors.NotOneNumber), () => M.Evaluate((M, new double[2, 3])),
            "Evaluate: the expression has shape [2, 3], not one number. Call EvaluateTensor instead. In: m; with " +
            "'m' [2, 3] (M.cs:1)."),
        (nameof(Errors.ElementType), () => Compile<Half>([S], [S]),
            "Compile: Half is not an element type of programs. Use float or double."),
        (nameof(Errors.UpdateShape), () => Compile<float>([A], [], [(S, A)]),
            "Compile: the variable 's' [] (M.cs:1) is updated with an expression of shape [3]. An update must " +
            "have the variable's shape. In: a; with 'a' [3] (M.cs:1)."),
        (nameof(Errors.NotAnInput), () => Compile<float>([], [S * 2]),
            "Compile: the variable 's' [] (M.cs:1) is used and is neither an input nor updated. Add it to the " +
            "inputs."),
        (nameof(Errors.NotInProgram), () => Bound().Read(Sin(S)),
            "Session: sin(s) [] is neither an output nor a variable of the program. Add it to the outputs of " +
            "Compile."),
        (nameof(Errors.NotWhole), () => Bound().ReadIntegers(S),
            "Session: 's' [] (M.cs:1) is real, and ReadIntegers reads whole numbers and conditions. Call Read " +
            "instead."),
        (nameof(Errors.TensorRank), () => Bound().Read(S).ToMatrix(),
            "ToMatrix: the tensor has shape [1], and 2 axes are needed. Reshape the expression first."),
        (nameof(Errors.TensorRank), () => M.EvaluateTensor((M, new double[2, 3])).ToVector(),
            "ToVector: the tensor has shape [2, 3], and 1 axis is needed. Reshape the expression first."),
        (nameof(Errors.NegativeSize), () => Variable("v", [-3]),
            "A size cannot be negative: -3. Give a number from 0, or a symbol."),
        (nameof(Errors.NegativeSize), () => Value.Of(new double[6], -2, -3),
            "A size cannot be negative: -3. Give a number from 0, or a symbol."),
        (nameof(Errors.SizeTooLarge), () => Reshape(V, [int.MaxValue, int.MaxValue, int.MaxValue]),
            "The size (4611686014132420609)·(2147483647) is beyond 64 bits. An axis has at most 2147483647 places, " +
            "an array as many elements."),
        (nameof(Errors.TopCount), () => TopK(A, 4),
            "TopK: 4 elements are asked for, of an axis of size 3. Ask for 0 to 3. In: a; with 'a' [3] (M.cs:1)."),
        (nameof(Errors.TopCount), () => TopK(V, -1),
            "TopK: -1 elements are asked for, of an axis of size n. Ask for 0 to n. In: v; with 'v' [n] (M.cs:1)."),
        (nameof(Errors.NamelessSize), () => Variable("v", [" "]),
            "The name of a size is empty. Give a symbolic size a name, such as \"n\"."),
        (nameof(Errors.SizeNotKnown), () => V.Shape[0].Value,
            "The size n depends on a symbol that has no value before data is bound. Ask IsFixed first."),
        (nameof(Errors.UnboundSize), () => Size("k").Evaluate(),
            "The size \"k\" has no value: no bound variable has it as the size of one of its axes. Bind one that has."),
        (nameof(Errors.NumberCount), () => Value.Of(new double[5], 2, 3),
            "5 numbers do not fill the shape [2, 3], which has 6 elements. Give as many numbers as the shape has " +
            "elements."),
        (nameof(Errors.TooManyElements),
            () => (ExpandDims(V, 1) * ExpandDims(V, 0)).EvaluateTensor((V, new double[100_000])),
            "An array of shape [100000, 100000] has more than 2147483647 elements, the most that one array " +
            "holds. Use smaller batches, or, where it is a Jacobian, Jvp and Vjp, which never form it."),
        (nameof(Errors.SizeOutOfRange), () => V[3..].EvaluateTensor((V, new double[2])),
            "The size n − 3 of axis 0 of shape [n − 3] is -1 for this data. A size must not be negative; bind " +
            "more data."),
        (nameof(Errors.NotFinite), () => Finite(Log(S) + 1, -1),
            "Run: log gave NaN from −1. In: log(s); with 's' [] (M.cs:1)."),
        (nameof(Errors.NotFiniteInput), () => Finite(S * 2, double.NaN),
            "Run: 's' [] (M.cs:1) holds NaN."),
        (nameof(Errors.WrittenLength), () => { Bound().Write(S, new float[2]); return null; },
            "Session: 2 numbers are written to the variable 's' [] (M.cs:1), which was bound to 1. Bind again " +
            "for data of another size."),
        (nameof(Errors.TooMuchMemory),
            () => Compile<double>([V], [Jacobian(Sin(V), V), Jacobian(Exp(V), V)]).Bind((V, new double[46_000])),
            "Bind: the arrays take 36.0 GB for this data, more than there is; the largest has shape [46000, 46000]. Use smaller " +
            "batches, or, where it is a Jacobian, Jvp and Vjp, which never form it."),
        (nameof(Errors.TooMuchMemory),
            () => Sum(Enumerable.Range(0, 1000).Aggregate(BroadcastTo(S, ["n", "n"]), (sum, _) => sum + 1) * V)
                .Evaluate((S, 1), (V, new double[40_000])),
            "Evaluate: the arrays take 25638.4 GB for this data, more than there is; the largest has shape [40000, 40000]. Use " +
            "smaller batches, or, where it is a Jacobian, Jvp and Vjp, which never form it."),
        (nameof(Errors.NotBound), () => S.Evaluate(),
            "The variable 's' [] (M.cs:1) has no value. Bind it: (s, value)."),
        (nameof(Errors.NotBound), () => Sum(V).Evaluate(), "The variable 'v' [n] (M.cs:1) has no value. Bind it: (v, value)."),
        (nameof(Errors.NotBound), () => Compile<float>([V], [Sum(V)]).Bind(),
            "The variable 'v' [n] (M.cs:1) has no value. Bind it: (v, value)."),
        (nameof(Errors.BoundTwice), () => S.Evaluate((S, 1), (S, 2)),
            "The variable 's' [] (M.cs:1) is bound twice. Give it one value."),
        (nameof(Errors.BoundShape), () => S.Evaluate((S, new double[2])),
            "The variable 's' [] (M.cs:1) is bound to data of shape [2]. Give data of shape [], or declare the " +
            "variable with the data's shape."),
        (nameof(Errors.BoundShape), () => A.EvaluateTensor((A, new double[2])),
            "The variable 'a' [3] (M.cs:1) is bound to data of shape [2]. Give data of shape [3], or declare the " +
            "variable with the data's shape."),
        (nameof(Errors.SymbolTwice), () => MatMul(V, X).EvaluateTensor((V, new double[2]), (X, new double[3, 1])),
            "The size \"n\" is 2 in 'v' [n] (M.cs:1) and 3 in 'x' [n, 1] (M.cs:1). Bind data of equal sizes, or " +
            "give the two axes different names."),
        (nameof(Errors.WrongData), () => I.EvaluateTensor((I, new double[2])),
            "The variable 'i' [2] (M.cs:1) is integer and is bound to data that is real. Convert the data, or " +
            "declare the variable real."),
        (nameof(Errors.ConvolutionRank), () => Conv(M, Kernel),
            "Conv: the input has shape [2, 3] and the kernel [6, 3, 5]. Give both three axes, [n, channels, " +
            "width] and [outputs, channels, width], or both a fourth, the height before the width. In: m; " +
            "kernel; with 'm' [2, 3] (M.cs:1), 'kernel' [6, 3, 5] (M.cs:1)."),
        (nameof(Errors.Channels), () => Conv(Of("image", ["n", 4, 8]), Kernel),
            "Conv: the input [n, 4, 8] has 4 channels and the kernel [6, 3, 5] reads 3. The numbers must be " +
            "equal. In: image; kernel; with 'image' [n, 4, 8] (M.cs:1), 'kernel' [6, 3, 5] (M.cs:1)."),
        (nameof(Errors.Channels), () => Conv(Image, Kernel, groups: 2),
            "Conv: the input [n, 3, 8] has 3 channels and the kernel [6, 3, 5] reads 6 in 2 groups. The numbers " +
            "must be equal. In: image; kernel; with 'image' [n, 3, 8] (M.cs:1), 'kernel' [6, 3, 5] (M.cs:1)."),
        (nameof(Errors.OutputGroups), () => Conv(Of("image", ["n", 12, 8]), Kernel, groups: 4),
            "Conv: 4 groups do not divide the first axis of the kernel, which has shape [6, 3, 5]. Give a number " +
            "of groups that does. In: kernel; with 'kernel' [6, 3, 5] (M.cs:1)."),
        (nameof(Errors.WindowTooLarge), () => Conv(Of("image", ["n", 3, 4]), Kernel),
            "Conv: the window spans 5 places and axis 2 of shape [n, 3, 4] has 4. Take a smaller window, or more " +
            "padding. In: image; with 'image' [n, 3, 4] (M.cs:1)."),
        (nameof(Errors.WindowTooLarge), () => Conv(Of("image", ["n", 3, 2]), Kernel, padding: 1),
            "Conv: the window spans 5 places and axis 2 of shape [n, 3, 2] has 2 with a padding of 1 on either " +
            "side. Take a smaller window, or more padding. In: image; with 'image' [n, 3, 2] (M.cs:1)."),
        (nameof(Errors.NothingLeft), () => ConvTranspose(Of("image", ["n", 6, 1]), Kernel, padding: 3),
            "ConvTranspose: a padding of (0, 3) leaves nothing of axis 2 of shape [n, 6, 1]. Take a smaller " +
            "padding. In: image; with 'image' [n, 6, 1] (M.cs:1)."),
        (nameof(Errors.SettingTooSmall), () => Conv(Image, Kernel, stride: 0),
            "Conv: the stride is (1, 0); it must be at least 1."),
        (nameof(Errors.OutputPadding), () => ConvTranspose(Of("image", ["n", 6, 8]), Kernel, outputPadding: 1),
            "ConvTranspose: the output padding is (0, 1); it must be from 0 to below the stride, which is 1."),
        (nameof(Errors.PoolRank), () => MaxPool(M, 2),
            "MaxPool: the input has shape [2, 3]; it must be [n, channels, width] or [n, channels, height, " +
            "width]. In: m; with 'm' [2, 3] (M.cs:1)."),
        (nameof(Errors.PoolPadding), () => MaxPool(Image, 2, padding: 2),
            "MaxPool: the padding is (0, 2) and the window (1, 2). The padding must be smaller, or a window " +
            "would see nothing but padding."),
    ];

    private static Variable Of(string name, Shape? shape = null, Kind kind = Kind.Real) =>
        new(name, shape ?? Shape.Scalar, kind, new("M.cs", 1));

    private static Session<float> Bound() => Compile<float>([S], [2 * S]).Bind((S, 1));

    private static object Finite(Expr y, double at)
    {
        var session = Compile<double>([S], [y], options: new() { CheckFinite = true }).Bind((S, at));
        session.Run();
        return session;
    }
}
