using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Web.Client;
using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Editor.Commands;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Editor.Problems;
using FlowForge.Web.Shell;
using FlowForge.Web.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowForge.Web.Editor;

/// <summary>The editor of one workflow: the one its address names, else the last one, else an empty one.</summary>
public sealed partial class EditorPage
{
    private EditorSession? session;
    private DocumentKeeper? keeper;
    private ValidationLoop? validation;
    private KeyBindings? keys;
    private CanvasBoard? board;
    private CanvasEvent.Wanted? wanted;
    private IReadOnlyList<EditorCommand> commands = [];
    private ITimer? keeping;
    private bool isMissing;
    private DotNetObjectReference<EditorPage>? self;
    private IJSObjectReference? backs;

    /// <summary>Id of the workflow, or null for the last one.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Inject]
    private HostCatalogue Catalogue { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private PageModule Module { get; set; } = null!;

    [Inject]
    private LocalWorkflows Local { get; set; } = null!;

    [Inject]
    private WorkflowApi Server { get; set; } = null!;

    [Inject]
    private ServerPresence Presence { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        Close();
        if (keys is not null)
        {
            await keys.DisposeAsync();
        }

        if (backs is not null)
        {
            await backs.InvokeVoidAsync("unbind");
            await backs.DisposeAsync();
        }

        self?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        commands = EditorCommands.Of(new(() => session, () => board, SaveAsync, RunWorkflowAsync, WantAsync, CloseAsync, StepAsync, ShowFailureAsync, StepIterationAsync, ProposeAsync, ShowVersionsAsync, ShowCommandsAsync, RunSelectedAsync, ToggleChatAsync));
        expressionAsk = new(AskForExpressionAsync);
        var looking = Places.LookAsync();
        self = DotNetObjectReference.Create(this);
        backs = await (await Module.GetAsync()).InvokeAsync<IJSObjectReference>("watchBack", self);
        keys = await KeyBindings.BindAsync(Module, commands, () => session, PasteAsync, RunAsync);
        await looking;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (session is not null && (Id is null || Id == session.Workflow.Id))
        {
            return;
        }

        Close();
        var opened = new DocumentKeeper(Local, Server, Presence, Clock);
        var id = Id ?? await Local.LastOpenAsync();
        var workflow = id is null ? null : await opened.OpenAsync(id);
        if (workflow is not null && workflow.Nodes.Any(node => ((ICatalogue)Catalogue).Find(node) is null))
        {
            await Catalogue.RefreshAsync();
        }

        if (workflow is null && Id is not null)
        {
            isMissing = true;
            return;
        }

        if (workflow is null)
        {
            workflow = NewWorkflow.Empty();
            await opened.BeginAsync();
        }

        Show(workflow, opened);
    }

    private void Show(Workflow workflow, DocumentKeeper opened)
    {
        isMissing = false;
        keeper = opened;
        keeper.Changed += Refresh;
        session = new(workflow, Catalogue, Clock);
        session.Changed += Heard;
        validation = new(session, Clock);
        keeping = Clock.CreateTimer(_ => InvokeAsync(KeepAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // What need not be done to see a workflow is done when it is seen.
    private async Task DrawnAsync()
    {
        await BeginEarlyAsync();
        validation?.Begin();
        await keeper!.KeepOpenedAsync();

        // A new one is noted with its first change: before that there is nothing to come back to.
        if (Id is not null)
        {
            await Local.SetLastOpenAsync(Id);
        }

        await Catalogue.RefreshAsync();
    }

    // At a first visit an empty canvas is there before this program is (canvas/src/page/early.ts).
    private async Task BeginEarlyAsync()
    {
        var chosen = await (await Module.GetAsync()).InvokeAsync<string?>("takeEarly");
        if (chosen == "browse")
        {
            await WantAsync();
        }
        else if (StartingPoints.All.FirstOrDefault(start => start.Id == chosen) is { } start && session!.Workflow.Nodes.Count == 0)
        {
            await BeginWith(start.Workflow());
        }
    }

    private void Close()
    {
        _ = HideRunAsync();
        validation?.Dispose();
        keeping?.Dispose();
        if (session is not null)
        {
            session.Changed -= Heard;
            session = null;
        }

        if (keeper is not null)
        {
            keeper.Changed -= Refresh;
        }

        wanted = null;
    }

    private void Heard(SessionPart parts)
    {
        if (parts.HasFlag(SessionPart.Document))
        {
            keeping?.Change(TimeSpan.FromMilliseconds(400), Timeout.InfiniteTimeSpan);
        }

        Refresh();
    }

    private void Refresh() => _ = InvokeAsync(StateHasChanged);

    // Only one kind can be a tool, so there is nothing to choose.
    private void Want(CanvasEvent.Wanted where)
    {
        if (where.ToPort == ToolPorts.Port && Catalogue.Find(ToolPorts.Called) is { } tool)
        {
            session!.AddNode(tool, where);
        }
        else
        {
            wanted = where;
        }
    }

    private async Task WantAsync()
    {
        if (session is not null && board is not null)
        {
            wanted = await Placement.NextAsync(session, board);
            StateHasChanged();
        }
    }

    // One thing a press: the palette, the wide view, then the selection.
    private Task CloseAsync()
    {
        if (isPaletteOpen || (isProposing && heal is null) || isListingVersions)
        {
            CloseSides();
        }
        else if (wanted is not null || isWide)
        {
            (wanted, isWide) = (null, false);
        }
        else
        {
            session?.Select(CanvasSelection.None);
        }

        StateHasChanged();
        return Task.CompletedTask;
    }

    private void Choose(KindDescription kind)
    {
        session!.AddNode(Catalogue.Find(kind.Kind)!, wanted!);
        wanted = null;
    }

    private async Task BeginWith(Workflow start)
    {
        session!.Apply(new Edit.Load(start, "Start"));
        await board!.FitAsync();
    }

    private void OpenNode(string node)
    {
        isWide = true;
        session!.SelectNode(node);
    }

    private Task RevealAsync(string node) => board!.RevealAsync(node);

    private Task RunAsync(EditorCommand command) => RunAsync(command.Run);

    private Task RunAsync(Func<Task> work) => InvokeAsync(async () =>
    {
        await work();
        StateHasChanged();
    });
}
