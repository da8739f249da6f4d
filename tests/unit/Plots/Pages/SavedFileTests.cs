using Grad.Plots;

namespace Grad.Tests.Unit.Plots.Pages;

public sealed class SavedFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("grad-plots-test-").FullName;
    private readonly Figure figure = Figure.Line([1, 2], [1, 2]);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Missing_folders_are_created_and_the_size_is_reported()
    {
        string path = Path.Combine(folder, "a", "b", "fit.html");
        var saved = figure.Save(path);
        Assert.Equal(path, saved.Path);
        Assert.Equal(new FileInfo(path).Length, saved.Bytes);
        Assert.Equal($"{path} (3.6 MB)", saved.ToString());
        Assert.Equal(figure.ToHtml(), File.ReadAllText(path));
    }

    [Fact]
    public void A_file_in_place_of_a_folder_is_named()
    {
        string file = Path.Combine(folder, "notes.txt");
        File.WriteAllText(file, "");
        var error = Assert.Throws<IOException>(() => figure.Save(Path.Combine(file, "deep", "fit.html")));
        Assert.Equal(
            $"Figure.Save: \"fit.html\" was not written, because \"{file}\" is a file and not a folder. Choose " +
            "another folder.", error.Message);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_named()
    {
        var error = Assert.Throws<IOException>(() => figure.Save(folder));
        Assert.Equal($"Figure.Save: \"{folder}\" is a folder. Give the name of a file in it.", error.Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_with_the_reason()
    {
        string path = Path.Combine(folder, new string('x', 300) + ".html");
        var error = Assert.Throws<IOException>(() => figure.Save(path));
        Assert.Equal(
            $"Figure.Save: \"{path}\" cannot be written ({error.InnerException!.Message.TrimEnd('.')}). Choose " +
            "another folder, or allow this user to write there.", error.Message);
    }
}
