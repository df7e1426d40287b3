using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Wait;

/// <summary>The parameters of <c>wait</c>.</summary>
/// <param name="Mode">What ends the wait; default <c>time</c>.</param>
/// <param name="Seconds">Seconds of mode <c>time</c>, 0 to <see cref="Limits.WaitDays"/> days; default 1.</param>
/// <param name="Moment">Moment of mode <c>until</c>: ISO 8601, or milliseconds since 1970.</param>
/// <param name="Signal">Name of the signal of mode <c>signal</c>, 1 to <see cref="Limits.SignalNameLength"/> characters.</param>
/// <param name="DeadlineSeconds">Seconds after which a wait for a message gives up, 0 to <see cref="Limits.WaitDays"/> days; below 0 never. Default never.</param>
/// <param name="Message">What the person who decides is told, at most <see cref="Limits.WaitMessageLength"/> characters, or null.</param>
internal sealed record WaitParameters(WaitMode Mode, double Seconds, JsonElement Moment, string? Signal, double DeadlineSeconds, string? Message)
{
    private const double MostSeconds = Limits.WaitDays * 86_400.0;

    /// <summary>Reads them.</summary>
    public static Outcome<WaitParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var read = new WaitParameters(
            reader.Choice("mode", WaitModes.Words, WaitMode.Time),
            reader.Number("seconds", 1, 0, MostSeconds),
            reader.Value("until"),
            reader.Text("signal"),
            ParameterReader.IsAbsent(reader.Value("deadlineSeconds")) ? -1 : reader.Number("deadlineSeconds", -1, 0, MostSeconds),
            reader.Text("message") is { } message && message.Length > Limits.WaitMessageLength ? message[..Limits.WaitMessageLength] : reader.Text("message"));
        if (read.Mode == WaitMode.Signal && read.Signal is not { Length: > 0 and <= Limits.SignalNameLength })
        {
            reader.Refuse("signal", $"must have 1 to {Limits.SignalNameLength} characters");
        }

        return reader.Give(read);
    }

    /// <summary>What to wait for; a moment in the past ends the wait at once.</summary>
    public Outcome<NodeResult> Wait(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (Mode is not (WaitMode.Time or WaitMode.Until))
        {
            return new NodeResult.WaitFor(Mode, DeadlineSeconds < 0 ? null : now.AddSeconds(DeadlineSeconds), Mode == WaitMode.Signal ? Signal : null, Message);
        }

        var until = Until(now, zone);
        return until.IsFailure ? until.Failure : new NodeResult.WaitUntil(until.Value);
    }

    private Outcome<DateTimeOffset> Until(DateTimeOffset now, TimeZoneInfo zone)
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
