using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Dates;

/// <summary>Reads dates as parameters hold them: ISO 8601, RFC 2822, numbers since 1970, or by a format of one's own.</summary>
/// <param name="Zone">The zone that dates are shown in.</param>
/// <param name="Moves">Whether a time with an offset is shown in the zone, too.</param>
internal sealed record DateReading(TimeZoneInfo Zone, bool Moves)
{
    // A number below this many milliseconds (the year 1973) is one of seconds.
    private const double Seconds = 1e11;

    /// <summary>The zone of a time without an offset; left out, <see cref="Zone"/>.</summary>
    public TimeZoneInfo Bare { get; init; } = Zone;

    /// <summary>Whether dates are shown in UTC where they do not move.</summary>
    public bool IsShownInUtc { get; init; }

    /// <summary>A date.</summary>
    /// <param name="value">The parameter.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="format">Its format by the tokens of Luxon; null to read the usual ones.</param>
    public Outcome<ZonedDate> Of(JsonElement value, string name, string? format)
    {
        if (ParameterReader.IsAbsent(value))
        {
            return Failure.Of(FailureCodes.Parameter, $"The parameter \"{name}\" gives no date for this item.");
        }

        var read = format is null ? Usual(value, Bare) : Formatted(JsText.Of(value), format, Bare);
        if (read is not { } moment)
        {
            var wanted = format is null ? "a date and time (ISO 8601, or seconds or milliseconds since 1970)" : $"a date of the format {format}";
            return Failure.Of(FailureCodes.Parameter, $"The parameter \"{name}\" is {JsText.Described(value)}, not {wanted}.");
        }

        var isNumber = value.ValueKind == JsonValueKind.Number;
        return IsShownInUtc ? ZonedDate.In(moment, TimeZoneInfo.Utc)
            : Moves || isNumber || Zone.GetUtcOffset(moment) == moment.Offset ? ZonedDate.In(moment, Zone)
            : new ZonedDate(moment, null);
    }

    private static DateTimeOffset? Usual(JsonElement value, TimeZoneInfo zone)
    {
        var number = value.ValueKind == JsonValueKind.Number ? value.GetDouble()
            : value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 5 } text && text.All(char.IsAsciiDigit) ? JsToNumber.Of(text)
            : null;
        return number is { } given && Math.Abs(given) < Seconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)(given * 1_000)) : Moments.Any(value, zone);
    }

    private static DateTimeOffset? Formatted(string text, string format, TimeZoneInfo zone)
    {
        if (format is "X" or "x")
        {
            var most = format == "X" ? 253_402_300_799d : 253_402_300_799_999d;
            return JsToNumber.Of(text) is { } number && Math.Abs(number) <= most / 2 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(format == "X" ? number * 1_000 : number)) : null;
        }

        if (Pattern(format) is not { } pattern)
        {
            return null;
        }

        if (pattern.Contains("zzz", StringComparison.Ordinal))
        {
            return DateTimeOffset.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? exact : null;
        }

        return DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) ? Moments.Local(wall, zone) : null;
    }

    // The platform's own format; null for a token that it cannot read.
    private static string? Pattern(string format)
    {
        var pattern = new StringBuilder("");
        foreach (var (token, isLiteral) in DateFormat.Tokens(format))
        {
            var piece = isLiteral ? string.Concat(token.Select(letter => $"\\{letter}")) : token switch
            {
                "yyyy" or "yy" or "MMMM" or "MMM" or "MM" or "dd" or "HH" or "hh" or "mm" or "ss" => token,
                "M" or "d" or "H" or "h" or "m" or "s" => $"%{token}",
                "y" => "yyyy",
                "LLLL" or "LLL" or "LL" => token.Replace('L', 'M'),
                "L" => "%M",
                "EEEE" or "cccc" => "dddd",
                "EEE" or "ccc" => "ddd",
                "S" or "SSS" or "u" => token == "SSS" ? "fff" : "FFFFFFF",
                "a" => "tt",
                "Z" or "ZZ" or "ZZZ" => "zzz",
                "T" => @"HH\:mm",
                "TT" => @"HH\:mm\:ss",
                _ => null,
            };
            if (piece is null)
            {
                return null;
            }

            pattern.Append(piece);
        }

        // A lone specifier needs its mark; between others it would be wrong.
        return pattern.Length == 2 && pattern[0] == '%' ? pattern.ToString() : pattern.Replace("%", "").ToString();
    }
}
