using System.Net.ServerSentEvents;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

public sealed class EventTests
{
    [Fact]
    public async Task Events_OfAnEndedRun_GiveItsFramesThenTheRun()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RunHello(host);
        var events = await Read(host, id, null);
        Assert.Equal(["frame", "frame", "frame", "frame", "run"], events.Select(one => one.EventType));
        Assert.Contains("\"COMPLETED\"", events[^1].Data);
    }

    [Fact]
    public async Task Events_FromLastEventId_GiveTheRest()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RunHello(host);
        var all = await Read(host, id, null);
        var rest = await Read(host, id, all[1].EventId);
        Assert.Equal(all.Skip(2).Select(one => one.Data), rest.Select(one => one.Data));
    }

    [Fact]
    public async Task Events_BehindTheLastOfAnEndedRun_Is204SoThatBrowsersStopAsking()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RunHello(host);
        var all = await Read(host, id, null);
        Assert.Equal(204, (await host.GetAsync($"/api/runs/{id}/events", ("Last-Event-ID", all[^1].EventId!))).Status);
        (await host.GetAsync("/api/runs/nobody/events")).AssertRefused(404, "run.unknown");
    }

    [Fact]
    public async Task Events_OfASilentRun_SayThatTheyAreAlive()
    {
        await using var host = await ApiHost.StartAsync(new() { KeepAlive = TimeSpan.FromMilliseconds(20) });
        await host.PublishAsync(Documents.Hook("slow", """ "path": "slow" """, ("rest", "wait", """{ "mode": "time", "seconds": 3600 }""")));
        var run = await host.PostAsync("/api/hooks/slow", "{}");
        await using var stream = await host.Http.GetStreamAsync(new Uri($"/api/runs/{run["id"]}/events", UriKind.Relative));
        using var reader = new StreamReader(stream);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await reader.ReadLineAsync(patience.Token) != ": alive")
        {
        }
    }

    [Fact]
    public async Task Events_OfAWaitingRun_SayWhatItWaitsFor()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("asks", """ "path": "asks" """, ("paid", "wait", """{ "mode": "signal", "signal": "paid" }""")));
        var run = await host.PostAsync("/api/hooks/asks", "{}");
        await using var stream = await host.Http.GetStreamAsync(new Uri($"/api/runs/{run["id"]}/events", UriKind.Relative));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var one in SseParser.Create(stream).EnumerateAsync(patience.Token))
        {
            if (one.EventType == "run" && one.Data.Contains("\"WAITING\"", StringComparison.Ordinal))
            {
                Assert.Contains("\"waits\":[{\"node\":\"paid\",\"iteration\":\"\",\"mode\":\"signal\",\"signal\":\"paid\"}]", one.Data, StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail("The stream ended before the run waited.");
    }

    private static async Task<string> RunHello(ApiHost host)
    {
        await host.PostAsync("/api/workflows", Documents.Hello());
        return (await host.PostAsync("/api/workflows/hello/runs?wait=20", "1"))["id"];
    }

    private static async Task<List<(string EventType, string? EventId, string Data)>> Read(ApiHost host, string id, string? last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{id}/events");
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var events = new List<(string, string?, string)>();
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync());
        await foreach (var one in parser.EnumerateAsync())
        {
            events.Add((one.EventType, one.EventId, one.Data));
        }

        return events;
    }
}
