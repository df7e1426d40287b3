using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowForge.Core.Model;

namespace FlowForge.Web.Editor;

/// <summary>Workflows that begin here.</summary>
internal static class NewWorkflow
{
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int StemLength = 40;

    /// <summary>One without nodes.</summary>
    public static Workflow Empty(string name = "My workflow") => new() { Id = IdFor(name), Name = name };

    /// <summary>An id that says the name and that nobody else has: <c>my-workflow-4k2x9d</c>.</summary>
    public static string IdFor(string name)
    {
        var stem = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                stem.Append(letter);
            }
            else if (stem.Length > 0 && stem[^1] != '-')
            {
                stem.Append('-');
            }
        }

        var text = stem.Length > StemLength ? stem.ToString(0, StemLength) : stem.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "workflow" : text.Trim('-'))}-{RandomNumberGenerator.GetString(Letters, 6)}");
    }
}
