using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>
/// The seam to <c>canvas/src/canvas/index.ts</c>. It knows nodes, edges, notes, selection and states, and nothing of documents or runs.
/// Only what differs from the last picture crosses it.
/// </summary>
public sealed class CanvasInterop : IAsyncDisposable
{
    private readonly Func<CanvasEvent, Task> heard;
    private readonly DotNetObjectReference<CanvasInterop> self;
    private IJSObjectReference? module;
    private IJSObjectReference? board;
    private CanvasGraph shown = CanvasGraph.Empty;

    private CanvasInterop(Func<CanvasEvent, Task> heard)
    {
        this.heard = heard;
        self = DotNetObjectReference.Create(this);
    }

    /// <summary>Draws an empty canvas into an element.</summary>
    public static async Task<CanvasInterop> MountAsync(IJSRuntime js, ElementReference host, bool isReadOnly, Func<CanvasEvent, Task> heard)
    {
        var canvas = new CanvasInterop(heard);
        canvas.module = await js.InvokeAsync<IJSObjectReference>("import", "./dist/canvas.js");
        canvas.board = await canvas.module.InvokeAsync<IJSObjectReference>("mount", host, canvas.self, isReadOnly);
        return canvas;
    }

    /// <summary>Shows a graph in place of another one, all of it in view from its first frame on; ends when it is drawn.</summary>
    public Task BeginAsync(CanvasGraph graph) => SendAsync("begin", graph);

    /// <summary>Shows what has become of the graph.</summary>
    public Task ShowAsync(CanvasGraph graph) => SendAsync("patch", graph);

    // As bytes: as a text it would be quoted once more on its way, and be read twice.
    private async Task SendAsync(string method, CanvasGraph graph)
    {
        var patch = CanvasDifference.Of(shown, graph);
        shown = graph;
        if (patch is not null)
        {
            await board!.InvokeVoidAsync(method, JsonSerializer.SerializeToUtf8Bytes(patch, CanvasJson.Default.CanvasPatch));
        }
    }

    /// <summary>Selects these parts and no others.</summary>
    public ValueTask SelectAsync(CanvasSelection selection) =>
        board!.InvokeVoidAsync("select", JsonSerializer.Serialize(selection, CanvasJson.Default.CanvasSelection));

    /// <summary>Brings all, or the nodes named, into view.</summary>
    public ValueTask FitAsync(IReadOnlyList<string>? nodes = null) =>
        board!.InvokeVoidAsync("fit", nodes is null ? null : JsonSerializer.Serialize(nodes, CanvasJson.Default.IReadOnlyListString));

    /// <summary>Brings a node into view when it is not.</summary>
    public ValueTask RevealAsync(string node) => board!.InvokeVoidAsync("reveal", node);

    /// <summary>Lets a node's name be written in place.</summary>
    public ValueTask RenameAsync(string node) => board!.InvokeVoidAsync("rename", node);

    /// <summary>Hands the whole graph to the person as a PNG.</summary>
    public ValueTask PngAsync(string name) => board!.InvokeVoidAsync("png", name);

    /// <summary>Places from left to right for the nodes named, or for all.</summary>
    public async Task<IReadOnlyList<CanvasPlace>> TidyAsync(IReadOnlyList<string> nodes)
    {
        var places = await board!.InvokeAsync<string>("tidy", JsonSerializer.Serialize(nodes, CanvasJson.Default.IReadOnlyListString));
        return JsonSerializer.Deserialize(places, CanvasJson.Default.IReadOnlyListCanvasPlace)!;
    }

    /// <summary>The middle of what is in view.</summary>
    public async Task<CanvasPoint> CentreAsync() =>
        JsonSerializer.Deserialize(await board!.InvokeAsync<string>("centre"), CanvasJson.Default.CanvasPoint)!;

    /// <summary>Called by the canvas.</summary>
    [JSInvokable]
    public Task OnCanvasEvent(string happened) => heard(JsonSerializer.Deserialize(happened, CanvasJson.Default.CanvasEvent)!);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (board is not null)
            {
                await board.InvokeVoidAsync("unmount");
                await board.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the canvas with it.
        }

        self.Dispose();
    }
}
