using System.Diagnostics;
using System.Text;

namespace Grad.Plots;

/// <summary>An installed Chromium, Chrome or Edge, run without a window to draw a page.</summary>
internal static class Browser
{
    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    // What keeps it from asking, updating, synchronising, or needing a graphics card or a sandbox's rights.
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    ];

    /// <summary>The program: what CHROME_PATH names, or the first that is found where such programs are
    /// installed.</summary>
    public static string? Find() => Find(Environment.GetEnvironmentVariable("CHROME_PATH"));

    public static string? Find(string? named) =>
        string.IsNullOrEmpty(named) ? Candidates().FirstOrDefault(File.Exists) : File.Exists(named) ? named : null;

    /// <summary>Opens the page and returns what the browser wrote to its standard output.</summary>
    public static string Run(string what, string browser, string page, params ReadOnlySpan<string> arguments)
    {
        string folder = Directory.CreateTempSubdirectory("grad-plots-").FullName;
        try
        {
            string file = Path.Combine(folder, "page.html");
            File.WriteAllText(file, page, new UTF8Encoding(false));
            var start = new ProcessStartInfo(browser)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            foreach (string argument in
                (string[])[.. Flags, $"--user-data-dir={Path.Combine(folder, "profile")}", .. arguments])
                start.ArgumentList.Add(argument);
            start.ArgumentList.Add(new Uri(file).AbsoluteUri);
            return Run(what, start);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static string Run(string what, ProcessStartInfo start)
    {
        using var process = Start(what, start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(90)))
        {
            process.Kill(entireProcessTree: true);
            throw Sentences.BrowserFailed(what, start.FileName, "it did not finish within 90 seconds");
        }
        if (process.ExitCode == 0) return output.Result;
        string reason = errors.Result.Split('\n').LastOrDefault(line => line.Trim() != "") ?? "no message";
        throw Sentences.BrowserFailed(what, start.FileName, $"exit code {process.ExitCode}: {reason.Trim()}");
    }

    private static Process Start(string what, ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception reason)
        {
            throw Sentences.BrowserFailed(what, start.FileName, reason.Message);
        }
    }

    private static IEnumerable<string> Candidates()
    {
        string extension = OperatingSystem.IsWindows() ? ".exe" : "";
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (string name in Names)
            foreach (string folder in folders)
                if (folder != "") yield return Path.Combine(folder, name + extension);
        foreach (var root in new[]
        {
            Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86,
            Environment.SpecialFolder.LocalApplicationData,
        })
        {
            string folder = Environment.GetFolderPath(root);
            if (folder == "") continue;
            yield return Path.Combine(folder, "Google", "Chrome", "Application", "chrome.exe");
            yield return Path.Combine(folder, "Microsoft", "Edge", "Application", "msedge.exe");
        }
        yield return "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
        yield return "/Applications/Chromium.app/Contents/MacOS/Chromium";
        yield return "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge";
    }

    // A browser may still be closing its profile: what cannot be removed now is left to the system's clean-up.
    private static void Remove(string folder)
    {
        for (int attempt = 0; attempt < 5; attempt++)
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(50);
            }
    }
}
