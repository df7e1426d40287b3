using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Core.Serialization;

/// <summary>Writes a workflow in the document's order, leaving out what is the default.</summary>
internal static class WorkflowWriter
{
    public static void Write(Utf8JsonWriter writer, Workflow workflow, bool withVersion)
    {
        writer.WriteStartObject();
        writer.WriteNumber("flowforge", Workflow.SchemaVersion);
        writer.WriteString("id", workflow.Id);
        writer.WriteString("name", workflow.Name);
        if (withVersion && workflow.Version != 0)
        {
            writer.WriteNumber("version", workflow.Version);
        }

        writer.Text("description", workflow.Description);
        WriteTags(writer, workflow.Tags);
        writer.Text("folder", workflow.Folder);
        ConfigWriter.Write(writer, workflow.Config);
        writer.Element("inputSchema", workflow.InputSchema);
        writer.Element("mcp", workflow.Mcp);
        WriteGraph(writer, workflow);
        WriteNotes(writer, workflow.Notes);
        writer.Meta(workflow.Meta);
        writer.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter writer, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("tags");
        foreach (var tag in tags)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
    }

    private static void WriteGraph(Utf8JsonWriter writer, Workflow workflow)
    {
        writer.WriteStartObject("graph");
        writer.WriteStartArray("nodes");
        foreach (var node in workflow.Nodes)
        {
            NodeWriter.Write(writer, node);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("edges");
        foreach (var edge in workflow.Edges)
        {
            WriteEdge(writer, edge);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteEdge(Utf8JsonWriter writer, Edge edge)
    {
        writer.WriteStartObject();
        writer.WriteString("from", edge.From);
        writer.Text("fromPort", edge.FromPort);
        writer.WriteString("to", edge.To);
        writer.Text("toPort", edge.ToPort);
        if (edge.Kind != Edge.Main)
        {
            writer.WriteString("kind", edge.Kind);
        }

        if (edge.RepeatMax is { } max)
        {
            writer.WriteStartObject("repeat");
            writer.WriteNumber("max", max);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteNotes(Utf8JsonWriter writer, IReadOnlyList<StickyNote> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("notes");
        foreach (var note in notes)
        {
            writer.WriteStartObject();
            writer.WriteString("id", note.Id);
            writer.WriteString("text", note.Text);
            writer.Number("x", note.X);
            writer.Number("y", note.Y);
            writer.Number("w", note.W);
            writer.Number("h", note.H);
            writer.Text("color", note.Color);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
