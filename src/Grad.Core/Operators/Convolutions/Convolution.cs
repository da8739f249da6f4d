using System.Collections.Immutable;

namespace Grad;

/// <summary>The shapes that take part in a convolution, and how the kernel moves.</summary>
internal sealed record ConvolutionForm(
    Shape Input, Shape Kernel, Shape Output, Extent Stride, Extent Padding, Extent Dilation, Dimension Groups)
{
    public Shape Of(ConvolutionSide side) => side switch
    {
        ConvolutionSide.Input => Input,
        ConvolutionSide.Kernel => Kernel,
        _ => Output,
    };
}

/// <summary>
/// A derivative of the trilinear form
/// <code>T(x, k, y) = Σ x[n, c, p·stride + i·dilation − padding] · k[o, c, i] · y[n, o, p]</code>
/// by one of its three sides. By y it is the convolution of x with k; by x and by k it is what pulls a cotangent back.
/// The three are closed under differentiation: a derivative of one by an operand is another, of the same form. Derivatives
/// are strong in the tangent and in the cotangent, as those of <see cref="Grad.MatMul"/> are.
/// </summary>
public sealed class Convolution : Procedure
{
    private readonly ConvolutionForm form;

    /// <summary>The derivative by a side; the operands are the other two, in the order of the sides.</summary>
    internal Convolution(
        ConvolutionForm form, ConvolutionSide side, Expr first, Expr second, StrongSides strong = StrongSides.None)
        : base([first, second], (Kind.Real, form.Of(side))) => (this.form, Side, Strong) = (form, side, strong);

    /// <summary>The side that is computed from the other two.</summary>
    internal ConvolutionSide Side { get; }

    /// <summary>In which operand an exact zero leaves the term out.</summary>
    internal StrongSides Strong { get; }

    /// <inheritdoc/>
    public override string Operator => Side switch
    {
        ConvolutionSide.Input => "convinput",
        ConvolutionSide.Kernel => "convkernel",
        _ => "conv",
    };

    internal override object Attributes => (form, Side, Strong);

    internal override ImmutableArray<Dimension> Sizes => [form.Groups];

    // Each of a kernel's numbers is multiplied and added once for each example and place; the three sides do the same.
    internal override Dimension Flops =>
        form.Output.Skip(2).Aggregate(Dimension.Fixed(2) * form.Kernel.Size * form.Output[0], (product, size) => product * size);

    internal override int Growth => Grad.Growth.Product(Operands[0].Degree, Operands[1].Degree);

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
    [
        Chain.Sum(
            tangents[0] is { } first
                ? new Convolution(form, Side, first, Operands[1], StrongSides.Left | (Strong & StrongSides.Right))
                : null,
            tangents[1] is { } second
                ? new Convolution(form, Side, Operands[0], second, StrongSides.Right | (Strong & StrongSides.Left))
                : null),
    ];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand)
    {
        var (wanted, other) = (SideOf(operand), SideOf(1 - operand));
        var (known, bar) = (Operands[1 - operand], cotangents[0]!);
        bool keeps = Strong.HasFlag(operand == 0 ? StrongSides.Right : StrongSides.Left);
        return other < Side
            ? new Convolution(form, wanted, known, bar, StrongSides.Right | (keeps ? StrongSides.Left : StrongSides.None))
            : new Convolution(form, wanted, bar, known, StrongSides.Left | (keeps ? StrongSides.Right : StrongSides.None));
    }

    // With one kernel for all, examples lie one behind the other on the axis that convolution has for them; with a kernel for
    // each, they are groups of channels.
    internal override Expr Batched(Examples x)
    {
        bool grouped = Side == ConvolutionSide.Kernel || !x.IsShared(Side == ConvolutionSide.Input ? 0 : 1);
        int AxisOf(ConvolutionSide side) => grouped && side != ConvolutionSide.Kernel ? 1 : 0;
        Shape Folded(ConvolutionSide side) => side == ConvolutionSide.Kernel && !grouped
            ? form.Kernel
            : form.Of(side).With(AxisOf(side), x.Count * form.Of(side)[AxisOf(side)]);
        Expr Operand(int i) => SideOf(i) == ConvolutionSide.Kernel && !grouped
            ? Operands[i]
            : Merging.Into(x[i], AxisOf(SideOf(i)));

        var all = form with
        {
            Input = Folded(ConvolutionSide.Input),
            Kernel = Folded(ConvolutionSide.Kernel),
            Output = Folded(ConvolutionSide.Output),
            Groups = grouped ? x.Count * form.Groups : form.Groups,
        };
        return Merging.OutOf(new Convolution(all, Side, Operand(0), Operand(1)), AxisOf(Side), x.Of(Shape));
    }

    internal override unsafe void Compute<T>(Call call)
    {
        var sizes = new ConvolutionSizes(
            checked((int)call.Sizes[0]), form.Stride, form.Padding, form.Dilation,
            SizesOf(call, ConvolutionSide.Input),
            SizesOf(call, ConvolutionSide.Kernel),
            SizesOf(call, ConvolutionSide.Output));
        fixed (T* first = call.Operand<T>(0), second = call.Operand<T>(1), result = call.Result<T>())
        {
            if (call.Backend.Threads == 1) ConvolutionPieces.Run(Side, sizes, first, second, result);
            else ConvolutionTeam<T>.Run(Side, sizes, first, second, result, call.Backend.Threads);
            StrongConvolution.Repair(Side, sizes, Strong, first, second, result);
        }
    }

    internal override string Written(WrittenCall call)
    {
        string side = call.Kernel($"{nameof(ConvolutionSide)}.{Side}");
        string arrays = $"{call.Pointer(0)}, {call.Pointer(1)}, {call.ResultPointer()}";
        string repair = Strong == StrongSides.None
            ? ""
            : $"\n{call.Kernel(nameof(StrongConvolution))}.Repair({side}, sizes, {call.Sides(Strong)}, {arrays});";
        return $$"""
            var sizes = new {{call.Kernel(nameof(ConvolutionSizes))}}(
                groups: {{call.Size(form.Groups)}},
                stride: {{Pair(form.Stride)}}, padding: {{Pair(form.Padding)}}, dilation: {{Pair(form.Dilation)}},
                input: {{call.Sizes(form.Input)}}, kernel: {{call.Sizes(form.Kernel)}}, output: {{call.Sizes(form.Output)}});
            {{call.Kernel(nameof(ConvolutionPieces))}}.Run({{side}}, sizes, {{arrays}});
            """ + repair;
    }

    private static string Pair(Extent extent) => $"({extent.Height}, {extent.Width})";

    private int[] SizesOf(Call call, ConvolutionSide side) =>
        side == Side ? call.ResultSizes(0) : call.OperandSizes((int)side - (side > Side ? 1 : 0));

    /// <summary>The side that an operand is.</summary>
    private ConvolutionSide SideOf(int operand) => (ConvolutionSide)(operand < (int)Side ? operand : operand + 1);
}
