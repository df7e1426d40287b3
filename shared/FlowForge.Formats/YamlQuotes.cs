using System.Globalization;
using System.Text;

namespace FlowForge.Formats;

/// <summary>How texts stand in YAML: plain, in double quotes, or as literal blocks.</summary>
internal static class YamlQuotes
{
    /// <summary>A text on one line.</summary>
    public static string Scalar(string value, bool inFlow) => YamlScalars.IsPlain(value, inFlow) ? value : Quoted(value);

    /// <summary>A literal block behind a key or dash whose parent stands at <paramref name="indent"/>.</summary>
    public static void Block(StringBuilder text, string value, int indent, int step)
    {
        text.Append(" |");
        if (value.TrimStart('\n') is [' ' or '\t', ..])
        {
            // Without the number the reader would take the first line's own spaces for indentation.
            text.Append(step);
        }

        text.Append(value.EndsWith("\n\n", StringComparison.Ordinal) ? "+" : value.EndsWith('\n') ? "" : "-").Append('\n');
        foreach (var line in (value.EndsWith('\n') ? value[..^1] : value).Split('\n'))
        {
            text.Append(' ', line.Length == 0 ? 0 : indent + step).Append(line).Append('\n');
        }
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                '\r' => text.Append("\\r"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF'
                    => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}
