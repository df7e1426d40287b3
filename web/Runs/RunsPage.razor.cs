using FlowForge.Web.Client;
using FlowForge.Web.Here;
using FlowForge.Web.Running;
using Microsoft.AspNetCore.Components;

namespace FlowForge.Web.Runs;

/// <summary>All runs of the server, narrowed by what its address says.</summary>
public sealed partial class RunsPage
{
    private static readonly TimeSpan Typing = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private RunFilter filter = new();
    private RunList list = null!;
    private IReadOnlyList<(string Id, string Name)> workflows = [];
    private RunState? deleting;
    private ITimer? timer;
    private string? trouble;
    private bool hasRead;
    private bool isReadingMore;
    private int typed;

    [SupplyParameterFromQuery(Name = "workflow")]
    public string? Workflow { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "text")]
    public string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "place")]
    public string? Place { get; set; }

    public void Dispose() => timer?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        list = new(Api);
        await Places.LookAsync();
        filter = new(Workflow, Status, Text: Text, Place: Places.HasServer && Place != "here" ? RunPlace.Server : RunPlace.Here);
        timer = Clock.CreateTimer(_ => InvokeAsync(BeatAsync), null, Beat, Beat);
        await ReadAsync();
        if (await Workflows.ListAsync() is ApiAnswer.Good good)
        {
            workflows = [.. WorkflowApi.Rows(good.Json()).Select(row => (row.Id, row.Name)).OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase)];
        }
    }

    private async Task ReadAsync() => hasRead |= await list.ReadAsync(filter);

    private async Task FilterAsync(RunFilter wanted)
    {
        var isTyping = wanted with { Text = null } == filter with { Text = null };
        filter = wanted;
        var mine = ++typed;
        if (isTyping)
        {
            await Task.Delay(Typing, Clock);
        }

        if (mine == typed)
        {
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["workflow"] = filter.Workflow, ["status"] = filter.Status, ["text"] = filter.Text, ["place"] = filter.Place == RunPlace.Here && Places.HasServer ? "here" : null }), replace: true);
            await ReadAsync();
        }
    }

    // The list moves on by itself while it can be seen to.
    private async Task BeatAsync()
    {
        if (hasRead && list.Trouble is null)
        {
            await list.RefreshAsync(filter);
            StateHasChanged();
        }
    }

    private async Task MoreAsync()
    {
        isReadingMore = true;
        await list.MoreAsync(filter);
        isReadingMore = false;
    }

    private async Task DeleteAsync()
    {
        var goner = deleting!;
        deleting = null;
        await DoAsync(Api.DeleteAsync(goner.Id));
    }

    private async Task RetryAsync(RunState run)
    {
        (var started, trouble) = await Forks.RetryAsync(run.Id);
        if (started is not null)
        {
            Navigation.NavigateTo($"runs/{started.Id}");
        }
    }

    private async Task DoAsync(Task<ApiAnswer> work)
    {
        trouble = await work switch
        {
            ApiAnswer.Good => null,
            ApiAnswer.Refused refused => refused.Refusal.Text,
            _ => "The server cannot be reached.",
        };
        await ReadAsync();
    }
}
