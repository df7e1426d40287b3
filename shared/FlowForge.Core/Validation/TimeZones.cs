using System.Text.RegularExpressions;

namespace FlowForge.Core.Validation;

/// <summary>Which time zones there are: the one place that asks for a zone by name.</summary>
public static partial class TimeZones
{
    /// <summary>Whether the time-zone database has an IANA zone of that name.</summary>
    public static bool IsKnown(string zone) => Find(zone) is not null;

    /// <summary>The IANA zone of that name, or null.</summary>
    public static TimeZoneInfo? Find(string zone) =>
        zone == "UTC" ? TimeZoneInfo.Utc
        : Shape().IsMatch(zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found
        : null;

    // The name becomes a file name in the system's lookup, so it may not climb.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}\z")]
    private static partial Regex Shape();
}
