using System.Text.RegularExpressions;

namespace FlowForge.Core.Validation;

/// <summary>Which time zones there are: the one place that asks for a zone by name.</summary>
public static partial class TimeZones
{
    /// <summary>Whether the time-zone database has an IANA zone of that name.</summary>
    public static bool IsKnown(string zone) => Find(zone) is not null;

    /// <summary>Whether there is a database to look in: without one (no <c>tzdata</c> on the machine) only UTC is known.</summary>
    public static bool HasDatabase { get; } = Find("Europe/London") is not null;

    /// <summary>Why a name is no zone here, as the end of a sentence that begins with it.</summary>
    public static string Unknown => HasDatabase
        ? "is no known IANA time zone."
        : "cannot be looked up: this machine has no time-zone database (install tzdata, or let TZDIR name its folder), and only UTC is known.";

    /// <summary>The IANA zone of that name, or null.</summary>
    public static TimeZoneInfo? Find(string zone) =>
        zone == "UTC" ? TimeZoneInfo.Utc
        : Shape().IsMatch(zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found
        : null;

    // The name becomes a file name in the system's lookup, so it may not climb.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}\z")]
    private static partial Regex Shape();
}
