using System.Net;
using System.Text;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Behaviour;

/// <summary>A hundred equal starts at once are one run, for each kind of start that a caller can give a key (semantics 9).</summary>
[Collection(SharedHost.Name)]
public sealed class EqualStartsTests(HostFixture fixture)
{
    private HostClient Client => fixture.Host.Client;

    [Theory]
    [InlineData("saved", "")]
    [InlineData("queue", "config: { concurrency: { key: \"={{ $json.n }}\", whenBusy: queue } }")]
    [InlineData("skip", "config: { concurrency: { key: \"={{ $json.n }}\", whenBusy: skip } }")]
    [InlineData("replace", "config: { concurrency: { key: \"={{ $json.n }}\", whenBusy: replace } }")]
    public async Task Start_OfASavedWorkflow_IsOneRun(string kind, string config)
    {
        var id = $"equal-{kind}";
        await Client.SaveAsync(Document(id, "trigger.manual", "{}", config));

        var run = await OneAsync($"workflows/{id}/runs?wait=60", "Idempotency-Key", """{"n":1}""", HttpStatusCode.OK);

        (await Client.RunOfAsync(run)).Completed();
        Assert.Equal(run, Assert.Single(await RunsAsync(id)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync($"workflows/{id}/runs?wait=60", "Idempotency-Key", """{"n":2}""")).Status);
        Assert.Single(await RunsAsync(id));
    }

    [Fact]
    public async Task Start_OfADocumentThatIsNotSaved_IsOneRun()
    {
        var document = """{"flowforge":1,"id":"equal-draft","name":"Draft","graph":{"nodes":[{"id":"start","kind":"trigger.manual"},{"id":"end","kind":"noop"}],"edges":[{"from":"start","to":"end"}]}}""";
        var body = $$$"""{"workflow":{{{document}}},"items":[{"json":{"n":1}}]}""";

        var first = await OneAsync("runs?wait=60", "Idempotency-Key", body, HttpStatusCode.OK);
        var partial = await OneAsync(
            "runs?wait=60", "Idempotency-Key", $$$$"""{"workflow":{{{{document}}}},"options":{"from":{"run":"{{{{first}}}}","node":"end"}}}""", HttpStatusCode.OK, "partial");

        Assert.Equal([partial, first], await RunsAsync("equal-draft"));
    }

    [Fact]
    public async Task Fork_FromAFrame_IsOneRun()
    {
        await Client.SaveAsync(Document("equal-forks", "trigger.manual", "{}", ""));
        var source = (await Client.RunAsync("equal-forks")).Completed().Id();
        var frame = (await Client.FramesAsync(source)).First(frame => frame.NodeId() == "end").GetProperty("sequence");

        var fork = await OneAsync($"runs/{source}/fork?wait=60", "Idempotency-Key", $$"""{"fromFrame":{{frame}}}""", HttpStatusCode.OK);

        Assert.Equal(source, (await Client.RunOfAsync(fork)).Completed().GetProperty("forkedFrom").GetString());
        Assert.Equal([fork, source], await RunsAsync("equal-forks"));
    }

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("Idempotency-Key")]
    public async Task Hook_WithAnId_IsOneRun(string header)
    {
        var id = $"equal-hook-{header.ToLowerInvariant()}";
        await Client.SaveAsync(Document(id, "trigger.webhook", $$"""{ path: {{id}}, method: POST, respond: immediately, auth: { type: none } }""", ""));
        (await Client.PostAsync($"workflows/{id}/activate")).Expect(HttpStatusCode.OK);

        var run = await OneAsync($"hooks/{id}", header, """{"n":1}""", HttpStatusCode.Accepted);

        (await Client.EndedAsync(run)).Completed();
        Assert.Equal(run, Assert.Single(await RunsAsync(id)));
    }

    [Fact]
    public async Task Signal_WithAnId_IsTakenOnce()
    {
        await Client.SaveAsync(
            """
            flowforge: 1
            id: equal-signals
            name: Signals
            graph:
              nodes:
                - { id: start, kind: trigger.manual }
                - { id: one, kind: wait, parameters: { mode: signal, signal: go } }
                - { id: two, kind: wait, parameters: { mode: signal, signal: go } }
              edges:
                - { from: start, to: one }
                - { from: one, to: two }
            """);
        var run = (await Client.StartAsync("equal-signals")).Id();

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync($"runs/{run}/signals/go", "Idempotency-Key", "{}"))), reply => reply.Expect(HttpStatusCode.Accepted));
        await Until.HoldsAsync(async () => (await Client.FramesAsync(run, "&node=one&status=COMPLETED")).Count > 0 && (await Client.RunOfAsync(run)).Status() == "WAITING");

        Assert.Equal("two", (await Client.RunOfAsync(run)).GetProperty("waits")[0].GetProperty("node").GetString());
        (await SendAsync($"runs/{run}/signals/go", "Idempotency-Key", "{}", "second")).Expect(HttpStatusCode.Accepted);
        (await Client.EndedAsync(run)).Completed();
    }

    private static string Document(string id, string trigger, string parameters, string config) =>
        $$"""
        flowforge: 1
        id: {{id}}
        name: Equal starts
        {{config}}
        graph:
          nodes:
            - { id: start, kind: {{trigger}}, parameters: {{parameters}} }
            - { id: pause, kind: wait, parameters: { mode: time, seconds: 0.1 } }
            - { id: end, kind: noop }
          edges:
            - { from: start, to: pause }
            - { from: pause, to: end }
        """;

    /// <summary>The run that a hundred equal calls at once give.</summary>
    private async Task<string> OneAsync(string path, string header, string body, HttpStatusCode status, string key = "once")
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync(path, header, body, key)));
        Assert.All(replies, reply => reply.Expect(status));
        return Assert.Single(replies.Select(reply => reply.Json.Id()).Distinct());
    }

    private Task<Reply> SendAsync(string path, string header, string body, string key = "once")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(header, key);
        return Client.SendAsync(request);
    }

    private async Task<List<string>> RunsAsync(string workflow) =>
        [.. (await Client.GetAsync($"runs?workflow={workflow}&limit=500")).Json.GetProperty("items").EnumerateArray().Select(run => run.Id())];
}
