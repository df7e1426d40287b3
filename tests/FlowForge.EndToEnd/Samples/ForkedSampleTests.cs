using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.EndToEnd.Support;
using Microsoft.AspNetCore.Http;
using Xunit.Abstractions;

namespace FlowForge.EndToEnd.Samples;

/// <summary>A fork from every frame of every sample ends like the run it comes from; what it keeps is not run again, as a server outside and the runs that it calls bear out.</summary>
public sealed partial class ForkedSampleTests(ITestOutputHelper output) : IAsyncLifetime
{
    private HostProcess _host = null!;
    private CallServer _server = null!;
    private int _asked;

    private HostClient Client => _host.Client;

    public async Task InitializeAsync()
    {
        _server = await CallServer.StartAsync(AnswerAsync);
        _host = await HostProcess.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Fork_FromEveryFrameOfEverySample_EndsTheSameAndRunsOnlyWhatDepends()
    {
        foreach (var sample in Sample.Names)
        {
            // Called ones first: a workflow is saved before one that names it.
            await Sample.PublishAsync(Client, sample);
        }

        foreach (var sample in Sample.Names)
        {
            await CheckAsync(sample, await StartAsync(sample));
        }
    }

    private async Task CheckAsync(string sample, string source)
    {
        var run = await EndedAsync(source);
        var depends = new SampleDependence((await Client.GetAsync($"runs/{source}/workflow")).Expect(HttpStatusCode.OK).Json);
        var frames = await Client.FramesAsync(source);
        var runs = frames.Where(frame => frame.IsEgress() && frame.Status() != "SKIPPED").ToList();
        var calls = Calling(sample, runs) == 0 ? 0 : _server.Calls.Count / Calling(sample, runs);
        foreach (var frame in frames)
        {
            var where = $"{sample} from {frame.Place()}";
            var anew = runs.Where(ran => depends.Depends(frame, ran)).ToList();
            _asked = Calling(sample, runs) - Calling(sample, anew);
            _server.Calls.Clear();
            var fork = (await Client.PostAsync($"runs/{source}/fork", $$"""{"fromFrame":{{frame.GetProperty("sequence")}}}""")).Expect(HttpStatusCode.Created).Json.Id();
            var ended = await EndedAsync(fork);
            var found = await Client.FramesAsync(fork);

            // A schedule that is started by hand gives the moment at which it runs.
            var hasItems = !anew.Exists(ran => ran.NodeId() == "night");
            var (expected, shown) = (Shown(run, frames, hasItems), Shown(ended, found, hasItems));
            Assert.True(expected.SequenceEqual(shown), $"{where}:\n{string.Join("\n", expected.Except(shown).Select(line => "- " + line).Concat(shown.Except(expected).Select(line => "+ " + line)))}");
            Assert.Equal(
                (where, string.Join(' ', anew.Select(RunJson.Place).Order(StringComparer.Ordinal))),
                (where, string.Join(' ', found.Where(ran => ran.IsEgress() && ran.Status() != "SKIPPED" && !ran.TryGetProperty("given", out _)).Select(RunJson.Place).Order(StringComparer.Ordinal))));
            Assert.Equal((where, calls * Calling(sample, anew)), (where, _server.Calls.Count));
            var called = (await Client.GetAsync($"runs?caller={fork}&limit=500")).Json.GetProperty("items").EnumerateArray().Count(child => child.GetProperty("mode").GetString() == "workflow");
            Assert.Equal((where, anew.Exists(ran => ran.NodeId() == "invoice") ? 3 : 0), (where, called));
        }

        output.WriteLine($"{sample}: {frames.Count} forks");
    }

    /// <summary>Node runs that call the server.</summary>
    private static int Calling(string sample, List<JsonElement> runs) =>
        runs.Count(ran => (sample, ran.NodeId()) is ("paged-digest", "pages") or ("polling-repeat", "ask"));

    private async Task<string> StartAsync(string sample)
    {
        (_asked, var url) = (0, _server.Url);
        _server.Calls.Clear();
        switch (sample)
        {
            case "hello-webhook":
                (await Client.GetAsync("hooks/hello/Ada")).Expect(HttpStatusCode.OK);
                return await Sample.LastRunAsync(Client, sample);
            case "order-webhook":
                (await Client.PostAsync("hooks/orders", """{"id":"o-1","customer":"ada","lines":[{"price":40,"count":3}]}""")).Expect(HttpStatusCode.Created);
                return await Sample.LastRunAsync(Client, sample);
            default:
                return (await Client.StartAsync(sample, sample switch
                {
                    "error-alert" => """{"workflow":{"name":"Import"},"node":{"name":"Check"},"failure":{"code":"x","message":"No."},"run":{"id":"r"}}""",
                    "expense-approval" => """{"id":"e-1","amount":240}""",
                    "invoice-batch" => """{"orders":[{"id":"o-1","net":100,"country":"DE"},{"id":"o-2","net":50,"country":"XX"},{"id":"o-3","net":10,"country":"FR"}]}""",
                    "invoice-one" => """{"id":"o-1","net":100,"country":"DE"}""",
                    "paged-digest" => $$"""{"url":"{{url}}/issues","groupBy":"state"}""",
                    "parallel-loop" => """{"count":100}""",
                    "polling-repeat" => $$"""{"url":"{{url}}/jobs/17","everySeconds":0.01}""",
                    "stock-import" => """{"articles":[{"id":"a-1","count":3},{"id":"a-2","count":-1}]}""",
                    _ => "{}",
                })).Id();
        }
    }

    /// <summary>The run once it has ended; who is asked meanwhile approves.</summary>
    private async Task<JsonElement> EndedAsync(string id)
    {
        var run = await Client.RunOfAsync(id);
        await Until.HoldsAsync(async () =>
        {
            run = await Client.RunOfAsync(id);
            if (run.TryGetProperty("waits", out var waits) && waits.EnumerateArray().FirstOrDefault(wait => wait.TryGetProperty("url", out _)) is { ValueKind: JsonValueKind.Object } open)
            {
                var url = new Uri(open.GetProperty("url").GetString()!);
                (await Client.PostAsync(url.AbsolutePath["/api/".Length..], """{"decision":"approved","by":"ada"}""")).Expect(HttpStatusCode.Accepted);
            }

            return run.Status() is "COMPLETED" or "FAILED" or "CANCELLED";
        });
        return run;
    }

    /// <summary>Frames and end, without what differs from run to run by design: ids, the tokens of waits and when they were answered.</summary>
    private static List<string> Shown(JsonElement run, List<JsonElement> frames, bool hasItems) =>
    [
        .. frames.Select(frame => $"{frame.Place()} {frame.FailureCode()} {(hasItems ? $"{Same(frame.GetProperty("input"))} => {Same(frame.GetProperty("output"))}" : "")}").Order(StringComparer.Ordinal),
        $"{run.Status()} {run.FailureCode()} {(hasItems && run.TryGetProperty("output", out var items) ? Same(items) : "")}",
    ];

    private static string Same(JsonElement json) => Moment().Replace(Token().Replace(RunId().Replace(json.GetRawText(), "run"), "resume/token"), "decided");

    private async Task AnswerAsync(HttpContext context, Call call)
    {
        if (call.Path.StartsWith("/jobs", StringComparison.Ordinal))
        {
            await context.Response.WriteAsJsonAsync(new { status = Interlocked.Increment(ref _asked) >= 4 ? "done" : "busy", result = 42 });
            return;
        }

        var page = int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(Enumerable.Range(0, page < 3 ? 50 : 20).Select(n => new { state = n % 3 == 0 ? "open" : "closed" }));
    }

    [GeneratedRegex("[0-9a-z]{26}")]
    private static partial Regex RunId();

    [GeneratedRegex("\"decidedAt\":\"[^\"]+\"")]
    private static partial Regex Moment();

    [GeneratedRegex("resume/[^\"]+")]
    private static partial Regex Token();
}
