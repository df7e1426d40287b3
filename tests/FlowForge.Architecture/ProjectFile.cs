using System.Xml.Linq;

namespace FlowForge.Architecture;

/// <summary>A project with the files it imports: what it references.</summary>
internal sealed class ProjectFile
{
    private readonly IReadOnlyList<XDocument> _files;

    public ProjectFile(string path)
    {
        Path = path;
        var own = XDocument.Parse(Repository.Read(path));
        var imported = own.Descendants("Import").Select(static import => (string)import.Attribute("Project")!)
            .Select(file => XDocument.Parse(Repository.Read(System.IO.Path.Combine(Folder, file.Replace('\\', '/')))));
        _files = [own, .. imported];
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    public bool IsShared => Path.StartsWith("shared/", StringComparison.Ordinal);

    public string RootNamespace => _files.Descendants("RootNamespace").FirstOrDefault()?.Value ?? Name;

    public IEnumerable<string> Packages => _files.Descendants("PackageReference").Select(static reference => (string)reference.Attribute("Include")!);

    /// <summary>Projects whose types it can use.</summary>
    public IEnumerable<string> Projects => ProjectsWhere(static typed => typed);

    /// <summary>Projects that are only built before it.</summary>
    public IEnumerable<string> BuildOnly => ProjectsWhere(static typed => !typed);

    public override string ToString() => Path;

    private IEnumerable<string> ProjectsWhere(Func<bool, bool> isTyped) => _files.Descendants("ProjectReference")
        .Where(reference => isTyped((string?)reference.Attribute("ReferenceOutputAssembly") != "false"))
        .Select(static reference => System.IO.Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal).Replace('\\', '/')));
}
