using FlowForge.Web.Editor.Document;
using Microsoft.AspNetCore.Components;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>Draws a session and turns what is done on the canvas into edits; what it cannot decide goes to its page.</summary>
public sealed partial class CanvasBoard
{
    private ElementReference host;
    private CanvasInterop? canvas;
    private CanvasView? view;
    private EditorSession? drawn;
    private SessionPart due;
    private bool isDrawing;

    /// <summary>What is drawn. Another session is drawn anew.</summary>
    [Parameter, EditorRequired]
    public EditorSession Session { get; set; } = null!;

    /// <summary>Whether the document is only looked at.</summary>
    [Parameter]
    public bool IsReadOnly { get; set; }

    /// <summary>A node of a kind yet to be chosen is wanted.</summary>
    [Parameter]
    public EventCallback<CanvasEvent.Wanted> OnWanted { get; set; }

    /// <summary>A node is to be opened.</summary>
    [Parameter]
    public EventCallback<string> OnOpened { get; set; }

    /// <summary>A session is drawn for the first time.</summary>
    [Parameter]
    public EventCallback OnDrawn { get; set; }

    /// <summary>Brings all, or the nodes named, into view.</summary>
    public async Task FitAsync(IReadOnlyList<string>? nodes = null)
    {
        if (canvas is not null)
        {
            await canvas.FitAsync(nodes);
        }
    }

    /// <summary>Selects a node and brings it into view.</summary>
    public async Task RevealAsync(string node)
    {
        Session.SelectNode(node);
        if (canvas is not null)
        {
            await canvas.RevealAsync(node);
        }
    }

    /// <summary>Hands the whole graph to the person as a PNG.</summary>
    public async Task PngAsync()
    {
        if (canvas is not null)
        {
            await canvas.PngAsync($"{Session.Workflow.Id}.png");
        }
    }

    /// <summary>Lets the selected node's name be written in place.</summary>
    public async Task RenameAsync()
    {
        if (canvas is not null && Session is { SelectedNode: { } node, Diff: null })
        {
            await canvas.RenameAsync(node.Id);
        }
    }

    /// <summary>Brings a node into view that the document may not have.</summary>
    public async Task ShowAsync(string node)
    {
        if (canvas is not null)
        {
            await canvas.RevealAsync(node);
        }
    }

    /// <summary>Places what is selected, or all, from left to right.</summary>
    public async Task TidyAsync()
    {
        if (canvas is null)
        {
            return;
        }

        var some = Session.Selection.Nodes.Count > 1 ? Session.Selection.Nodes : [];
        var places = await canvas.TidyAsync(some);
        Session.Apply(new Edit.Move(places.ToDictionary(place => place.Id, place => new Core.Model.Position(place.X, place.Y)), new Dictionary<string, Core.Model.Position>(), "Tidy up"));
        await canvas.FitAsync();
    }

    /// <summary>The middle of what is in view.</summary>
    public async Task<CanvasPoint> CentreAsync() => canvas is null ? new(0, 0) : await canvas.CentreAsync();

    public async ValueTask DisposeAsync()
    {
        if (drawn is not null)
        {
            drawn.Changed -= Heard;
        }

        if (canvas is not null)
        {
            await canvas.DisposeAsync();
        }
    }

    protected override bool ShouldRender() => false;

    protected override async Task OnParametersSetAsync()
    {
        if (canvas is not null && Session != drawn)
        {
            await BeginAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            canvas = await CanvasInterop.MountAsync(Js, host, IsReadOnly, happened => InvokeAsync(() => HandleAsync(happened)));
            await BeginAsync();
        }
    }

    private async Task BeginAsync()
    {
        if (drawn is not null)
        {
            drawn.Changed -= Heard;
        }

        drawn = Session;
        view = new(Session.Catalogue);
        Session.Changed += Heard;
        await canvas!.BeginAsync(view.Of(Session));
        await OnDrawn.InvokeAsync();
    }

    private void Heard(SessionPart parts)
    {
        due |= parts;
        if (!isDrawing)
        {
            isDrawing = true;
            _ = InvokeAsync(DrawAsync);
        }
    }

    // Changes that come while one picture is drawn are drawn together in the next.
    private async Task DrawAsync()
    {
        try
        {
            // Lets several changes of one gesture come together.
            await Task.Yield();
            while (due != SessionPart.None && canvas is not null)
            {
                var parts = due;
                due = SessionPart.None;
                if ((parts & ~SessionPart.Selection) != SessionPart.None)
                {
                    await canvas.ShowAsync(view!.Of(Session));
                }

                if (parts.HasFlag(SessionPart.Selection))
                {
                    await canvas.SelectAsync(Session.Selection);
                }
            }
        }
        finally
        {
            isDrawing = false;
        }
    }

    private Task HandleAsync(CanvasEvent happened)
    {
        // A difference is looked at, not drawn in.
        if (Session.Diff is not null && happened is not CanvasEvent.Selected)
        {
            return Task.CompletedTask;
        }

        switch (happened)
        {
            case CanvasEvent.Moved moved:
                Session.Apply(new Edit.Move(Places(moved.Nodes), Places(moved.Notes)));
                break;
            case CanvasEvent.Connected connected:
                Session.Connect(connected);
                break;
            case CanvasEvent.Removed removed:
                Session.Apply(new Edit.Remove(removed.Nodes, Session.EdgesOf(removed.Edges), removed.Notes));
                break;
            case CanvasEvent.Selected selected:
                Session.Select(new CanvasSelection(selected.Nodes, selected.Edges, selected.Notes));
                break;
            case CanvasEvent.Renamed renamed:
                Session.Rename(renamed.Node, renamed.Name);
                break;
            case CanvasEvent.Dropped dropped when Session.Catalogue.Find(dropped.Kind) is { } kind:
                Session.AddNode(kind, new(dropped.X, dropped.Y, Edge: dropped.Edge));
                break;
            case CanvasEvent.NoteChanged changed when Session.Workflow.Notes.FirstOrDefault(note => note.Id == changed.Id) is { } note:
                Session.Apply(new Edit.ReplaceNote(note with { Text = changed.Text, X = changed.X, Y = changed.Y, W = changed.W, H = changed.H }));
                break;
            case CanvasEvent.Wanted wanted:
                return OnWanted.InvokeAsync(wanted);
            case CanvasEvent.Opened opened:
                return OnOpened.InvokeAsync(opened.Node);
        }

        return Task.CompletedTask;
    }

    private static Dictionary<string, Core.Model.Position> Places(IReadOnlyList<CanvasPlace> places) =>
        places.ToDictionary(place => place.Id, place => new Core.Model.Position(place.X, place.Y), StringComparer.Ordinal);
}
