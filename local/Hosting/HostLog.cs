using FlowForge.Local.Settings;

namespace FlowForge.Local.Hosting;

/// <summary>The log of <c>serve</c>, on standard output: lines for people, or JSON for machines with the ids of run, node and trace as scopes.</summary>
internal static class HostLog
{
    public static ILoggerFactory Create(LocalSettings settings)
    {
        var (isJson, level) = (settings.LogsJson, settings.LogLevel);
        return LoggerFactory.Create(log =>
        {
            log.SetMinimumLevel(level);

            // Of the web server, as ever, only what went wrong.
            log.AddFilter("Microsoft", LogLevel.Warning);
            log.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
            if (isJson)
            {
                log.AddJsonConsole(line => (line.IncludeScopes, line.UseUtcTimestamp, line.TimestampFormat) = (true, true, "O"));
            }
            else
            {
                log.AddSimpleConsole(line => line.SingleLine = true);
            }
        });
    }
}
