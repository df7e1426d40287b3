using System.Globalization;
using System.Text;

namespace FlowForge.Formats;

/// <summary>Text inside Mermaid's quotes.</summary>
internal static class MermaidText
{
    private const int Most = 80;

    /// <summary>
    /// A label that shows as it is written, cut to 80 characters: what Mermaid, Markdown or HTML would read is a numbered entity.
    /// </summary>
    public static string Escape(string label)
    {
        var text = new StringBuilder(label.Length);
        foreach (var rune in (label.Length > Most ? $"{label[..Most]}…" : label).EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                text.Append(' ');
            }
            else if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ',' or '-' or ':' or '/' or '→' or '…' || rune.Value > 0xFF)
            {
                text.Append(rune);
            }
            else
            {
                text.Append('#').Append(rune.Value.ToString(CultureInfo.InvariantCulture)).Append(';');
            }
        }

        return text.ToString();
    }
}
