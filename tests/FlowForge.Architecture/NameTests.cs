namespace FlowForge.Architecture;

/// <summary>House style 6: names are the field's, and a file's place says its namespace.</summary>
public sealed class NameTests
{
    private static readonly string[] EmptyWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Data", "Info"];

    [Fact]
    public void TypeNames_InRooms_AreFound() => Assert.Contains("RunRecord", Shared().SelectMany(static file => file.TypeNames));

    [Fact]
    public void TypeNames_InRooms_DoNotEndInEmptyWords() => Assert.DoesNotContain(
        Shared().SelectMany(static file => file.TypeNames.Select(name => (file.Path, Name: name))),
        static type => Array.Exists(EmptyWords, word => type.Name.EndsWith(word, StringComparison.Ordinal)));

    [Fact]
    public void Namespaces_Are_Folders() => Assert.Empty(Repository.Sources
        .Where(static file => file.Namespace is { } name && name != Expected(file))
        .Select(static file => $"{file.Path}: {file.Namespace}, not {Expected(file)}"));

    [Fact]
    public void Namespaces_AreMissing_OnlyWhereAProgramBegins() => Assert.Empty(Repository.Sources
        .Where(static file => file.Namespace is null && !IsWithoutNamespace(file.Path)).Select(static file => file.Path));

    private static IEnumerable<SourceFile> Shared() => Repository.Sources.Where(static file => file.IsShared);

    /// <summary>Top-level statements, attributes of the assembly and global usings stand outside.</summary>
    private static bool IsWithoutNamespace(string path) =>
        Path.GetFileName(path) is "Program.cs" or "AssemblyInfo.cs" or "Usings.cs" or "GlobalUsings.cs";

    private static string Expected(SourceFile file)
    {
        var project = Repository.Projects.Where(project => (file.Folder + "/").StartsWith(project.Folder + "/", StringComparison.Ordinal))
            .MaxBy(static project => project.Folder.Length);

        // Outside of projects stand only files that several of them link, in a folder that is named like their namespace.
        return project is null ? Path.GetFileName(file.Folder) : project.RootNamespace + file.Folder[project.Folder.Length..].Replace('/', '.');
    }
}
