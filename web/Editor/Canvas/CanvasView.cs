using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Web.Editor.Differences;
using FlowForge.Web.Editor.Problems;
using FlowForge.Web.Running.History;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>What is drawn of a document, its problems and a run of it. Nodes that nothing has happened to are taken from the picture before.</summary>
internal sealed class CanvasView(ICatalogue catalogue)
{
    private const double ColumnX = 300;
    private const string Differs = "differs";
    private readonly Dictionary<string, Drawn> drawn = new(StringComparer.Ordinal);

    /// <summary>Ports of the nodes as last drawn.</summary>
    public NodePorts? PortsOf(string node) => drawn.TryGetValue(node, out var at) ? at.Ports : null;

    /// <summary>The picture of a session: its document with its problems and its run, or the difference that is shown in its place.</summary>
    public CanvasGraph Of(EditorSession session) => session.Diff is { } diff
        ? Of(diff.Union, ProblemIndex.None, RunStates.None, diff)
        : Of(session.Workflow, session.Problems, session.Run, breakpoints: session.Breakpoints, marks: session.Marks);

    /// <summary>The picture.</summary>
    public CanvasGraph Of(Workflow workflow, ProblemIndex problems, RunStates run, WorkflowDiff? diff = null, IReadOnlySet<string>? breakpoints = null, IReadOnlySet<string>? marks = null)
    {
        var named = NamedPorts.Of(workflow);
        var tools = ToolPorts.Of(workflow);
        var nodes = new List<CanvasNode>(workflow.Nodes.Count);
        for (var i = 0; i < workflow.Nodes.Count; i++)
        {
            var (node, id) = (workflow.Nodes[i], workflow.Nodes[i].Id);
            var mark = diff?.Of(id) ?? (marks is not null && marks.Contains(id) ? Differs : null);
            nodes.Add(NodeOf(node, i, named, problems.Of(id), run.Node(id), new(mark, breakpoints?.Contains(id) ?? false, tools.Of(node))));
        }

        foreach (var gone in drawn.Keys.Except(workflow.Nodes.Select(node => node.Id)).ToList())
        {
            drawn.Remove(gone);
        }

        return new(nodes, EdgesOf(workflow, run, diff), [.. workflow.Notes.Select(NoteOf)]);
    }

    private CanvasNode NodeOf(Node node, int index, NamedPorts named, NodeProblems problems, NodeState? state, Marks marks)
    {
        var (inputs, outputs) = (named.Inputs(node.Id), named.Outputs(node.Id));
        if (drawn.TryGetValue(node.Id, out var before) && before.Is(node, problems, state, inputs, outputs))
        {
            var card = before.Card;
            return new Marks(card.Mark, card.IsBreakpoint, card.Tool) == marks ? card : Remember(before with { Card = card with { Mark = marks.Mark, IsBreakpoint = marks.IsBreakpoint, Tool = marks.Tool } }).Card;
        }

        var kind = catalogue.Find(node);
        var ports = NodePorts.Of(kind, node, inputs, outputs);
        var place = node.Position ?? new Position(index * ColumnX, 0);
        return Remember(new(node, ports, new CanvasNode
        {
            Id = node.Id,
            Name = node.DisplayName,
            Note = kind is null ? $"Unknown kind {node.Kind}" : NodeSummary.Of(node, kind.Description.Title),
            Icon = kind?.Description.Icon ?? "circle-help",
            Group = kind?.Description.Group ?? "",
            Title = kind?.Description.Title ?? node.Kind,
            X = place.X,
            Y = place.Y,
            Inputs = Drawable(ports.Inputs, inputs),
            Outputs = Drawable(ports.Outputs, outputs),
            IsTrigger = kind?.Description.IsTrigger ?? false,
            IsDisabled = node.Disabled,
            IsUnknown = kind is null,
            Errors = problems.Errors,
            Warnings = problems.Warnings,
            Problems = problems.Text,
            State = state?.Word,
            Runs = state?.Runs ?? 0,
            Mark = marks.Mark,
            IsBreakpoint = marks.IsBreakpoint,
            IsPinned = node.Pinned is { ValueKind: System.Text.Json.JsonValueKind.Object },
            Tool = marks.Tool,
        }, problems, state, inputs, outputs)).Card;
    }

    private Drawn Remember(Drawn picture) => drawn[picture.Node.Id] = picture;

    // A port that an edge names and the node lacks is drawn, so that the edge can be seen and mended.
    private static CanvasPort[] Drawable(IReadOnlyList<string> ports, IReadOnlyCollection<string> named) =>
    [
        .. ports.Select(port => new CanvasPort(port, port, port == NodePorts.Error ? "error" : null)),
        .. named.Where(port => !ports.Contains(port)).Select(port => new CanvasPort(port, port, "missing")),
    ];

    private CanvasEdge[] EdgesOf(Workflow workflow, RunStates run, WorkflowDiff? diff)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. workflow.Edges.Where(edge => drawn.ContainsKey(edge.From) && drawn.ContainsKey(edge.To) && seen.Add(EdgeKey.Of(edge))).Select(edge =>
        {
            var isTool = ToolPorts.IsTool(drawn[edge.From].Card, drawn[edge.To].Card, edge);
            var fromPort = isTool ? ToolPorts.Port : edge.FromPort ?? First(drawn[edge.From].Ports.Outputs, "out");
            var state = edge.IsMain ? run.Edge(edge, fromPort) : null;
            return new CanvasEdge
            {
                Id = EdgeKey.Of(edge),
                From = edge.From,
                FromPort = fromPort,
                To = edge.To,
                ToPort = isTool ? ToolPorts.Port : edge.ToPort ?? First(drawn[edge.To].Ports.Inputs, "in"),
                Look = isTool ? "tool" : !edge.IsMain ? "side" : fromPort == NodePorts.Error ? "error" : "plain",
                Repeat = edge.RepeatMax,
                State = state?.Word,
                Items = state?.Items,
                Mark = diff?.Of(edge),
            };
        })];
    }

    private static CanvasNote NoteOf(StickyNote note) => new(note.Id, note.Text, note.X, note.Y, note.W ?? 240, note.H ?? 120, note.Color ?? "");

    private static string First(IReadOnlyList<string> ports, string otherwise) => ports is [var first, ..] ? first : otherwise;

    /// <summary>What changes about a card while its node stays as it is.</summary>
    private readonly record struct Marks(string? Mark, bool IsBreakpoint, string? Tool);

    private sealed record Drawn(
        Node Node, NodePorts Ports, CanvasNode Card, NodeProblems Problems, NodeState? State, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
    {
        public bool Is(Node node, NodeProblems problems, NodeState? state, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs) =>
            ReferenceEquals(Node, node) && Problems == problems && State == state && Inputs.SequenceEqual(inputs) && Outputs.SequenceEqual(outputs);
    }
}
