using System.Text.RegularExpressions;

namespace FlowForge.Local.Hosting.Pages;

/// <summary>Names that carry a hash of the content, as the .NET SDK and the npm part write them.</summary>
internal static partial class Fingerprints
{
    /// <summary>Whether the file of that path never changes under that name.</summary>
    public static bool IsIn(string path) => Framework().IsMatch(path) || Bundled().IsMatch(path);

    [GeneratedRegex(@"^_framework/.+\.[a-z0-9]{10}\.[a-z]+$")]
    private static partial Regex Framework();

    [GeneratedRegex(@"^dist/(parts|fonts)/.+-[A-Z0-9]{8}\.[a-z0-9]+$")]
    private static partial Regex Bundled();
}
