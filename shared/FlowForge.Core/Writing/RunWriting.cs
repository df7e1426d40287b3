using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Writing;

/// <summary>A run with what is shown of it besides its row.</summary>
/// <param name="Run">The row.</param>
/// <param name="Output">The first items of its output, or null.</param>
/// <param name="OutputCount">Items of its output in all.</param>
/// <param name="Waits">Its open waits.</param>
public sealed record RunView(RunRecord Run, IReadOnlyList<Item>? Output = null, int OutputCount = 0, IReadOnlyList<OpenWait>? Waits = null)
{
    /// <summary>Failures and breakpoints at which it waits for an answer.</summary>
    public IReadOnlyList<NodePause> Pauses { get; init; } = [];
}

/// <summary>Writes runs as design 5 shows them.</summary>
public static class RunWriting
{
    /// <summary>A run.</summary>
    public static void Write(Utf8JsonWriter writer, RunView view)
    {
        var run = view.Run;
        writer.WriteStartObject();
        writer.WriteString("id"u8, run.Id);
        writer.WriteString("workflowId"u8, run.WorkflowId);
        writer.WriteString("workflowName"u8, run.WorkflowName);
        writer.WriteNumber("version"u8, run.Version);
        writer.WriteString("hash"u8, run.Hash);
        writer.WriteString("mode"u8, run.Mode);
        WritePart(writer, run.Part);
        writer.WriteString("status"u8, Words.Of(run.Status));
        writer.WriteString("startedAt"u8, run.StartedAt.UtcDateTime);
        if (run.EndedAt is { } ended)
        {
            writer.WriteString("endedAt"u8, ended.UtcDateTime);
        }

        WriteOutput(writer, view);
        if (run.Failure is { } failure)
        {
            writer.WritePropertyName("failure"u8);
            FrameWriting.WriteFailure(writer, failure);
        }

        if (run.ForkedFrom is { } source)
        {
            writer.WriteString("forkedFrom"u8, source);
        }

        if (run.Caller is { } caller)
        {
            writer.WriteStartObject("caller"u8);
            writer.WriteString("run"u8, caller.RunId);
            writer.WriteString("node"u8, caller.Node);
            writer.WriteString("iteration"u8, caller.Iteration);
            writer.WriteNumber("attempt"u8, caller.Attempt);
            writer.WriteNumber("item"u8, caller.Item);
            writer.WriteEndObject();
        }

        WriteWaits(writer, view.Waits ?? []);
        WritePauses(writer, view.Pauses);
        writer.WriteEndObject();
    }

    /// <summary>The part that a run was asked for; nothing for a run of the whole workflow.</summary>
    private static void WritePart(Utf8JsonWriter writer, RunPart part)
    {
        if (part == RunPart.Whole)
        {
            return;
        }

        writer.WriteStartObject("part"u8);
        if (part.UpTo is { } node)
        {
            writer.WriteString("upTo"u8, node);
        }

        writer.WriteBoolean("pinned"u8, part.IsPinned);
        if (part.Breakpoints.Length > 0)
        {
            writer.WriteStartArray("breakpoints"u8);
            foreach (var breakpoint in part.BreakpointSet)
            {
                writer.WriteStringValue(breakpoint);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter writer, RunView view)
    {
        if (view.Output is not { } output)
        {
            return;
        }

        writer.WritePropertyName("output"u8);
        ItemJson.Write(writer, output);
        if (view.OutputCount > output.Count)
        {
            writer.WriteNumber("outputCount"u8, view.OutputCount);
        }
    }

    private static void WritePauses(Utf8JsonWriter writer, IReadOnlyList<NodePause> pauses)
    {
        if (pauses.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("pauses"u8);
        foreach (var pause in pauses)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, pause.Id);
            writer.WriteString("node"u8, pause.Node);
            writer.WriteString("iteration"u8, pause.Iteration);
            writer.WriteString("reason"u8, pause.Failure is null ? "breakpoint"u8 : "failure"u8);
            if (pause.Failure is { } failure)
            {
                writer.WritePropertyName("failure"u8);
                FrameWriting.WriteFailure(writer, failure);
            }

            writer.WriteString("until"u8, pause.Until.UtcDateTime);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteWaits(Utf8JsonWriter writer, IReadOnlyList<OpenWait> waits)
    {
        if (waits.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("waits"u8);
        foreach (var wait in waits)
        {
            writer.WriteStartObject();
            writer.WriteString("node"u8, wait.Node);
            writer.WriteString("iteration"u8, wait.Iteration);
            writer.WriteString("mode"u8, Words.Of(wait.Mode));
            if (wait.Signal is { } signal)
            {
                writer.WriteString("signal"u8, signal);
            }

            if (wait.Until is { } until)
            {
                writer.WriteString("until"u8, until.UtcDateTime);
            }

            if (wait.Url is { } url)
            {
                writer.WriteString("url"u8, url);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
