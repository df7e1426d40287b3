using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd;

public sealed class MainJobTests
{
    [Fact]
    public async Task Serve_PostActivateCall_AnswersAndKeepsEveryFrame()
    {
        using var data = new DataDirectory();
        await using var host = await RunningHost.StartAsync(data.Path);
        Assert.Equal(200, (await host.SendAsync("GET", "/api/health/ready")).Status);
        await host.PublishAsync(Workflows.Orders);
        var small = await host.SendAsync("POST", "/api/hooks/orders", """{ "lines": [{ "price": 4, "count": 3 }] }""");
        Assert.Equal(200, small.Status);
        Assert.Equal("""{"answer":"ship it"}""", small.Json.GetRawText());
        var large = await host.SendAsync("POST", "/api/hooks/orders", """{ "lines": [{ "price": 70, "count": 2 }] }""");
        Assert.Equal("""{"answer":"ask about 140"}""", large.Json.GetRawText());

        var run = (await host.SendAsync("GET", "/api/runs?workflow=orders&limit=1")).Json.GetProperty("items")[0];
        Assert.Equal("COMPLETED", run.GetProperty("status").GetString());
        var frames = (await host.SendAsync("GET", $"/api/runs/{run.GetProperty("id")}/frames")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ["ask egress", "ask ingress", "both egress", "both ingress", "hook egress", "hook ingress", "large egress", "large ingress", "ship egress", "total egress", "total ingress"],
            frames.Select(frame => $"{frame.GetProperty("nodeId")} {frame.GetProperty("side")}").Order(StringComparer.Ordinal));
        Assert.Equal("SKIPPED", Frame(frames, "ship", "egress").GetProperty("status").GetString());
        Assert.Equal("""[{"json":{"total":140}}]""", Items(Frame(frames, "total", "egress"), "output", "out"));
        Assert.Equal("""[{"json":{"total":140}}]""", Items(Frame(frames, "ask", "ingress"), "input", "in"));
        Assert.Equal("""[{"json":{"answer":"ask about 140"}}]""", Items(Frame(frames, "both", "egress"), "input", "in1"));
    }

    [Fact]
    public async Task Serve_KilledDuringAWait_GoesOnByItself()
    {
        using var data = new DataDirectory();
        string id;
        await using (var first = await RunningHost.StartAsync(data.Path))
        {
            await first.SendAsync("POST", "/api/workflows", Workflows.Slow(3), "application/yaml");
            id = (await first.SendAsync("POST", "/api/workflows/slow/runs", """{ "n": 21 }""")).Json.GetProperty("id").GetString()!;
            await first.RunAsync(id, "WAITING");
            await first.KillAsync();
        }

        await using var second = await RunningHost.StartAsync(data.Path);
        var run = await second.RunAsync(id, "COMPLETED", "FAILED");
        Assert.Equal("""[{"json":{"n":42}}]""", run.GetProperty("output").GetRawText());
    }

    [Fact]
    public async Task Serve_ToldToStop_EndsCleanlyAndTheRunGoesOnLater()
    {
        using var data = new DataDirectory();
        string id;
        await using (var first = await RunningHost.StartAsync(data.Path))
        {
            await first.SendAsync("POST", "/api/workflows", Workflows.Slow(2), "application/yaml");
            var waiting = first.SendAsync("POST", "/api/workflows/slow/runs?wait=100", """{ "n": 1 }""");
            id = await RunOf(first);
            await first.RunAsync(id, "WAITING");
            Assert.Equal(0, await first.StopAsync());
            Assert.Equal(202, (await waiting).Status);
            Assert.False(File.Exists(Path.Combine(data.Path, "host.json")));
        }

        await using var second = await RunningHost.StartAsync(data.Path);
        Assert.Equal("COMPLETED", (await second.RunAsync(id, "COMPLETED", "FAILED")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Serve_Restarted_StillAnswersItsWebhooks()
    {
        using var data = new DataDirectory();
        await using (var first = await RunningHost.StartAsync(data.Path))
        {
            await first.PublishAsync(Workflows.Orders);
            await first.KillAsync();
        }

        await using var second = await RunningHost.StartAsync(data.Path);
        var answer = await second.SendAsync("POST", "/api/hooks/orders", """{ "lines": [] }""");
        Assert.Equal("""{"answer":"ship it"}""", answer.Json.GetRawText());
    }

    [Fact]
    public async Task Serve_Home_IsTheEditorUnderAStrictPolicy()
    {
        using var data = new DataDirectory();
        await using var host = await RunningHost.StartAsync(data.Path);
        using var page = await host.Http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("_framework/blazor.webassembly.js", await page.Content.ReadAsStringAsync());
        Assert.Contains("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal(404, (await host.SendAsync("GET", "/missing.js")).Status);
    }

    [Fact]
    public async Task Serve_MachineThatHidesItsCaches_HasRoomForGarbage()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var host = await HostProcess.StartAsync();
        var environment = (await File.ReadAllTextAsync($"/proc/{host.Pid}/environ")).Split('\0');

        // Where the machine says what caches it has, the runtime knows by itself.
        Assert.Equal(!Directory.Exists("/sys/devices/system/cpu/cpu0/cache"), environment.Contains("DOTNET_GCgen0size=1000000"));
    }

    private static async Task<string> RunOf(RunningHost host)
    {
        while (true)
        {
            var runs = (await host.SendAsync("GET", "/api/runs")).Json.GetProperty("items");
            if (runs.GetArrayLength() > 0)
            {
                return runs[0].GetProperty("id").GetString()!;
            }
        }
    }

    private static JsonElement Frame(IEnumerable<JsonElement> frames, string node, string side) =>
        frames.Single(frame => frame.GetProperty("nodeId").GetString() == node && frame.GetProperty("side").GetString() == side);

    private static string Items(JsonElement frame, string side, string port) => frame.GetProperty(side).GetProperty(port).GetProperty("items").GetRawText();
}
