using Jint;
using Jint.Native;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Offsets of time zones, for Luxon.</summary>
internal static class ZoneOffsets
{
    private const double MaxMilliseconds = 8.64e15;
    private static readonly Dictionary<string, TimeZoneInfo?> Zones = new(StringComparer.Ordinal);

    /// <summary>Minutes east of UTC in a zone at a moment; NaN for what is no zone or no moment. Used by one thread.</summary>
    public static double Minutes(string zone, JsValue milliseconds)
    {
        if (!milliseconds.IsNumber() || Find(zone) is not { } found)
        {
            return double.NaN;
        }

        var ms = milliseconds.AsNumber();
        if (double.IsNaN(ms) || Math.Abs(ms) > MaxMilliseconds)
        {
            return double.NaN;
        }

        // Years that .NET has no date for keep the zone's first or last offset.
        var clamped = Math.Clamp(Math.Floor(ms), DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        return found.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds((long)clamped)).TotalMinutes;
    }

    private static TimeZoneInfo? Find(string zone)
    {
        if (!Zones.TryGetValue(zone, out var found))
        {
            if (Zones.Count > 1_000)
            {
                Zones.Clear();
            }

            Zones[zone] = found = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : null;
        }

        return found;
    }
}
