using System.Globalization;
using System.Text.Json;

namespace FlowForge.Local.Display;

/// <summary>The parts of a frame that fit on a line.</summary>
internal sealed record FrameLine(
    string Sequence, string Node, string Iteration, string Attempt, string Side, string Status, string In, string Out, string Milliseconds, string Failure)
{
    /// <summary>Whether it is the second of a step's two frames.</summary>
    public bool IsEgress => Side == "egress";

    /// <summary>Reads a frame of the API.</summary>
    public static FrameLine Of(JsonElement frame) => new(
        frame.GetProperty("sequence"u8).GetRawText(),
        frame.GetProperty("nodeId"u8).GetString()!,
        frame.GetProperty("iteration"u8).GetString()!,
        frame.GetProperty("attempt"u8).GetRawText(),
        frame.GetProperty("side"u8).GetString()!,
        frame.GetProperty("status"u8).GetString()!,
        Counts(frame.GetProperty("input"u8)),
        Counts(frame.GetProperty("output"u8)),
        frame.TryGetProperty("metrics"u8, out var metrics) && metrics.TryGetProperty("durationMs"u8, out var duration)
            ? duration.GetDouble().ToString("0.#", CultureInfo.InvariantCulture)
            : "",
        frame.TryGetProperty("failure"u8, out var failure)
            ? $"{failure.GetProperty("code"u8).GetString()}: {failure.GetProperty("message"u8).GetString()}"
            : "");

    private static string Counts(JsonElement ports) =>
        string.Join(' ', ports.EnumerateObject().Select(port => $"{port.Name}:{port.Value.GetProperty("count"u8).GetRawText()}"));
}
