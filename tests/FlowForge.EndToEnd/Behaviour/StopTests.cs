using System.Diagnostics;
using System.Net;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Behaviour;

/// <summary>Cancel and time-out reach scripts, calls, waits and loops within a second; here five, for a busy machine.</summary>
[Collection(SharedHost.Name)]
public sealed class StopTests(HostFixture fixture)
{
    private const int TimeoutSeconds = 1;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    private HostClient Client => fixture.Host.Client;

    [Theory]
    [InlineData("script")]
    [InlineData("call")]
    [InlineData("wait")]
    [InlineData("loop")]
    [InlineData("sequential-loop")]
    public async Task Cancel_NodeThatDoesNotEnd_RunEndsWithinASecond(string kind)
    {
        await using var server = await CallServer.HangingAsync();
        await Client.SaveAsync(Document($"cancel-{kind}", kind, server.Url, 3_600));
        var run = await Client.StartAsync($"cancel-{kind}");
        await ReachedAsync(run.Id(), kind == "wait" ? "WAITING" : "RUNNING");
        var clock = Stopwatch.StartNew();

        (await Client.PostAsync($"runs/{run.Id()}/cancel")).Expect(HttpStatusCode.Accepted);
        var ended = await Client.EndedAsync(run.Id());

        Assert.Equal("CANCELLED", ended.Status());
        Assert.True(clock.Elapsed < Within, $"{clock.Elapsed}");
        Assert.Contains(await Client.FramesAsync(run.Id(), "&status=CANCELLED"), frame => frame.IsEgress() && frame.NodeId() is "long" or "loop");
    }

    [Theory]
    [InlineData("script")]
    [InlineData("call")]
    [InlineData("wait-beside-script")]
    [InlineData("loop")]
    [InlineData("sequential-loop")]
    public async Task Timeout_NodeThatDoesNotEnd_RunEndsWithinASecond(string kind)
    {
        await using var server = await CallServer.HangingAsync();
        await Client.SaveAsync(Document($"timeout-{kind}", kind, server.Url, TimeoutSeconds));
        var clock = Stopwatch.StartNew();

        var ended = await Client.RunAsync($"timeout-{kind}");

        Assert.Equal(("FAILED", "run.timeout"), (ended.Status(), ended.FailureCode()));
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(TimeoutSeconds), TimeSpan.FromSeconds(TimeoutSeconds) + Within);
    }

    /// <summary>Until the slow node's ingress is on record, or the run says that it waits.</summary>
    private async Task ReachedAsync(string run, string status)
    {
        await Until.HoldsAsync(async () => (await Client.RunOfAsync(run)).Status() == status
            && (await Client.GetAsync($"runs/{run}/frames?node=long&limit=1")).Json.GetProperty("items").GetArrayLength() == 1);
    }

    private static string Document(string id, string kind, string url, int timeout) =>
        $$"""
        flowforge: 1
        id: {{id}}
        config: { timeoutSeconds: {{timeout}}{{(kind == "sequential-loop" ? ", order: sequential" : "")}} }
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            {{Nodes(kind, url)}}
          edges:
            {{(kind.EndsWith("loop", StringComparison.Ordinal) ? "- { from: start, to: many }\n    - { from: many, to: loop }\n    - { from: loop, fromPort: loop, to: long }\n    - { from: long, to: loop }" : "- { from: start, to: long }")}}
            {{(kind == "wait-beside-script" ? "- { from: start, to: script }" : "")}}
        """;

    private static string Nodes(string kind, string url) => kind switch
    {
        "script" => Endless("long"),
        "call" => $$"""- { id: long, kind: http, parameters: { method: POST, url: "{{url}}/hang" } }""",
        "wait" => """- { id: long, kind: wait, parameters: { mode: time, seconds: 3600 } }""",
        "wait-beside-script" => Nodes("wait", url) + "\n    " + Endless("script"),
        _ => """
            - { id: many, kind: code, parameters: { mode: allItems, source: "return Array.from({ length: 200000 }, (_, n) => ({ json: { n } }))" } }
                - { id: loop, kind: loop, parameters: { batchSize: 1 } }
                - { id: long, kind: set, parameters: { fields: { y: "={{ $json.n + 1 }}" } } }
            """,
    };

    private static string Endless(string id) =>
        $$"""- { id: {{id}}, kind: code, timeoutSeconds: 600, parameters: { mode: perItem, source: "while (true) {}" } }""";
}
