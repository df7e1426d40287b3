namespace FlowForge.Scripting.Templates;

/// <summary>Finds the <c>}}</c> that ends an expression: braces in strings, templates, comments and regular expressions do not count.</summary>
internal static class JavaScriptScanner
{
    private static readonly HashSet<string> BeforeRegex = new(StringComparer.Ordinal)
    {
        "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "await", "yield",
    };

    /// <summary>Index of the closing <c>}}</c>, or -1.</summary>
    public static int FindClose(string text, int from)
    {
        // What is open: '{' for a brace, '`' for a template literal's substitution.
        var open = new Stack<char>();
        var at = from;
        while (at < text.Length)
        {
            var c = text[at];
            switch (c)
            {
                case '}' when open.Count == 0:
                    if (at + 1 < text.Length && text[at + 1] == '}')
                    {
                        return at;
                    }

                    at++;
                    break;
                case '}':
                    at = open.Pop() == '`' ? SkipTemplate(text, at + 1, open) : at + 1;
                    break;
                case '{':
                    open.Push('{');
                    at++;
                    break;
                case '"' or '\'':
                    at = SkipUntil(text, at + 1, c);
                    break;
                case '`':
                    at = SkipTemplate(text, at + 1, open);
                    break;
                case '/':
                    at = SkipSlash(text, at, from);
                    break;
                default:
                    at++;
                    break;
            }
        }

        return -1;
    }

    private static int SkipUntil(string text, int at, char quote)
    {
        while (at < text.Length && text[at] != quote)
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return at + 1;
    }

    /// <summary>Goes on behind the literal, or behind a <c>${</c>, which it notes as open.</summary>
    private static int SkipTemplate(string text, int at, Stack<char> open)
    {
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '`':
                    return at + 1;
                case '$' when at + 1 < text.Length && text[at + 1] == '{':
                    open.Push('`');
                    return at + 2;
                case '\\':
                    at += 2;
                    break;
                default:
                    at++;
                    break;
            }
        }

        return at;
    }

    private static int SkipSlash(string text, int at, int from)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        if (next == '/')
        {
            var line = text.IndexOf('\n', at);
            // A comment that runs to the end of the expression's line would hide the braces that close it; they still close it.
            var close = text.IndexOf("}}", at, StringComparison.Ordinal);
            return close >= 0 && (line < 0 || close < line) ? close : line < 0 ? text.Length : line;
        }

        if (next == '*')
        {
            var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
            return end < 0 ? text.Length : end + 2;
        }

        return IsRegexPlace(text, at, from) ? SkipRegex(text, at + 1) : at + 1;
    }

    private static int SkipRegex(string text, int at)
    {
        var inClass = false;
        for (; at < text.Length && (inClass || text[at] != '/'); at++)
        {
            switch (text[at])
            {
                case '\\':
                    at++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
            }
        }

        return at + 1;
    }

    private static bool IsRegexPlace(string text, int at, int from)
    {
        var before = at - 1;
        while (before >= from && char.IsWhiteSpace(text[before]))
        {
            before--;
        }

        if (before < from)
        {
            return true;
        }

        if (!char.IsLetterOrDigit(text[before]) && text[before] is not ('_' or '$'))
        {
            return text[before] is not (')' or ']' or '}' or '"' or '\'' or '`');
        }

        var start = before;
        while (start > from && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '$'))
        {
            start--;
        }

        return BeforeRegex.Contains(text[start..(before + 1)]);
    }
}
