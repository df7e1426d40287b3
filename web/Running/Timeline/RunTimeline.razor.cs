using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowForge.Web.Running.Timeline;

/// <summary>Draws when each node ran, and moves the review to where somebody points.</summary>
public sealed partial class RunTimeline
{
    private ElementReference host;
    private IJSObjectReference? module;
    private IJSObjectReference? timeline;
    private DotNetObjectReference<RunTimeline>? self;
    private TimelineModel? model;
    private RunReview? drawn;
    private ITimer? timer;

    [Parameter, EditorRequired]
    public RunReview Review { get; set; } = null!;

    /// <summary>What a node is called.</summary>
    [Parameter, EditorRequired]
    public Func<string, string> NameOf { get; set; } = null!;

    /// <summary>Id of the node that is looked at, or null.</summary>
    [Parameter]
    public string? Node { get; set; }

    /// <summary>A node was pointed at.</summary>
    [Parameter]
    public EventCallback<string> OnNode { get; set; }

    /// <summary>Called by the time line.</summary>
    /// <param name="time">Milliseconds from the run's start; below 0 for none.</param>
    /// <param name="lane">Index of the lane pointed at, or -1.</param>
    [JSInvokable]
    public async Task OnPointed(double time, int lane)
    {
        if (time >= 0)
        {
            Review.GoTo(Review.Run.StartedAt.AddMilliseconds(time));
        }

        if (model?.NodeOf(lane) is { } node)
        {
            await OnNode.InvokeAsync(node);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (drawn is not null)
        {
            drawn.Changed -= Heard;
        }

        timer?.Dispose();
        if (timeline is not null)
        {
            await timeline.InvokeVoidAsync("unmount");
            await timeline.DisposeAsync();
        }

        if (module is not null)
        {
            await module.DisposeAsync();
        }

        self?.Dispose();
    }

    protected override bool ShouldRender() => false;

    protected override async Task OnParametersSetAsync()
    {
        if (timeline is not null && drawn != Review)
        {
            await timeline.InvokeVoidAsync("unmount");
            await BeginAsync();
        }

        await DrawAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await Js.InvokeAsync<IJSObjectReference>("import", "./dist/timeline.js");
            await BeginAsync();
            await DrawAsync();

            // A node that runs for a while grows without news of it.
            var second = TimeSpan.FromMilliseconds(250);
            timer = Clock.CreateTimer(_ => Tick(), null, second, second);
        }
    }

    private async Task BeginAsync()
    {
        if (drawn is not null)
        {
            drawn.Changed -= Heard;
        }

        drawn = Review;
        drawn.Changed += Heard;
        model = new(Review.Log, Review.Run.StartedAt, NameOf);
        timeline = await module!.InvokeAsync<IJSObjectReference>("mount", host, self);
    }

    private void Heard() => _ = InvokeAsync(DrawAsync);

    private void Tick()
    {
        if (!Review.Run.HasEnded)
        {
            Heard();
        }
    }

    private async Task DrawAsync()
    {
        if (timeline is null || model is null)
        {
            return;
        }

        if (model.News(Review.Run.EndedAt ?? Clock.GetUtcNow()) is { } news)
        {
            await timeline.InvokeVoidAsync("add", news);
        }

        double? moment = Review is { IsAtEnd: true, Run.HasEnded: false } || Review.Moment.Frame is not { } frame ? null : model.Since(frame.Timestamp);
        await timeline.InvokeVoidAsync("show", moment, Node);
    }
}
