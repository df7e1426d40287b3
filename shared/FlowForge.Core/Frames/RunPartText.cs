using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Core.Frames;

/// <summary>A run's part as stores keep it: a JSON object in which what is left out has its default; null for the whole.</summary>
public static class RunPartText
{
    /// <summary>The part as text.</summary>
    public static string? Write(RunPart part)
    {
        if (part == RunPart.Whole)
        {
            return null;
        }

        using var buffer = JsonBuffer.Rent();
        buffer.Writer.WriteStartObject();
        if (part.UpTo is { } node)
        {
            buffer.Writer.WriteString("upTo"u8, node);
        }

        if (part.IsPinned)
        {
            buffer.Writer.WriteBoolean("pinned"u8, true);
        }

        if (part.Breakpoints.Length > 0)
        {
            buffer.Writer.WriteString("breakpoints"u8, part.Breakpoints);
        }

        buffer.Writer.WriteEndObject();
        return System.Text.Encoding.UTF8.GetString(buffer.Written().Span);
    }

    /// <summary>A part that <see cref="Write"/> wrote.</summary>
    public static RunPart Read(string? text)
    {
        if (text is null)
        {
            return RunPart.Whole;
        }

        var json = JsonElement.Parse(text);
        return new(json.TryGetProperty("upTo"u8, out var node) ? node.GetString() : null, json.TryGetProperty("pinned"u8, out _))
        {
            Breakpoints = json.TryGetProperty("breakpoints"u8, out var breakpoints) ? breakpoints.GetString()! : "",
        };
    }
}
