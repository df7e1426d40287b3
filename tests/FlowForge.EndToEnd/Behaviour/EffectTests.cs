using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Behaviour;

/// <summary>Against a server that honours idempotency keys, a hundred items are a hundred effects, whatever happens to the host.</summary>
public sealed class EffectTests : IAsyncLifetime
{
    private const string Document =
        """
        flowforge: 1
        id: effects
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: many, kind: code, parameters: { mode: allItems, source: "return Array.from({ length: 100 }, (_, n) => ({ json: { n } }))" } }
            - { id: call, kind: http, parameters: { method: POST, url: "={{ $('start').first().json.url }}/effect?ms=30&n={{ $json.n }}", body: { n: "={{ $json.n }}" } } }
          edges:
            - { from: start, to: many }
            - { from: many, to: call }
        """;

    private HostProcess _host = null!;
    private CallServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await CallServer.StartAsync();
        _host = await HostProcess.StartAsync();
        await _host.Client.SaveAsync(Document);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Http_HundredItems_HundredEffects()
    {
        var run = (await _host.Client.RunAsync("effects", Start())).Completed();

        Assert.Equal((100, 100), (_server.Calls.Count, _server.Effects));
        AssertResults(run, await _host.Client.FramesAsync(run.Id()));
    }

    [Fact]
    public async Task Http_KilledInTheMiddle_HundredEffectsAndTheSameKeys()
    {
        var run = await _host.Client.StartAsync("effects", Start());
        await Until.HoldsAsync(() => Task.FromResult(_server.Calls.Count >= 40));
        await _host.KillAsync();
        var before = _server.Calls.Count;
        Assert.InRange(before, 40, 99);

        await _host.StartAgainAsync();
        var ended = (await _host.Client.EndedAsync(run.Id())).Completed();

        Assert.Equal(100, _server.Effects);
        Assert.InRange(_server.Calls.Count, 101, 100 + before);
        Assert.All(_server.Calls.GroupBy(call => call.Query), calls => Assert.Single(calls.Select(call => call.Key).Distinct()));
        AssertResults(ended, await _host.Client.FramesAsync(run.Id()));
    }

    private string Start() => $$"""{"url":"{{_server.Url}}"}""";

    private static void AssertResults(System.Text.Json.JsonElement run, List<System.Text.Json.JsonElement> frames)
    {
        Assert.Equal(Enumerable.Range(0, 20), run.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("json").GetProperty("ok").GetInt32()));
        Assert.Equal(100, Assert.Single(frames, frame => frame.NodeId() == "call" && frame.Status() == "COMPLETED").Count());
    }
}
