using System.Text.Json;

namespace FlowForge.Web.Client;

/// <summary>How an editor's run runs.</summary>
/// <param name="UpTo">Id of the node it ends with, or null for all.</param>
/// <param name="Breakpoints">Ids of the nodes it pauses before.</param>
/// <param name="IsPinned">Whether pinned data takes the place of a node's run.</param>
/// <param name="IsHealed">Whether it pauses at a failure, so that a person can answer it, rather than end.</param>
/// <param name="From">An earlier run whose results are kept, and the node from which on it is run anew; null for all anew.</param>
public sealed record RunOptions(string? UpTo = null, IReadOnlyList<string>? Breakpoints = null, bool IsPinned = false, bool IsHealed = false, (string Run, string Node)? From = null)
{
    /// <summary>Writes <c>options</c>, unless there are none: a host that knows no option still runs what needs none.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (UpTo is null && Breakpoints is null or [] && !IsPinned && !IsHealed && From is null)
        {
            return;
        }

        writer.WriteStartObject("options");
        if (UpTo is not null)
        {
            writer.WriteString("upTo", UpTo);
        }

        if (From is { } from)
        {
            writer.WriteStartObject("from");
            writer.WriteString("run", from.Run);
            writer.WriteString("node", from.Node);
            writer.WriteEndObject();
        }

        if (Breakpoints is { Count: > 0 } stops)
        {
            writer.WriteStartArray("breakpoints");
            foreach (var node in stops)
            {
                writer.WriteStringValue(node);
            }

            writer.WriteEndArray();
        }

        if (IsPinned)
        {
            writer.WriteBoolean("pinned", true);
        }

        if (IsHealed)
        {
            writer.WriteString("healing", "suggest");
        }

        writer.WriteEndObject();
    }
}
