using FlowForge.Core.Ports;
using FlowForge.Web.Client;
using FlowForge.Web.Editor;
using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Editor.Commands;
using FlowForge.Web.Here;
using FlowForge.Web.Running;
using FlowForge.Web.Running.History;
using FlowForge.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace FlowForge.Web.Runs;

/// <summary>The time-travel debugger: one run, past or live, at any of its moments.</summary>
public sealed partial class RunPage
{
    private RunReview? review;
    private EditorSession? session;
    private CanvasBoard? board;
    private KeyBindings? keys;
    private string? missing;
    private string? trouble;
    private bool isForking;
    private bool isWide;
    private bool isComparing;
    private bool isFirstLook;

    /// <summary>Id of the run.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private RunApi Api { get; set; } = null!;

    [Inject]
    private ApiClient Client { get; set; } = null!;

    [Inject]
    private HereEngine Here { get; set; } = null!;

    [Inject]
    private RunForks Forks { get; set; } = null!;

    [Inject]
    private HostCatalogue Catalogue { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private PageModule Module { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    // The frame a fork begins at: that of the node looked at, else the one that had just happened.
    private RunFrame? ForkFrame => session?.SelectedNode is { } node && review?.Moment.FrameOf(node.Id) is { } frame ? frame : review?.Moment.Frame;

    public async ValueTask DisposeAsync()
    {
        await CloseRunAsync();
        if (keys is not null)
        {
            await keys.DisposeAsync();
        }
    }

    protected override async Task OnInitializedAsync() =>
        keys = await KeyBindings.BindAsync(Module, RunCommands.Of(this), () => null, _ => Task.CompletedTask, work => InvokeAsync(async () =>
        {
            await work();
            StateHasChanged();
        }));

    protected override async Task OnParametersSetAsync()
    {
        if (review?.Run.Id == Id)
        {
            return;
        }

        await CloseRunAsync();
        (missing, isFirstLook) = (null, true);
        if (await Api.GetAsync(Id) is not ApiAnswer.Good run)
        {
            missing = "Neither this browser nor the server has a run with this id, or the server cannot be reached.";
            return;
        }

        var document = await Api.WorkflowAsync(Id);
        if (document is not ApiAnswer.Good pinned || WorkflowApi.Document(pinned) is not { } workflow)
        {
            missing = "The document that it ran cannot be read.";
            return;
        }

        await Catalogue.RefreshAsync();
        session = new(workflow, Catalogue, Clock);
        session.Changed += Heard;
        var place = await Here.HasAsync(Id) ? RunPlace.Here : RunPlace.Server;
        review = new(new(Api, Client, Clock, RunState.Read(run.Json()), withItems: false) { Place = place });
        review.Changed += Show;
        review.Follower.Follow();
        WatchHeals(workflow);
    }

    internal Task StepAsync(int by)
    {
        review?.Step(by);
        return Task.CompletedTask;
    }

    internal Task GoAsync(bool toEnd)
    {
        review?.GoTo(toEnd ? int.MaxValue : 0);
        return Task.CompletedTask;
    }

    internal Task StepIterationAsync(int by)
    {
        if (review is not null && (session?.SelectedNode?.Id ?? review.Moment.Frame?.NodeId) is { } node)
        {
            review.StepIteration(node, by);
        }

        return Task.CompletedTask;
    }

    internal async Task ShowFailureAsync()
    {
        if (review?.GoToFailure() is { } failure && session?.Find(failure.NodeId) is not null && board is not null)
        {
            await board.RevealAsync(failure.NodeId);
        }
    }

    internal Task FitAsync() => board?.FitAsync() ?? Task.CompletedTask;

    internal Task CloseAsync()
    {
        if (isForking || isWide)
        {
            (isForking, isWide) = (false, false);
        }
        else if (heal is not null || isListing)
        {
            CloseHeal();
            isListing = false;
        }
        else if (isComparing)
        {
            Compare();
        }
        else
        {
            session?.Select(CanvasSelection.None);
        }

        return Task.CompletedTask;
    }

    private void Compare()
    {
        isComparing = !isComparing;
        if (!isComparing)
        {
            session?.ShowMarks(new HashSet<string>());
        }
    }

    private async Task CloseRunAsync()
    {
        isComparing = false;
        if (session is not null)
        {
            session.Changed -= Heard;
            session = null;
        }

        if (review is { } shown)
        {
            review = null;
            shown.Changed -= Show;
            await LeaveHealsAsync();
            await shown.DisposeAsync();
        }
    }

    private void Heard(SessionPart parts)
    {
        if (parts.HasFlag(SessionPart.Selection))
        {
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private void Show() => _ = InvokeAsync(() =>
    {
        if (review is null || session is null)
        {
            return;
        }

        session.ShowRun(review.Moment);
        if (isFirstLook && review.Log.IsOver)
        {
            // Who opens a run that failed wants to see where.
            isFirstLook = false;
            if (session.SelectedNode is null && review.Run.Status == "FAILED" && review.Log.NextFailure(-1) is >= 0 and var at && session.Find(review.Log.Frames[at].NodeId) is { } node)
            {
                session.SelectNode(node.Id);
            }
        }

        StateHasChanged();
    });

    private string NameOf(string node) => session?.Find(node)?.DisplayName ?? node;

    private void ShowNode(string node)
    {
        if (session?.Find(node) is not null)
        {
            session.SelectNode(node);
        }
    }

    private void Open(string node)
    {
        isWide = true;
        ShowNode(node);
    }

    private async Task StopAsync() => trouble = await review!.Follower.CancelAsync() is ApiAnswer.Refused { Refusal: { Status: not 409 } refusal } ? refusal.Text : null;

    private async Task ContinueAsync(PauseReply reply) => trouble = await review!.Follower.ResumeAsync(reply) is ApiAnswer.Refused { Refusal: var refusal } ? refusal.Text : null;

    private async Task RetryAsync() => Follow(await Forks.RetryAsync(Id));

    private async Task ForkAsync(ForkWish wish)
    {
        isForking = false;
        Follow(await Forks.ForkAsync(Id, wish.FromFrame, wish.IsLatest, wish.Items));
    }

    private void Follow((RunState? Run, string? Problem) started)
    {
        trouble = started.Problem;
        if (started.Run is { } run)
        {
            Navigation.NavigateTo($"runs/{run.Id}");
        }
    }
}
