namespace FlowForge.Nodes.Http;

/// <summary>Reads <c>Link</c> headers (RFC 8288, 3): <c>&lt;https://…?page=2&gt;; rel="next", …</c>.</summary>
internal static class LinkHeader
{
    /// <summary>The first target whose relations hold <c>next</c>, or null.</summary>
    public static string? Next(string? header)
    {
        var rest = (header ?? "").AsSpan();
        while (rest.IndexOf('<') is >= 0 and var open)
        {
            rest = rest[(open + 1)..];
            var close = rest.IndexOf('>');
            if (close < 0)
            {
                return null;
            }

            var target = rest[..close];
            rest = rest[(close + 1)..];
            var end = EndOfLink(rest);
            if (SaysNext(rest[..end]))
            {
                return target.Trim().ToString();
            }

            rest = rest[end..];
        }

        return null;
    }

    // A comma ends a link unless it stands within quotes.
    private static int EndOfLink(ReadOnlySpan<char> parameters)
    {
        var quoted = false;
        for (var i = 0; i < parameters.Length; i++)
        {
            switch (parameters[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    return i;
            }
        }

        return parameters.Length;
    }

    private static bool SaysNext(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            var equals = parameter.IndexOf('=');
            if (equals > 0 && parameter[..equals].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                // Only the first rel of a link counts (RFC 8288, 3.3).
                return parameter[(equals + 1)..].Trim().Trim('"').ToString()
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains("next", StringComparer.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
