using System.Text;

namespace FlowForge.Nodes.Http;

/// <summary>Writes a query into an address without reading the rest of it.</summary>
internal static class HttpAddress
{
    /// <summary>The address with the pairs behind its own query.</summary>
    public static string Append(string url, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var (rest, query) = Split(url);
        var written = new StringBuilder(query);
        foreach (var (name, value) in pairs)
        {
            Append(written, name, value);
        }

        return written.Length == 0 ? rest : $"{rest}?{written}";
    }

    /// <summary>The address with that one pair in place of all of its name.</summary>
    public static string Set(string url, string name, string value)
    {
        var (rest, query) = Split(url);
        var written = new StringBuilder();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Uri.UnescapeDataString(pair.Split('=', 2)[0].Replace('+', ' ')) != name)
            {
                written.Append(written.Length == 0 ? "" : "&").Append(pair);
            }
        }

        Append(written, name, value);
        return $"{rest}?{written}";
    }

    private static void Append(StringBuilder query, string name, string value) =>
        query.Append(query.Length == 0 || query[^1] == '&' ? "" : "&")
            .Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));

    // A fragment is never sent.
    private static (string Base, string Query) Split(string url)
    {
        var text = url.Trim();
        var hash = text.IndexOf('#');
        text = hash < 0 ? text : text[..hash];
        var mark = text.IndexOf('?');
        return mark < 0 ? (text, "") : (text[..mark], text[(mark + 1)..]);
    }
}
