using System.Text.RegularExpressions;
using Grad.Plots;

namespace Grad.Tests.Unit.Plots.Images;

/// <summary>A page that a browser has opened without a network.</summary>
/// <param name="Dom">The page's elements after its scripts ran.</param>
/// <param name="Requests">What the page asked of the network.</param>
internal sealed partial record OpenedPage(string Dom, IReadOnlyList<string> Requests)
{
    /// <summary>Opens a page, or skips the test where there is no browser.</summary>
    public static OpenedPage Of(string html)
    {
        Assert.SkipWhen(Browser.Find() is null, "No Chromium, Chrome or Edge is installed.");
        string log = Path.GetTempFileName();
        try
        {
            string dom = Browser.Run(
                "test", Browser.Find()!, html, "--window-size=1280,800", "--virtual-time-budget=4000",
                $"--log-net-log={log}", "--dump-dom");
            return new(dom, [.. RequestOfPage().Matches(File.ReadAllText(log)).Select(match => match.Value)]);
        }
        finally
        {
            File.Delete(log);
        }
    }

    // Requests that the browser makes for itself have "not an origin" here.
    [GeneratedRegex("\"initiator\":\"(?!not an origin)[^}]*")]
    private static partial Regex RequestOfPage();
}
