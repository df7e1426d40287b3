using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Validation;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Times;

/// <summary>Reads moments as people and other programs write them.</summary>
internal static class Moments
{
    private static readonly string[] Zoned =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HHK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK",
        "yyyyMMdd'T'HHmmssK",
    ];

    private static readonly string[] Others = ["r", "ddd, d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm:ss zzz"];

    /// <summary>The run's zone; UTC when the machine does not know its name.</summary>
    public static TimeZoneInfo Zone(string name) => TimeZones.Find(name) ?? TimeZoneInfo.Utc;

    /// <summary>A moment by ISO 8601 (a date, or a date and a time); without an offset it is local to <paramref name="zone"/>.</summary>
    public static DateTimeOffset? Iso(string text, TimeZoneInfo zone)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return Local(date, zone);
        }

        if (!DateTime.TryParseExact(text, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            return null;
        }

        return time.Kind == DateTimeKind.Unspecified ? Local(time, zone)
            : DateTimeOffset.TryParseExact(text, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? exact
            : null;
    }

    /// <summary>As <see cref="Iso"/>, and by RFC 2822 or RFC 9110, and as milliseconds since 1970.</summary>
    public static DateTimeOffset? Any(JsonElement value, TimeZoneInfo zone) => value.ValueKind switch
    {
        JsonValueKind.String => FromText(value.GetString()!.Trim(), zone),
        JsonValueKind.Number => FromMilliseconds(value.GetDouble()),
        _ => null,
    };

    /// <summary>A list as JavaScript reads it: its texts with commas between them, of which words before the first figure say nothing.</summary>
    public static DateTimeOffset? InList(JsonElement list, TimeZoneInfo zone)
    {
        var text = JsText.Joined(list);
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        return first < 0 ? null : FromText(text[first..].Trim(), zone);
    }

    private static DateTimeOffset? FromText(string text, TimeZoneInfo zone) =>
        Iso(text, zone)
        ?? (DateTimeOffset.TryParseExact(
                text, Others, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var other)
            ? other
            : text.Length > 0 && JsToNumber.Of(text) is { } number ? FromMilliseconds(number) : null);

    // 253402300799999 is the last millisecond of the year 9999.
    private static DateTimeOffset? FromMilliseconds(double number) =>
        number is >= -62_135_596_800_000 and <= 253_402_300_799_999 ? DateTimeOffset.FromUnixTimeMilliseconds((long)number) : null;

    /// <summary>What a clock of the zone shows, as a moment; null outside the years 1 to 9999.</summary>
    public static DateTimeOffset? Local(DateTime time, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(time);
        var utc = time.Ticks - offset.Ticks;
        return utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks ? null : new(time, offset);
    }
}
