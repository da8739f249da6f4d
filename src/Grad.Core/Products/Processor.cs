using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Grad.Products;

/// <summary>Who made the processor.</summary>
internal static class Processor
{
    internal const string Intel = "GenuineIntel";

    /// <summary>The vendor string of the CPUID instruction; the architecture where there is none.</summary>
    internal static string Vendor { get; } = ReadVendor();

    private static string ReadVendor()
    {
        if (!X86Base.IsSupported) return RuntimeInformation.ProcessArchitecture.ToString();
        var (_, ebx, ecx, edx) = X86Base.CpuId(0, 0);
        return System.Text.Encoding.ASCII.GetString(MemoryMarshal.AsBytes<int>([ebx, edx, ecx]));
    }
}
