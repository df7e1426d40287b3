namespace FlowForge.Web.Shell;

/// <summary>Times as people say them.</summary>
internal static class Ago
{
    /// <summary>How long ago, in one unit.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalSeconds: < 45 } => "just now",
        { TotalMinutes: < 60 } => Count(Math.Max(1, (int)span.TotalMinutes), "minute"),
        { TotalHours: < 24 } => Count((int)span.TotalHours, "hour"),
        { TotalDays: < 60 } => Count((int)span.TotalDays, "day"),
        _ => Count((int)(span.TotalDays / 30), "month"),
    };

    private static string Count(int count, string unit) => $"{count} {unit}{(count == 1 ? "" : "s")} ago";
}
