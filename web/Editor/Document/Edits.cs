using System.Diagnostics;
using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Document;

/// <summary>What edits do. Pure: the same document and the same edit give the same document.</summary>
public static class Edits
{
    /// <summary>The document after the edit.</summary>
    public static Workflow Apply(this Workflow workflow, Edit edit) => edit switch
    {
        Edit.Add add => Added(workflow, add.Parts),
        Edit.Remove remove => Removed(workflow, remove),
        Edit.Move move => Moved(workflow, move),
        Edit.Replace replace => Replaced(workflow, replace.Node),
        Edit.ReplaceAll all => all.Nodes.Aggregate(workflow, Replaced),
        Edit.Rewire rewire => workflow with { Edges = [.. workflow.Edges.Select(edge => edge == rewire.Old ? rewire.New : edge)] },
        Edit.Insert insert => Inserted(workflow, insert),
        Edit.ReplaceNote replace => workflow with { Notes = [.. workflow.Notes.Select(note => note.Id == replace.Note.Id ? replace.Note : note)] },
        Edit.Head head => head.Changed with { Id = workflow.Id, Version = workflow.Version, Nodes = workflow.Nodes, Edges = workflow.Edges, Notes = workflow.Notes },
        Edit.Load load => load.Workflow with { Id = workflow.Id, Version = workflow.Version },
        _ => throw new UnreachableException($"Not an edit: {edit.GetType()}."),
    };

    private static Workflow Added(Workflow workflow, Parts parts) => workflow with
    {
        Nodes = [.. workflow.Nodes, .. parts.Nodes],
        Edges = [.. workflow.Edges, .. parts.Edges.Where(edge => !workflow.Edges.Contains(edge))],
        Notes = [.. workflow.Notes, .. parts.Notes],
    };

    private static Workflow Removed(Workflow workflow, Edit.Remove remove)
    {
        var nodes = remove.Nodes.ToHashSet(StringComparer.Ordinal);
        var edges = remove.Edges.ToHashSet();
        return workflow with
        {
            Nodes = [.. workflow.Nodes.Where(node => !nodes.Contains(node.Id))],
            Edges = [.. workflow.Edges.Where(edge => !edges.Contains(edge) && !nodes.Contains(edge.From) && !nodes.Contains(edge.To))],
            Notes = [.. workflow.Notes.Where(note => !remove.Notes.Contains(note.Id))],
        };
    }

    private static Workflow Moved(Workflow workflow, Edit.Move move) => workflow with
    {
        Nodes = [.. workflow.Nodes.Select(node => move.Nodes.TryGetValue(node.Id, out var at) ? node with { Position = at } : node)],
        Notes = [.. workflow.Notes.Select(note => move.Notes.TryGetValue(note.Id, out var at) ? note with { X = at.X, Y = at.Y } : note)],
    };

    private static Workflow Replaced(Workflow workflow, Node node)
    {
        if (workflow.Nodes.FirstOrDefault(one => one.Id == node.Id) is not { } old)
        {
            return workflow;
        }

        var changed = workflow with { Nodes = [.. workflow.Nodes.Select(one => one.Id == node.Id ? node : one)] };
        return old.DisplayName == node.DisplayName ? changed : NameReferences.Renamed(changed, old.DisplayName, node.DisplayName);
    }

    private static Workflow Inserted(Workflow workflow, Edit.Insert insert) => workflow with
    {
        Nodes = [.. workflow.Nodes, insert.Node],

        // In the old edge's place: the order of edges is the order in which items are joined.
        Edges = [.. workflow.Edges.SelectMany(edge => edge == insert.On ? [insert.Before, insert.After] : (IEnumerable<Edge>)[edge])],
    };
}
