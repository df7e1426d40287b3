using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Frames;

/// <summary>Segments as JSON arrays of entries; format version 1. <see cref="SegmentReader"/> reads them.</summary>
public static class SegmentJson
{
    /// <summary>Packs entries into a row, of about <paramref name="expectedBytes"/>. All items of inline outputs must be in memory.</summary>
    public static SegmentRow Write(string runId, int ordinal, IReadOnlyList<JournalEntry> entries, int expectedBytes = 1024)
    {
        var (first, last) = (long.MaxValue, long.MinValue);
        var buffer = new ArrayBufferWriter<byte>(expectedBytes);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartArray();
            foreach (var entry in entries)
            {
                Write(writer, entry);
                if (entry.FirstSequence != JournalEntry.NoSequence)
                {
                    first = Math.Min(first, entry.FirstSequence);
                    last = Math.Max(last, entry.LastSequence);
                }
            }

            writer.WriteEndArray();
        }

        return last == long.MinValue
            ? new(runId, ordinal, JournalEntry.NoSequence, JournalEntry.NoSequence, buffer.WrittenMemory)
            : new(runId, ordinal, first, last, buffer.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter writer, JournalEntry entry)
    {
        writer.WriteStartObject();
        switch (entry)
        {
            case NodeRecord record:
                WriteRecord(writer, record);
                break;
            case IngressEntry ingress:
                WriteIngress(writer, ingress);
                break;
            case SkippedEntry skipped:
                WriteSkipped(writer, skipped);
                break;
            case EventEntry happened:
                writer.WritePropertyName("event"u8);
                RunEventJson.Write(writer, happened.Event);
                break;
            case InputEntry input:
                writer.WriteString("input"u8, input.NodeId);
                writer.WriteNumber("seq"u8, input.Sequence);
                WriteIteration(writer, input.Iteration);
                WriteOutputs(writer, "ports"u8, input.Ports);
                WriteInputs(writer, input.Instead);
                break;
            case StartEntry start:
                writer.WriteStartObject("start"u8);
                WriteOutput(writer, start.Items);
                writer.WriteEndObject();
                WriteOptional(writer, "trace"u8, start.Trace);
                if (start.Healing != Healing.Off)
                {
                    writer.WriteNumber("healing"u8, (int)start.Healing);
                }

                break;
            case HandedOutAgain again:
                writer.WriteNumber("again"u8, again.Number);
                WriteOptional(writer, "suspect"u8, again.SuspectNodeId);
                break;
            case ReplyEntry reply:
                ReplyJson.Write(writer, reply.Reply);
                break;
            case TimeEntry time:
                writer.WriteNumber("runningMs"u8, time.RunningMs);
                break;
            default:
                throw new InvalidOperationException($"No way to write a {entry.GetType().Name}.");
        }

        writer.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter writer, NodeRecord record)
    {
        writer.WriteString("node"u8, record.NodeId);
        writer.WriteNumber("seq"u8, record.Sequence);
        writer.WriteNumber("ingress"u8, record.IngressSequence);
        WriteIteration(writer, record.Iteration);
        WritePlace(writer, record.Attempt, record.Revision);
        writer.WriteNumber("status"u8, (int)record.Status);
        writer.WriteNumber("at"u8, record.StartedAt.ToUnixTimeMilliseconds());
        writer.WriteNumber("ms"u8, Math.Round(record.DurationMs, 3));
        WriteInputs(writer, record.Inputs);
        if (record.Outputs.Count > 0)
        {
            WriteOutputs(writer, "out"u8, record.Outputs);
        }

        if (record.IsGiven)
        {
            writer.WriteNumber("given"u8, 1);
        }

        if (record.IsPinned)
        {
            writer.WriteNumber("pinned"u8, 1);
        }

        if (record.Failure is not null)
        {
            writer.WritePropertyName("failure"u8);
            FailureJson.Write(writer, record.Failure);
        }

        if (record.State.Count > 0)
        {
            writer.WritePropertyName("state"u8);
            StateJson.Write(writer, record.State);
        }

        if (record.Usage.Calls > 0)
        {
            writer.WritePropertyName("usage"u8);
            UsageJson.Write(writer, record.Usage);
        }

        WriteOptional(writer, "console"u8, record.Console);
        WriteOptional(writer, "note"u8, record.Note);
    }

    private static void WriteIngress(Utf8JsonWriter writer, IngressEntry ingress)
    {
        writer.WriteString("began"u8, ingress.NodeId);
        writer.WriteNumber("seq"u8, ingress.Sequence);
        writer.WriteNumber("handOut"u8, ingress.HandOut);
        WriteIteration(writer, ingress.Iteration);
        WritePlace(writer, ingress.Attempt, ingress.Revision);
        writer.WriteNumber("status"u8, (int)ingress.Status);
        writer.WriteNumber("at"u8, ingress.At.ToUnixTimeMilliseconds());
        WriteInputs(writer, ingress.Inputs);
        if (ingress.Loop is { } loop)
        {
            writer.WriteStartArray("loop"u8);
            writer.WriteNumberValue(loop.Items);
            writer.WriteNumberValue(loop.BatchSize);
            writer.WriteNumberValue(loop.Concurrency);
            writer.WriteEndArray();
        }
    }

    private static void WriteSkipped(Utf8JsonWriter writer, SkippedEntry skipped)
    {
        writer.WriteStartArray("skipped"u8);
        foreach (var node in skipped.NodeIds)
        {
            writer.WriteStringValue(node);
        }

        writer.WriteEndArray();
        writer.WriteNumber("seq"u8, skipped.Sequence);
        WriteIteration(writer, skipped.Iteration.Path);
        writer.WriteNumber("at"u8, skipped.At.ToUnixTimeMilliseconds());
        WritePlace(writer, 1, skipped.Revision);
    }

    private static void WriteIteration(Utf8JsonWriter writer, string iteration)
    {
        if (iteration.Length > 0)
        {
            writer.WriteString("it"u8, iteration);
        }
    }

    private static void WritePlace(Utf8JsonWriter writer, int attempt, int revision)
    {
        if (attempt != 1)
        {
            writer.WriteNumber("try"u8, attempt);
        }

        if (revision != 0)
        {
            writer.WriteNumber("rev"u8, revision);
        }
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    internal static void WriteInputs(Utf8JsonWriter writer, IReadOnlyList<PortInput> inputs)
    {
        writer.WriteStartArray("in"u8);
        foreach (var input in inputs)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(input.Port);
            WriteRefs(writer, input.Refs);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    internal static void WriteRefs(Utf8JsonWriter writer, IReadOnlyList<ItemRef> refs)
    {
        foreach (var range in refs)
        {
            writer.WriteNumberValue(range.Sequence);
            writer.WriteNumberValue(range.Port);
            writer.WriteNumberValue(range.Offset);
            writer.WriteNumberValue(range.Count);
        }
    }

    private static void WriteOutputs(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<PortOutput> outputs)
    {
        writer.WriteStartArray(name);
        foreach (var output in outputs)
        {
            writer.WriteStartObject();
            WriteOutput(writer, output);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOutput(Utf8JsonWriter writer, PortOutput output)
    {
        writer.WriteString("port"u8, output.Port);
        switch (output.Stored)
        {
            case StoredItems.Inline:
                writer.WritePropertyName("items"u8);
                ItemPages.Write(writer, InMemory(output.Items));
                break;
            case StoredItems.Paged paged:
                writer.WriteStartArray("pages"u8);
                foreach (var page in paged.Pages)
                {
                    writer.WriteStringValue(page.Hash);
                    writer.WriteNumberValue(page.Count);
                }

                writer.WriteEndArray();
                break;
            case StoredItems.Referred referred:
                writer.WriteStartArray("refs"u8);
                WriteRefs(writer, referred.Refs);
                writer.WriteEndArray();
                break;
        }

        LineageJson.Write(writer, output.Lineage);
    }

    private static IReadOnlyList<Item> InMemory(ItemList items)
    {
        var read = items.ReadAsync(0, items.Count, CancellationToken.None);
        return read.IsCompletedSuccessfully ? read.Result : throw new InvalidOperationException("An inline output is not in memory.");
    }
}
