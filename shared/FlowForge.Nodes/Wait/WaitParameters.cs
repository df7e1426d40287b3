using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Wait;

/// <summary>The parameters of <c>wait</c> that the modes of this version read.</summary>
/// <param name="Mode">What ends the wait; default <c>time</c>.</param>
/// <param name="Seconds">Seconds of mode <c>time</c>, 0 to <see cref="Limits.WaitDays"/> days; default 1.</param>
/// <param name="Moment">Moment of mode <c>until</c>: ISO 8601, or milliseconds since 1970.</param>
internal sealed record WaitParameters(WaitMode Mode, double Seconds, JsonElement Moment)
{
    /// <summary>Reads them.</summary>
    public static Outcome<WaitParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var mode = reader.Choice("mode", WaitModes.Words, WaitMode.Time);
        if (reader.Failure is null && !WaitModes.IsAvailable(mode))
        {
            return WaitModes.Refusal(mode);
        }

        return reader.Give(new WaitParameters(mode, reader.Number("seconds", 1, 0, Limits.WaitDays * 86_400.0), reader.Value("until")));
    }

    /// <summary>When the wait ends; a moment in the past ends it at once.</summary>
    public Outcome<DateTimeOffset> Until(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (Mode == WaitMode.Time)
        {
            return now.AddSeconds(Seconds);
        }

        if (Moments.Any(Moment, zone) is not { } moment)
        {
            return Failure.Of(FailureCodes.Parameter, $"The parameter \"until\" is {JsText.Described(Moment)}, not a date and time (ISO 8601).");
        }

        return moment - now > TimeSpan.FromDays(Limits.WaitDays)
            ? Failure.Of(FailureCodes.Parameter, $"The parameter \"until\" is more than {Limits.WaitDays} days ahead.")
            : moment.ToUniversalTime();
    }
}
