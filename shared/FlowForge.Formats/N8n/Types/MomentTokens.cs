using System.Text;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Formats of dates from Moment, which n8n's first nodes took, to Luxon's, which are taken here.</summary>
internal static class MomentTokens
{
    /// <summary>The format; an expression stays as it is.</summary>
    public static string ToLuxon(string format)
    {
        if (Templates.IsTemplate(format))
        {
            return format;
        }

        var text = new StringBuilder();
        for (var at = 0; at < format.Length;)
        {
            if (format[at] == '[' && format.IndexOf(']', at) is >= 0 and var close)
            {
                text.Append('\'').Append(format, at + 1, close - at - 1).Append('\'');
                at = close + 1;
                continue;
            }

            var from = at;
            while (at < format.Length && format[at] == format[from])
            {
                at++;
            }

            text.Append(Token(format[from..at]));
        }

        return text.ToString();
    }

    private static string Token(string token) => token switch
    {
        "YYYY" => "yyyy",
        "YY" => "yy",
        "DD" => "dd",
        "D" => "d",
        "DDD" => "o",
        "DDDD" => "ooo",
        "ddd" or "dd" => "EEE",
        "dddd" => "EEEE",
        "E" => "E",
        "A" or "a" => "a",
        "Q" => "q",
        "GGGG" => "kkkk",
        "Z" => "ZZ",
        "ZZ" => "ZZZ",
        "T" => "'T'",
        _ => token,
    };
}
