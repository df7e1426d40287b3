using System.Text.RegularExpressions;

namespace FlowForge.Architecture;

/// <summary>A C# file.</summary>
internal sealed partial record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public bool IsShared => Path.StartsWith("shared/", StringComparison.Ordinal);

    /// <summary>What follows <c>namespace</c>; null for a file of top-level statements.</summary>
    public string? Namespace => Lines.Select(static line => NamespaceLine().Match(line)).FirstOrDefault(static match => match.Success)?.Groups[1].Value;

    public IEnumerable<string> TypeNames => Lines.Select(static line => TypeLine().Match(line)).Where(static match => match.Success)
        .Select(static match => match.Groups[1].Value);

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref)\s+)*(?:class|record struct|record class|record|struct|interface|enum)\s+(\w+)")]
    private static partial Regex TypeLine();
}
