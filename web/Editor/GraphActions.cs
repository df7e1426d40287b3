using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Editor;

/// <summary>What a person does to the graph, in the editor's words: each method is one edit and the selection that follows from it.</summary>
internal static class GraphActions
{
    /// <summary>Adds a node of a kind where it was wanted, with the edges that were meant.</summary>
    public static void AddNode(this EditorSession session, INodeKind kind, CanvasEvent.Wanted wanted)
    {
        var node = NodeMaking.Of(kind, session.Workflow, new(wanted.X, wanted.Y));
        if (wanted.Edge is { } key && session.EdgesOf([key]) is [var edge] && kind.Description.Inputs.Count > 0)
        {
            session.Apply(new Edit.Insert(edge, node, edge with { To = node.Id, ToPort = null }, new() { From = node.Id, To = edge.To, ToPort = edge.ToPort, Kind = edge.Kind }));
        }
        else
        {
            session.Apply(new Edit.Add(new() { Nodes = [node], Edges = EdgesFor(session, kind, node, wanted) }, node.DisplayName));
        }

        session.SelectNode(node.Id);
    }

    /// <summary>Draws an edge; nothing when it is there, or leads from a node to itself.</summary>
    public static void Connect(this EditorSession session, CanvasEvent.Connected drawn)
    {
        if (drawn.From != drawn.To && EdgeBetween(session, drawn.From, drawn.FromPort, drawn.To, drawn.ToPort) is { } edge && !session.Workflow.Edges.Contains(edge))
        {
            session.Apply(new Edit.Add(new() { Edges = [edge] }, "edge"));
        }
    }

    /// <summary>Takes what is selected away.</summary>
    public static void RemoveSelected(this EditorSession session)
    {
        var selection = session.Selection;
        if (!selection.IsEmpty)
        {
            session.Apply(new Edit.Remove(selection.Nodes, session.EdgesOf(selection.Edges), selection.Notes));
        }
    }

    /// <summary>Adds parts as a copy, and selects it.</summary>
    public static void Paste(this EditorSession session, Parts parts, string what = "copy")
    {
        var fresh = GraphClipboard.Fresh(session.Workflow, parts);
        if (!fresh.IsEmpty)
        {
            session.Apply(new Edit.Add(fresh, what));
            session.Select(new CanvasSelection([.. fresh.Nodes.Select(node => node.Id)], [], [.. fresh.Notes.Select(note => note.Id)]));
        }
    }

    /// <summary>Copies what is selected beside it.</summary>
    public static void Duplicate(this EditorSession session)
    {
        if (session.CopySelected() is { } text && GraphClipboard.Read(text) is { } parts)
        {
            session.Paste(parts);
        }
    }

    /// <summary>What is selected, as text, or null.</summary>
    public static string? CopySelected(this EditorSession session) => GraphClipboard.Copy(
        session.Workflow, session.Selection.Nodes.ToHashSet(StringComparer.Ordinal), session.Selection.Notes.ToHashSet(StringComparer.Ordinal));

    /// <summary>Disables the selected nodes, or enables them when all are disabled.</summary>
    public static void ToggleDisabled(this EditorSession session)
    {
        var nodes = session.Selection.Nodes.Select(session.Find).OfType<Node>().ToList();
        if (nodes.Count > 0)
        {
            var isDisabled = nodes.Exists(node => !node.Disabled);
            session.Apply(new Edit.ReplaceAll([.. nodes.Select(node => node with { Disabled = isDisabled })], isDisabled ? "Disable" : "Enable"));
        }
    }

    /// <summary>Gives a node another name, with a number when it is taken; what names the node follows. Nothing for an empty one.</summary>
    public static void Rename(this EditorSession session, string id, string wanted)
    {
        var name = wanted.Trim();
        if (session.Find(id) is { } node && name.Length > 0 && name != node.DisplayName)
        {
            session.Apply(new Edit.Replace(node with { Name = new FreshNames(session.Workflow).Name(name) }, "Rename"));
        }
    }

    /// <summary>Selects all there is.</summary>
    public static void SelectAll(this EditorSession session) => session.Select(
        new CanvasSelection([.. session.Workflow.Nodes.Select(node => node.Id)], [], [.. session.Workflow.Notes.Select(note => note.Id)]));

    /// <summary>Adds an empty note.</summary>
    public static void AddNote(this EditorSession session, Position at)
    {
        var note = new StickyNote(new FreshNames(session.Workflow).Id("note"), "", at.X, at.Y, 260, 120);
        session.Apply(new Edit.Add(new() { Notes = [note] }, "note"));
        session.Select(new CanvasSelection([], [], [note.Id]));
    }

    private static IReadOnlyList<Edge> EdgesFor(EditorSession session, INodeKind kind, Node node, CanvasEvent.Wanted wanted)
    {
        if (wanted is { From: { } from, FromPort: { } fromPort } && kind.Description.Inputs.Count > 0)
        {
            return EdgeBetween(session, from, fromPort, node.Id, null) is { } edge ? [edge] : [];
        }

        return wanted is { To: { } agent, ToPort: ToolPorts.Port } ? ToolPorts.Edge(node, session.Find(agent)) is { } tool ? [tool] : []
            : wanted is { To: { } to, ToPort: { } toPort } && EdgeBetween(session, node.Id, null, to, toPort) is { } before ? [before] : [];
    }

    /// <summary>An edge that leaves default ports out, as documents written by hand do.</summary>
    private static Edge? EdgeBetween(EditorSession session, string from, string? fromPort, string to, string? toPort)
    {
        if (toPort == ToolPorts.Port)
        {
            return ToolPorts.Edge(session.Find(from), session.Find(to));
        }

        var outputs = session.Find(from) is { } source ? session.Catalogue.Find(source)?.OutputPorts(source) : null;
        var inputs = session.Find(to) is { } target ? session.Catalogue.Find(target)?.InputPorts(target, toPort is null ? [] : [toPort]) : null;
        return inputs is { Count: 0 } ? null : new()
        {
            From = from,
            FromPort = outputs is [var first, ..] && first == fromPort ? null : fromPort,
            To = to,
            ToPort = inputs is [var entry, ..] && entry == toPort ? null : toPort,
        };
    }
}
