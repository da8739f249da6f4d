using System.Diagnostics;

namespace Grad.Tests.Unit.Plots;

/// <summary>A headless Chromium, which runs a page's scripts and gives the document they leave.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static string? Executable =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         select Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>The document after its scripts ran; skips the test where there is no Chromium.</summary>
    public static async Task<string> DocumentOf(string html)
    {
        Assert.SkipWhen(Executable is null, "There is no Chromium or Chrome on the path to open the page in.");
        var folder = Directory.CreateTempSubdirectory("grad-page-");
        try
        {
            string page = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(page, html, TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo(Executable!)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList =
                {
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--virtual-time-budget=5000", $"--user-data-dir={Path.Combine(folder.FullName, "profile")}",
                    "--dump-dom", new Uri(page).AbsoluteUri,
                },
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string document = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await errors;
            return document;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
