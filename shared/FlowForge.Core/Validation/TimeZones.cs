using System.Text.RegularExpressions;

namespace FlowForge.Core.Validation;

/// <summary>Which time zones there are.</summary>
internal static partial class TimeZones
{
    /// <summary>Whether the host's database has an IANA zone of that name.</summary>
    public static bool IsKnown(string zone) => zone == "UTC" || (Shape().IsMatch(zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _));

    // The name becomes a file name in the system's lookup, so it may not climb.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}\z")]
    private static partial Regex Shape();
}
