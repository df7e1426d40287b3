using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Formats;

namespace FlowForge.Web.Editor.Document;

/// <summary>Parts as text: a workflow document with nothing but them, so that what is copied is also a file, and a file can be pasted.</summary>
internal static class GraphClipboard
{
    private const double Step = 40;

    /// <summary>The nodes and notes named and the edges between those nodes, as JSON; null when there are none.</summary>
    public static string? Copy(Workflow workflow, IReadOnlySet<string> nodes, IReadOnlySet<string> notes)
    {
        var parts = workflow with
        {
            Version = 0,
            Description = null,
            Tags = [],
            Folder = null,
            Config = new(),
            InputSchema = default,
            Mcp = default,
            Meta = default,
            Nodes = [.. workflow.Nodes.Where(node => nodes.Contains(node.Id))],
            Edges = [.. workflow.Edges.Where(edge => nodes.Contains(edge.From) && nodes.Contains(edge.To))],
            Notes = [.. workflow.Notes.Where(note => notes.Contains(note.Id))],
        };
        return parts.Nodes.Count + parts.Notes.Count == 0 ? null : Encoding.UTF8.GetString(WorkflowJson.Write(parts, indented: true));
    }

    /// <summary>The parts of a document in JSON or YAML, or null when the text is none.</summary>
    public static Parts? Read(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (!start.StartsWith("{") && !text.Contains("flowforge:", StringComparison.Ordinal))
        {
            return null;
        }

        return DocumentReader.Read(Encoding.UTF8.GetBytes(text)).Workflow is { } read
            ? new Parts { Nodes = read.Nodes, Edges = read.Edges, Notes = read.Notes }
            : null;
    }

    /// <summary>Parts with ids and names that are new to the document, beside what they were copied from.</summary>
    public static Parts Fresh(Workflow workflow, Parts parts)
    {
        var fresh = new FreshNames(workflow);
        var ids = parts.Nodes.ToDictionary(node => node.Id, node => fresh.Id(node.Id), StringComparer.Ordinal);
        var names = parts.Nodes.ToDictionary(node => node.DisplayName, node => fresh.Name(node.DisplayName), StringComparer.Ordinal);
        var shift = Shift(workflow, parts);
        var copy = new Workflow
        {
            Id = workflow.Id,
            Name = workflow.Name,
            Nodes = [.. parts.Nodes.Select(node => node with
            {
                Id = ids[node.Id],
                Name = names[node.DisplayName],
                Position = node.Position is { } at ? new Position(at.X + shift, at.Y + shift) : null,
            })],
            Edges = [.. parts.Edges.Where(edge => ids.ContainsKey(edge.From) && ids.ContainsKey(edge.To))
                .Select(edge => edge with { From = ids[edge.From], To = ids[edge.To] })],
            Notes = [.. parts.Notes.Select(note => note with { Id = fresh.Id(note.Id), X = note.X + shift, Y = note.Y + shift })],
        };
        copy = names.Where(pair => pair.Key != pair.Value).Aggregate(copy, (all, pair) => NameReferences.Renamed(all, pair.Key, pair.Value));
        return new() { Nodes = copy.Nodes, Edges = copy.Edges, Notes = copy.Notes };
    }

    /// <summary>So far down and right that no copy covers what it was made from.</summary>
    private static double Shift(Workflow workflow, Parts parts)
    {
        var taken = workflow.Nodes.Select(node => node.Position).Concat(workflow.Notes.Select(note => (Position?)new Position(note.X, note.Y))).ToHashSet();
        var shift = 0.0;
        while (parts.Nodes.Select(node => node.Position).Concat(parts.Notes.Select(note => (Position?)new Position(note.X, note.Y)))
            .Any(at => at is { } here && taken.Contains(new Position(here.X + shift, here.Y + shift))))
        {
            shift += Step;
        }

        return shift;
    }
}
