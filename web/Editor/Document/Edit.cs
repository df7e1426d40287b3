using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Document;

/// <summary>
/// One change of a document. Every way to change a workflow in the editor is one of these, so that all of them are undone, shown as a
/// difference and tested in the same way.
/// </summary>
public abstract record Edit
{
    private Edit()
    {
    }

    /// <summary>What the undo list calls it.</summary>
    public abstract string Label { get; }

    /// <summary>Edits with the same key that follow each other at once are one step back; null for a step of its own.</summary>
    public virtual string? MergeKey => null;

    /// <summary>Adds parts, whose ids and names are new to the document. Edges already there are not added twice.</summary>
    public sealed record Add(Parts Parts, string What) : Edit
    {
        public override string Label => $"Add {What}";
    }

    /// <summary>Takes parts away, with the edges of nodes that go.</summary>
    public sealed record Remove(IReadOnlyCollection<string> Nodes, IReadOnlyCollection<Edge> Edges, IReadOnlyCollection<string> Notes) : Edit
    {
        public override string Label => Nodes.Count + Notes.Count == 0 ? "Remove edge" : Nodes.Count == 1 ? $"Remove {Nodes.First()}" : "Remove";
    }

    /// <summary>Puts nodes and notes at new places.</summary>
    public sealed record Move(IReadOnlyDictionary<string, Position> Nodes, IReadOnlyDictionary<string, Position> Notes, string What = "Move") : Edit
    {
        public override string Label => What;
    }

    /// <summary>Replaces a node by one with the same id. A changed name is also changed where expressions ask for it.</summary>
    public sealed record Replace(Node Node, string What, string? Key = null) : Edit
    {
        public override string Label => $"{What} of {Node.DisplayName}";

        public override string? MergeKey => Key is null ? null : $"{Node.Id}\n{Key}";
    }

    /// <summary>Replaces several nodes at once, e.g. to disable them.</summary>
    public sealed record ReplaceAll(IReadOnlyList<Node> Nodes, string What) : Edit
    {
        public override string Label => What;
    }

    /// <summary>Puts an edge in another's place.</summary>
    public sealed record Rewire(Edge Old, Edge New) : Edit
    {
        public override string Label => "Change edge";
    }

    /// <summary>Puts a node onto an edge: the edge goes, two come.</summary>
    public sealed record Insert(Edge On, Node Node, Edge Before, Edge After) : Edit
    {
        public override string Label => $"Insert {Node.DisplayName}";
    }

    /// <summary>Writes or resizes a note.</summary>
    public sealed record ReplaceNote(StickyNote Note) : Edit
    {
        public override string Label => "Change note";
    }

    /// <summary>Changes what is not the graph: name, description, tags, folder, settings.</summary>
    public sealed record Head(Workflow Changed, string What, string? Key = null) : Edit
    {
        public override string Label => What;

        public override string? MergeKey => Key;
    }

    /// <summary>Replaces the document, e.g. by the server's version or an import.</summary>
    public sealed record Load(Workflow Workflow, string What) : Edit
    {
        public override string Label => What;
    }
}
