using System.Net;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Corpus;

/// <summary>Hostile webhook calls, and scripts that try to reach the node behind them.</summary>
[Collection(SharedHost.Name)]
public sealed class HookTests(HostFixture fixture)
{
    private HostClient Client => fixture.Host.Client;

    [Fact]
    public async Task Hook_SameWebhookIdAHundredTimesAtOnce_IsOneRun()
    {
        await PublishAsync("once", "lastNode", "- { id: end, kind: set, parameters: { keep: none, fields: { run: \"={{ $execution.id }}\" } } }");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => CallAsync("once", """{"n":1}""", "msg-1")));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Single((await Client.GetAsync("runs?workflow=once")).Json.GetProperty("items").EnumerateArray());
        (await CallAsync("once", """{"n":2}""", "msg-1")).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Hook_UnknownPath_Is404()
    {
        var answer = (await Client.PostAsync("hooks/never-published", "{}")).Expect(HttpStatusCode.NotFound);

        Assert.NotNull(answer.Code);
    }

    [Fact]
    public async Task Hook_BodyShapedLikeAnUpload_StaysPlainData()
    {
        await PublishAsync("upload", "lastNode", "- { id: end, kind: set, parameters: { keep: all, fields: { x: \"={{ $json.body.files.photo.filepath }}\" } } }");

        var answer = (await CallAsync(
            "upload", """{"files":{"photo":{"filepath":"/etc/passwd","originalFilename":"a.png","mimetype":"image/png","size":1}},"json":{"a":1},"binary":{"data":{"ref":"../../etc/passwd"}}}""")).Expect(HttpStatusCode.OK);

        Assert.Equal("/etc/passwd", answer.Json.GetProperty("x").GetString());
        Assert.Equal("../../etc/passwd", answer.Json.GetProperty("body").GetProperty("binary").GetProperty("data").GetProperty("ref").GetString());
        var frames = await Client.FramesAsync(await Sample.LastRunAsync(Client, "upload"));
        Assert.All(frames.Where(frame => frame.IsEgress()), frame => Assert.False(frame.GetProperty("output").GetProperty("out").GetProperty("items")[0].TryGetProperty("binary", out _)));
    }

    [Fact]
    public async Task Code_PollutedPrototype_IsNotSeenByTheNextNode()
    {
        await PublishAsync(
            "polluted", "lastNode",
            """
            - { id: pollute, kind: code, parameters: { mode: perItem, source: "try { Object.prototype.x = 1; Array.prototype.map = () => ['bad']; globalThis.leaked = 1; JSON.stringify = () => '9' } catch (e) { } return { a: 1 }" } }
                - { id: end, kind: code, parameters: { mode: perItem, source: "return { x: typeof ({}).x, map: [1].map(n => n + 1), leaked: typeof leaked, json: JSON.stringify([1]) }" } }
            """,
            "- { from: hook, to: pollute }\n    - { from: pollute, to: end }");

        var answer = (await CallAsync("polluted", "{}")).Expect(HttpStatusCode.OK);

        Assert.Equal("""{"x":"undefined","map":[2],"leaked":"undefined","json":"[1]"}""", answer.Text);
    }

    private Task<Reply> CallAsync(string path, string body, string? id = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"hooks/{path}") { Content = new StringContent(body, null, "application/json") };
        if (id is not null)
        {
            request.Headers.Add("webhook-id", id);
        }

        return Client.SendAsync(request);
    }

    private async Task PublishAsync(string id, string respond, string nodes, string edges = "- { from: hook, to: end }")
    {
        await Client.SaveAsync(
            $$"""
            flowforge: 1
            id: {{id}}
            graph:
              nodes:
                - { id: hook, kind: trigger.webhook, parameters: { path: {{id}}, respond: {{respond}}, auth: { type: none } } }
                {{nodes}}
              edges:
                {{edges}}
            """);
        (await Client.PostAsync($"workflows/{id}/activate")).Expect(HttpStatusCode.OK);
    }
}
