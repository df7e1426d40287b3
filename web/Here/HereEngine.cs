using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using FlowForge.Web.SignIn;
using Microsoft.JSInterop;

namespace FlowForge.Web.Here;

/// <summary>The engine of this browser, in a worker of its own (<c>canvas/src/engine</c>). It is loaded at the first run here.</summary>
public sealed class HereEngine(IJSRuntime js, ServerAccess access) : IDisposable
{
    private readonly Dictionary<int, Pipe> streams = [];
    private DotNetObjectReference<HereEngine>? self;
    private Task<IJSObjectReference>? engine;
    private int last;

    /// <summary>Whether a run is one of this browser, live or kept.</summary>
    public async Task<bool> HasAsync(string run) => await (await GetAsync()).InvokeAsync<bool>("has", run);

    /// <summary>Answers what the API would be asked: a status and a body.</summary>
    /// <param name="method">An HTTP method.</param>
    /// <param name="path">The path below <c>/api</c>, with its query.</param>
    /// <param name="body">JSON, or empty.</param>
    public async Task<(int Status, string Body)> AskAsync(string method, string path, string body)
    {
        var answer = await (await GetAsync()).InvokeAsync<string>("ask", method, path, body);
        return (int.Parse(answer.AsSpan(0, 3), CultureInfo.InvariantCulture), answer[4..]);
    }

    /// <summary>A run's events as the API would send them. The stream ends with the run, or with the engine.</summary>
    public async Task<Stream> FollowAsync(string run, string? last, bool withItems)
    {
        var number = ++this.last;
        var pipe = streams[number] = new(new(pauseWriterThreshold: 0));
        await (await GetAsync()).InvokeVoidAsync("follow", number, run, last, withItems);
        return new FollowedStream(pipe.Reader.AsStream(), () => _ = UnfollowAsync(number));
    }

    /// <summary>Events of a stream; null at its end.</summary>
    [JSInvokable]
    public async Task Told(int stream, string? text)
    {
        if (!streams.TryGetValue(stream, out var pipe))
        {
            return;
        }

        if (text is null)
        {
            streams.Remove(stream);
            await pipe.Writer.CompleteAsync();
        }
        else
        {
            await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));
        }
    }

    public void Dispose()
    {
        access.Changed -= TellToken;
        self?.Dispose();
    }

    private Task<IJSObjectReference> GetAsync() => engine ??= LoadAsync();

    private async Task<IJSObjectReference> LoadAsync()
    {
        self = DotNetObjectReference.Create(this);
        var module = await js.InvokeAsync<IJSObjectReference>("import", "./dist/engine.js");
        var made = await module.InvokeAsync<IJSObjectReference>("create", self);
        await access.LoadAsync();
        await made.InvokeVoidAsync("useToken", access.Token);
        access.Changed += TellToken;
        return made;
    }

    // Nodes that run here call through the server, as whoever has signed in.
    private void TellToken() => _ = TellTokenAsync();

    private async Task TellTokenAsync() => await (await GetAsync()).InvokeVoidAsync("useToken", access.Token);

    private async Task UnfollowAsync(int number)
    {
        streams.Remove(number);
        await (await GetAsync()).InvokeVoidAsync("unfollow", number);
    }
}
