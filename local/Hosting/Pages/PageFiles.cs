using System.Collections.Frozen;

namespace FlowForge.Local.Hosting.Pages;

/// <summary>The editor's files beside this program, listed once at start.</summary>
internal sealed class PageFiles
{
    private readonly FrozenDictionary<string, PageFile> files;

    private PageFiles(IEnumerable<PageFile> files) => this.files = files.ToFrozenDictionary(static file => file.Path, StringComparer.Ordinal);

    /// <summary>The page that every address of the editor shows; null when this program was built without the editor.</summary>
    public PageFile? Index => Find("index.html");

    /// <summary>Lists a folder; one that is not there has no files.</summary>
    public static PageFiles In(string folder)
    {
        var all = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal) : [];
        return new(all.Where(static file => !IsPacked(file)).Select(file => new PageFile(
            Path.GetRelativePath(folder, file).Replace('\\', '/'),
            file,
            all.Contains($"{file}.br") ? $"{file}.br" : null,
            all.Contains($"{file}.gz") ? $"{file}.gz" : null)));
    }

    /// <summary>The file of that path, or null.</summary>
    public PageFile? Find(string path) => files.GetValueOrDefault(path);

    private static bool IsPacked(string file) => file.EndsWith(".br", StringComparison.Ordinal) || file.EndsWith(".gz", StringComparison.Ordinal);
}
