using Grad.Plots;

namespace Grad.Tests.Unit.Plots;

public class PageTests
{
    private static readonly Figure Example = Figure.Line([1, 2], [3, 4], "a").WithTitle("An example");

    [Fact]
    public void The_character_set_comes_first() =>
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n", Example.ToHtml());

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        string html = Example.ToHtml();
        string own = Pages.WithoutPlotly(html);
        Assert.True(own.Length < html.Length - 3_000_000);
        Assert.DoesNotContain("://", own);
        Assert.DoesNotContain("src=", own);
        Assert.Contains(
            "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
            + "img-src data: blob:", own);
    }

    [Fact]
    public void Save_writes_the_page_and_makes_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory("grad-save-");
        string path = Path.Combine(folder.FullName, "new", "figure.html");
        Example.Save(path);
        Assert.Equal(Example.ToHtml(), File.ReadAllText(path));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Save_says_when_it_cannot_write()
    {
        var folder = Directory.CreateTempSubdirectory("grad-save-");
        string file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "");
        string path = Path.Combine(file, "figure.html");
        Assert.Equal(
            $"Save: \"{path}\" cannot be written. "
            + "Give a path in a folder that exists, or can be made, and is writable.",
            Assert.Throws<IOException>(() => Example.Save(path)).Message);
        folder.Delete(recursive: true);
    }
}
