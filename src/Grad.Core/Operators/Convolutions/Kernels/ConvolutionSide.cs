namespace Grad;

/// <summary>What takes part in a convolution.</summary>
internal enum ConvolutionSide
{
    /// <summary>x [n, channels, (height,) width].</summary>
    Input,

    /// <summary>k [outputs, channels per group, (height,) width].</summary>
    Kernel,

    /// <summary>y [n, outputs, (height,) width].</summary>
    Output,
}
