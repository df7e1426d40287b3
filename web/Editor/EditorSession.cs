using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Editor.Differences;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Editor.Problems;
using FlowForge.Web.Running.History;

namespace FlowForge.Web.Editor;

/// <summary>
/// An open workflow: the document with its way back, what is selected, what is wrong, and the run that is shown. Parts of the page read it,
/// change it through its methods only, and hear of changes through <see cref="Changed"/>.
/// </summary>
public sealed class EditorSession(Workflow workflow, ICatalogue catalogue, TimeProvider clock)
{
    private readonly WorkflowHistory history = new(workflow, clock);

    /// <summary>The kinds there are.</summary>
    public ICatalogue Catalogue { get; } = catalogue;

    /// <summary>The document.</summary>
    public Workflow Workflow => history.Current;

    public string? UndoLabel => history.UndoLabel;

    public string? RedoLabel => history.RedoLabel;

    public CanvasSelection Selection { get; private set; } = CanvasSelection.None;

    public ProblemIndex Problems { get; private set; } = ProblemIndex.None;

    public RunStates Run { get; private set; } = RunStates.None;

    /// <summary>A difference that is shown in place of the document, or null. While it is, the document is only looked at.</summary>
    public WorkflowDiff? Diff { get; private set; }

    /// <summary>Ids of nodes that are marked as different while two runs are compared.</summary>
    public IReadOnlySet<string> Marks { get; private set; } = new HashSet<string>();

    /// <summary>Ids of the nodes that the editor's runs pause before. They are not part of the document.</summary>
    public IReadOnlySet<string> Breakpoints { get; private set; } = new HashSet<string>();

    /// <summary>The one node that is selected, or null.</summary>
    public Node? SelectedNode => Selection.Nodes is [var id] ? Find(id) : null;

    /// <summary>Raised after each change, with what changed.</summary>
    public event Action<SessionPart>? Changed;

    /// <summary>A node by id, or null.</summary>
    public Node? Find(string id) => Workflow.Nodes.FirstOrDefault(node => node.Id == id);

    /// <summary>The description of a node's kind, or null when the catalogue lacks it.</summary>
    public KindDescription? Describe(Node node) => Catalogue.Find(node)?.Description;

    /// <summary>Changes the document.</summary>
    public void Apply(Edit edit)
    {
        if (history.Apply(edit))
        {
            Raise(SessionPart.Document | Pruned());
        }
    }

    public void Undo()
    {
        if (history.Undo())
        {
            Raise(SessionPart.Document | Pruned());
        }
    }

    public void Redo()
    {
        if (history.Redo())
        {
            Raise(SessionPart.Document | Pruned());
        }
    }

    /// <summary>Notes the version a save got.</summary>
    public void NoteSaved(int version) => history.Saved(version);

    /// <summary>Selects these parts and no others.</summary>
    public void Select(CanvasSelection selection)
    {
        Selection = selection;
        Raise(SessionPart.Selection);
    }

    /// <summary>Selects one node.</summary>
    public void SelectNode(string node) => Select(new CanvasSelection([node], [], []));

    public void ShowProblems(ProblemIndex problems)
    {
        Problems = problems;
        Raise(SessionPart.Problems);
    }

    /// <summary>Shows a difference in place of the document, or the document again.</summary>
    public void ShowDiff(WorkflowDiff? diff)
    {
        Diff = diff;
        Raise(SessionPart.Problems);
    }

    /// <summary>Marks nodes as different, and no others.</summary>
    public void ShowMarks(IReadOnlySet<string> nodes)
    {
        if (!Marks.SetEquals(nodes))
        {
            Marks = nodes;
            Raise(SessionPart.Run);
        }
    }

    /// <summary>Sets or lifts a breakpoint before each selected node.</summary>
    public void ToggleBreakpoints()
    {
        var nodes = Selection.Nodes.Where(id => Find(id) is { } node && Describe(node) is not { IsTrigger: true }).ToList();
        var kept = Breakpoints.Where(id => Find(id) is not null).ToHashSet(StringComparer.Ordinal);
        if (nodes.TrueForAll(kept.Contains))
        {
            kept.ExceptWith(nodes);
        }
        else
        {
            kept.UnionWith(nodes);
        }

        Breakpoints = kept;
        Raise(SessionPart.Problems);
    }

    public void ShowRun(RunStates run)
    {
        Run = run;
        Raise(SessionPart.Run);
    }

    /// <summary>Edges by the ids that the canvas knows.</summary>
    public IReadOnlyList<Edge> EdgesOf(IReadOnlyCollection<string> keys)
    {
        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        return wanted.Count == 0 ? [] : [.. Workflow.Edges.Where(edge => wanted.Contains(EdgeKey.Of(edge)))];
    }

    // What is gone cannot stay selected.
    private SessionPart Pruned()
    {
        if (Selection.IsEmpty)
        {
            return SessionPart.None;
        }

        var nodes = Selection.Nodes.Where(id => Find(id) is not null).ToList();
        var edges = EdgesOf(Selection.Edges).Select(EdgeKey.Of).ToList();
        var notes = Selection.Notes.Where(id => Workflow.Notes.Any(note => note.Id == id)).ToList();
        if (nodes.Count == Selection.Nodes.Count && edges.Count == Selection.Edges.Count && notes.Count == Selection.Notes.Count)
        {
            return SessionPart.None;
        }

        Selection = new(nodes, edges, notes);
        return SessionPart.Selection;
    }

    private void Raise(SessionPart parts) => Changed?.Invoke(parts);
}
