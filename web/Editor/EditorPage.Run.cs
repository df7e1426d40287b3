using FlowForge.Web.Editor.Inspector;
using FlowForge.Web.Here;
using FlowForge.Web.Running;
using FlowForge.Web.Running.History;
using Microsoft.AspNetCore.Components;

namespace FlowForge.Web.Editor;

/// <summary>The part that runs the open workflow and shows the run.</summary>
public sealed partial class EditorPage
{
    private RunReview? run;
    private bool isDockOpen;
    private InspectorTab tab;
    private string? trouble;
    private bool isStarting;
    private bool isWide;
    private bool isEndShown;
    private bool isFitDue;

    [Inject]
    private RunStarter Starter { get; set; } = null!;

    [Inject]
    private RunPlaces Places { get; set; } = null!;

    // The inspector has taken some of the canvas's room by now.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (isFitDue && board is not null)
        {
            isFitDue = false;
            await board.FitAsync();
        }
    }

    private async Task RunAtAsync(RunPlace place)
    {
        await Places.ChooseAsync(place);
        if (session?.Problems.Errors == 0)
        {
            await RunWorkflowAsync();
        }
    }

    private Task RunWorkflowAsync() => RunAsync(upTo: null);

    private Task RunSelectedAsync() => session?.SelectedNode is { } node ? RunAsync(node.Id) : Task.CompletedTask;

    private async Task ContinueAsync(PauseReply reply)
    {
        if (await run!.Follower.ResumeAsync(reply) is Client.ApiAnswer.Refused { Refusal: var refusal })
        {
            trouble = refusal.Text;
        }
    }

    // With what the run that is shown gave before the node.
    private Task RunFromSelectedAsync() =>
        session?.SelectedNode is { } node && CanRunFrom ? RunAsync(upTo: null, (run!.Run.Id, node.Id)) : Task.CompletedTask;

    private bool CanRunFrom => run is { Run.HasEnded: true, Follower.Place: RunPlace.Server };

    private async Task RunAsync(string? upTo, (string Run, string Node)? from = null)
    {
        if (session is null || session.Diff is not null || isStarting || run is { Run.HasEnded: false })
        {
            return;
        }

        await HideRunAsync();
        isStarting = true;
        (var started, trouble) = await Starter.StartAsync(session.Workflow, session.SelectedNode?.Id, new(upTo, [.. session.Breakpoints.Where(id => session.Find(id) is not null)], upTo is not null, Places.PausesAtFailures, from), from is null ? Places.Current : RunPlace.Server);
        isStarting = false;
        if (started is not null)
        {
            isEndShown = false;
            run = new(started);
            run.Changed += HeardRun;
            WatchHeals(started, session.Workflow);
            HeardRun();
        }
    }

    private async Task StopAsync()
    {
        if (run is not null && await run.Follower.CancelAsync() is Client.ApiAnswer.Refused { Refusal: { Status: not 409 } refusal })
        {
            trouble = refusal.Text;
        }
    }

    private async Task HideRunAsync()
    {
        if (run is { } shown)
        {
            run = null;
            shown.Changed -= HeardRun;
            session?.ShowRun(RunStates.None);
            await LeaveHealsAsync();
            await shown.DisposeAsync();
        }
    }

    private void HeardRun()
    {
        if (run is null || session is null)
        {
            return;
        }

        session.ShowRun(run.Moment);
        if (run.Log.IsOver && !isEndShown)
        {
            isEndShown = true;
            ShowEnd();
        }
    }

    // Who looks at no node is shown where it ended: the failure, else the last result.
    private void ShowEnd()
    {
        var frames = run!.Log.Frames;
        var end = frames.LastOrDefault(frame => frame.Status == "FAILED" && frame.IsEgress) ?? frames.LastOrDefault(frame => frame.Status == "COMPLETED" && frame.IsEgress);
        tab = InspectorTab.Output;
        if (end is not null && session!.Find(end.NodeId) is not null && (session.SelectedNode is null || end.Status == "FAILED"))
        {
            session.SelectNode(end.NodeId);
            isFitDue = true;
        }

        Refresh();
    }

    private string NameOf(string node) => session?.Find(node)?.DisplayName ?? node;

    private Task StepAsync(int by)
    {
        run?.Step(by);
        return Task.CompletedTask;
    }

    private Task StepIterationAsync(int by)
    {
        if (session?.SelectedNode is { } node)
        {
            run?.StepIteration(node.Id, by);
        }

        return Task.CompletedTask;
    }

    private async Task ShowFailureAsync()
    {
        if (run?.GoToFailure() is { } failure && session?.Find(failure.NodeId) is not null)
        {
            tab = InspectorTab.Output;
            await board!.RevealAsync(failure.NodeId);
        }
    }

    private void ShowNode(string node)
    {
        if (session?.Find(node) is not null)
        {
            session.SelectNode(node);
        }
    }
}
