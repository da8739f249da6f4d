namespace Grad.Bench;

/// <summary>A folder for files that are gone when the measurement ends.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("grad-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
