using System.Globalization;
using System.Text.Json;

namespace FlowForge.Web.Running;

/// <summary>A frame as the API gives it.</summary>
public sealed class RunFrame
{
    public required long Sequence { get; init; }

    public required string NodeId { get; init; }

    public required string Iteration { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>PENDING, RUNNING, WAITING, COMPLETED, FAILED, SKIPPED or CANCELLED.</summary>
    public required string Status { get; init; }

    public required bool IsEgress { get; init; }

    /// <summary>What went in; items that are not here are asked for.</summary>
    public required IReadOnlyList<FramePort> Input { get; set; }

    /// <summary>What came out; empty on a beginning.</summary>
    public required IReadOnlyList<FramePort> Output { get; set; }

    public FrameFailure? Failure { get; init; }

    public double? DurationMs { get; init; }

    /// <summary>What language models took, in words; null when none was asked.</summary>
    public string? Spent { get; init; }

    public string? Console { get; init; }

    public string? Note { get; init; }

    /// <summary>Whether it settles its node: an end, or that it was left out.</summary>
    public bool IsResult => IsEgress || Status == "SKIPPED";

    /// <summary>Keeps the counts of its items only.</summary>
    public void ForgetItems() => (Input, Output) = (Counts(Input), Counts(Output));

    /// <summary>Reads one of <c>/frames</c> or <c>/events</c>.</summary>
    public static RunFrame Read(JsonElement frame) => new()
    {
        Sequence = frame.GetProperty("sequence").GetInt64(),
        NodeId = frame.GetProperty("nodeId").GetString()!,
        Iteration = frame.GetProperty("iteration").GetString()!,
        Attempt = frame.GetProperty("attempt").GetInt32(),
        Timestamp = frame.GetProperty("timestamp").GetDateTimeOffset(),
        Status = frame.GetProperty("status").GetString()!,
        IsEgress = frame.GetProperty("side").ValueEquals("egress"),
        Input = FramePort.ReadAll(frame.GetProperty("input")),
        Output = FramePort.ReadAll(frame.GetProperty("output")),
        Failure = frame.TryGetProperty("failure", out var failure) ? FrameFailure.Read(failure) : null,
        DurationMs = frame.TryGetProperty("metrics", out var metrics) && metrics.TryGetProperty("durationMs", out var duration) ? duration.GetDouble() : null,
        Spent = Tokens(metrics),
        Console = frame.TryGetProperty("console", out var console) ? console.GetString() : null,
        Note = frame.TryGetProperty("note", out var note) ? note.GetString() : null,
    };

    private static string? Tokens(JsonElement metrics)
    {
        if (metrics.ValueKind != JsonValueKind.Object || !metrics.TryGetProperty("tokensIn", out var asked) || !metrics.TryGetProperty("tokensOut", out var answered))
        {
            return null;
        }

        var cost = metrics.TryGetProperty("cost", out var dollars) ? string.Create(CultureInfo.InvariantCulture, $", ${dollars.GetDecimal():0.######}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{asked.GetInt64():N0} tokens in, {answered.GetInt64():N0} out{cost}");
    }

    private static IReadOnlyList<FramePort> Counts(IReadOnlyList<FramePort> ports) => [.. ports.Select(port => port with { Items = [] })];
}

/// <summary>Items of a port: how many, and the first of them.</summary>
public sealed record FramePort(string Port, int Count, IReadOnlyList<JsonElement> Items)
{
    /// <summary>Reads <c>{ port: { count, items } }</c>.</summary>
    public static IReadOnlyList<FramePort> ReadAll(JsonElement ports) => [.. ports.EnumerateObject().Select(port => new FramePort(
        port.Name, port.Value.GetProperty("count").GetInt32(), [.. port.Value.GetProperty("items").EnumerateArray()]))];
}

/// <summary>Why a node failed.</summary>
public sealed record FrameFailure(string Code, string Message, int? Item, string? Stack)
{
    /// <summary>Reads <c>{ code, message, item?, stack? }</c>.</summary>
    public static FrameFailure Read(JsonElement failure) => new(
        failure.GetProperty("code").GetString()!,
        failure.GetProperty("message").GetString()!,
        failure.TryGetProperty("item", out var item) ? item.GetInt32() : null,
        failure.TryGetProperty("stack", out var stack) ? stack.GetString() : null);
}
