using System.Globalization;
using System.Text;

namespace FlowForge.Nodes.Dates;

/// <summary>Dates as text, by the tokens of Luxon in English: <c>yyyy-MM-dd HH:mm</c>, <c>EEEE</c>, <c>'text'</c>.</summary>
internal static class DateFormat
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>The date by a format. A letter that means nothing stands as it is.</summary>
    public static string Write(ZonedDate date, string format)
    {
        var text = new StringBuilder();
        foreach (var (token, isLiteral) in Tokens(format))
        {
            text.Append(isLiteral ? token : Macro(token) is { } macro ? Write(date, macro) : Token(date, token));
        }

        return text.ToString();
    }

    /// <summary>The tokens of a format: runs of one letter, and literal text, which may stand in single quotes.</summary>
    public static IEnumerable<(string Token, bool IsLiteral)> Tokens(string format)
    {
        for (var at = 0; at < format.Length;)
        {
            var from = at;
            if (format[at] == '\'')
            {
                var end = format.IndexOf('\'', at + 1);
                end = end < 0 ? format.Length : end;
                yield return (format[(at + 1)..end], true);
                at = Math.Min(format.Length, end + 1);
                continue;
            }

            while (at < format.Length && format[at] == format[from])
            {
                at++;
            }

            yield return (format[from..at], !char.IsAsciiLetter(format[from]));
        }
    }

    private static string? Macro(string token) => token switch
    {
        "D" => "M/d/yyyy",
        "DD" => "MMM d, yyyy",
        "DDD" => "MMMM d, yyyy",
        "DDDD" => "EEEE, MMMM d, yyyy",
        "t" => "h:mm a",
        "tt" => "h:mm:ss a",
        "T" => "HH:mm",
        "TT" => "HH:mm:ss",
        "f" => "M/d/yyyy, h:mm a",
        "ff" => "MMM d, yyyy, h:mm a",
        "F" => "M/d/yyyy, h:mm:ss a",
        "FF" => "MMM d, yyyy, h:mm:ss a",
        _ => null,
    };

    private static string Token(ZonedDate date, string token)
    {
        var wall = date.Wall;
        return token switch
        {
            "S" or "u" => wall.Millisecond.ToString(English),
            "SSS" or "uuu" => wall.ToString("fff", English),
            "uu" => wall.ToString("ff", English),
            "s" or "ss" or "m" or "mm" => Number(token[0] == 's' ? wall.Second : wall.Minute, token.Length),
            "h" or "hh" => Number(((wall.Hour + 11) % 12) + 1, token.Length),
            "H" or "HH" => Number(wall.Hour, token.Length),
            "a" => wall.Hour < 12 ? "AM" : "PM",
            "d" or "dd" => Number(wall.Day, token.Length),
            "c" or "E" => Number((((int)wall.DayOfWeek + 6) % 7) + 1, 1),
            "ccc" or "EEE" => wall.ToString("ddd", English),
            "cccc" or "EEEE" => wall.ToString("dddd", English),
            "ccccc" or "EEEEE" => wall.ToString("dddd", English)[..1],
            "L" or "M" or "LL" or "MM" => Number(wall.Month, token.Length),
            "LLL" or "MMM" => wall.ToString("MMM", English),
            "LLLL" or "MMMM" => wall.ToString("MMMM", English),
            "LLLLL" or "MMMMM" => wall.ToString("MMMM", English)[..1],
            "y" => Number(wall.Year, 1),
            "yy" => Number(wall.Year % 100, 2),
            "yyyy" => Number(wall.Year, 4),
            "yyyyyy" => Number(wall.Year, 6),
            "W" or "WW" => Number(ISOWeek.GetWeekOfYear(wall), token.Length),
            "kk" => Number(ISOWeek.GetYear(wall) % 100, 2),
            "kkkk" => Number(ISOWeek.GetYear(wall), 4),
            "o" or "ooo" => Number(wall.DayOfYear, token.Length),
            "q" or "qq" => Number(((wall.Month - 1) / 3) + 1, token.Length),
            "G" => "AD",
            "GG" => "Anno Domini",
            "GGGGG" => "A",
            "Z" or "ZZ" or "ZZZ" or "ZZZZ" or "z" => Offset(date, token),
            "X" => date.Moment.ToUnixTimeSeconds().ToString(English),
            "x" => date.Moment.ToUnixTimeMilliseconds().ToString(English),
            _ => token,
        };
    }

    private static string Offset(ZonedDate date, string token)
    {
        var offset = date.Moment.Offset;
        var (sign, hours) = (offset < TimeSpan.Zero ? "-" : "+", Math.Abs(offset.Hours));
        var minutes = Math.Abs(offset.Minutes);
        return token switch
        {
            "ZZ" => $"{sign}{Number(hours, 2)}:{Number(minutes, 2)}",
            "ZZZ" => $"{sign}{Number(hours, 2)}{Number(minutes, 2)}",
            "z" => date.ZoneName,
            _ => (token == "ZZZZ" ? offset == TimeSpan.Zero ? "UTC" : "GMT" : "")
                + (token == "ZZZZ" && offset == TimeSpan.Zero ? "" : $"{sign}{Number(hours, 1)}{(minutes == 0 ? "" : $":{Number(minutes, 2)}")}"),
        };
    }

    private static string Number(int number, int digits) => number.ToString($"D{digits}", English);
}
