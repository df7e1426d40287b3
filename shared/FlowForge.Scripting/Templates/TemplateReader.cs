namespace FlowForge.Scripting.Templates;

/// <summary>Cuts a parameter that starts with <c>=</c> into text and expressions. Linear in its length, never recursive.</summary>
internal static class TemplateReader
{
    /// <summary>Whether a string is a template.</summary>
    public static bool IsTemplate(string value) => value.Length > 0 && value[0] == '=';

    /// <summary>The parts of a template, and whether a <c>{{</c> is never closed.</summary>
    public static IReadOnlyList<TemplatePart> Read(string template, out bool isUnclosed)
    {
        var parts = new List<TemplatePart>();
        var at = 1;
        isUnclosed = false;
        while (at < template.Length)
        {
            var open = template.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
            {
                break;
            }

            var close = JavaScriptScanner.FindClose(template, open + 2);
            if (close < 0)
            {
                isUnclosed = true;
                break;
            }

            if (open > at)
            {
                parts.Add(new TemplatePart.Text(template[at..open]));
            }

            parts.Add(new TemplatePart.Expression(template[(open + 2)..close].Trim().TrimEnd(';').TrimEnd(), open));
            at = close + 2;
        }

        if (at < template.Length)
        {
            parts.Add(new TemplatePart.Text(template[at..]));
        }

        return parts;
    }
}
