using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Local.Commands;

/// <summary>What <c>run</c> gives the trigger.</summary>
/// <param name="Json">The JSON, or null for none.</param>
/// <param name="Problem">Why it cannot be read, or null.</param>
internal sealed record RunInput(ReadOnlyMemory<byte>? Json, string? Problem)
{
    /// <summary>Reads <c>--input</c>: JSON, <c>@FILE</c>, or <c>-</c> for the standard input.</summary>
    public static async Task<RunInput> ReadAsync(string? text, CancellationToken cancellation)
    {
        if (text is null)
        {
            return new(null, null);
        }

        if (text.StartsWith('@') && !File.Exists(text[1..]))
        {
            return new(null, $"names {text[1..]}, which does not exist.");
        }

        var bytes = text == "-" ? Encoding.UTF8.GetBytes(await Console.In.ReadToEndAsync(cancellation).ConfigureAwait(false))
            : text.StartsWith('@') ? await File.ReadAllBytesAsync(text[1..], cancellation).ConfigureAwait(false)
            : Encoding.UTF8.GetBytes(text);
        var json = JsJson.Normalize(bytes);
        return json.IsFailure ? new(null, json.Failure.Message) : new(bytes, null);
    }

    /// <summary>The body of <c>POST /runs</c>; <paramref name="from"/> is a run whose results are kept, and the node from which on it runs. Whatever the document says, a run of the command line pauses at a failure only if it is to.</summary>
    public static byte[] Request(Workflow workflow, string? trigger, ReadOnlyMemory<byte>? input, RunPart part, string[]? from, bool heals)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("workflow"u8);
            writer.WriteRawValue(WorkflowJson.Write(workflow), skipInputValidation: true);
            if (trigger is not null)
            {
                writer.WriteString("trigger"u8, trigger);
            }

            if (input is { } items)
            {
                writer.WritePropertyName("items"u8);
                writer.WriteRawValue(items.Span, skipInputValidation: true);
            }

            WriteOptions(writer, part, from, heals);

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteOptions(Utf8JsonWriter writer, RunPart part, string[]? from, bool heals)
    {
        writer.WriteStartObject("options"u8);
        if (from is [var run, var first])
        {
            writer.WriteStartObject("from"u8);
            writer.WriteString("run"u8, run);
            writer.WriteString("node"u8, first);
            writer.WriteEndObject();
        }

        if (part.UpTo is { } node)
        {
            writer.WriteString("upTo"u8, node);
        }

        writer.WriteBoolean("pinned"u8, part.IsPinned);
        writer.WriteString("healing"u8, heals ? "suggest"u8 : "off"u8);
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
}
