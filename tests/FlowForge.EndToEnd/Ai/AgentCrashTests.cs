using System.Net;
using FlowForge.EndToEnd.Support;
using FlowForge.ModelServer;

namespace FlowForge.EndToEnd.Ai;

/// <summary>An agent whose host is killed while a tool is at work: the tool is not called again, and the model is not asked again for what it had answered.</summary>
public sealed class AgentCrashTests
{
    private const string Agent = """
        flowforge: 1
        id: agent
        name: Agent
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: work, kind: ai.agent, parameters: { prompt: "={{ $json.q }}" } }
            - { id: slow, kind: workflow, notes: Takes its time., parameters: { id: slow } }
          edges:
            - { from: start, to: work }
            - { from: slow, to: work, kind: ai_tool }
        """;

    private const string Slow = """
        flowforge: 1
        id: slow
        name: Slow
        graph:
          nodes:
            - { id: start, kind: trigger.workflow }
            - { id: pause, kind: wait, parameters: { mode: signal, signal: go } }
            - { id: end, kind: set, parameters: { fields: { found: 42 }, keep: none } }
          edges:
            - { from: start, to: pause }
            - { from: pause, to: end }
        """;

    [Fact]
    public async Task Kill_WhileAToolIsAtWork_CallsItOnceAndGoesOn()
    {
        await using var model = await ScriptedModel.StartAsync();
        model.Then(new ScriptedReply.Tools(("c1", "slow", """{ "what": "answer" }""")), new ScriptedReply.Text("It is 42."));
        await using var host = await HostProcess.StartAsync(settings: new Dictionary<string, string> { ["FlowForge__Ai__BaseUrl"] = model.Address.ToString(), ["FlowForge__Ai__ApiKey"] = model.Key });
        await host.Client.SaveAsync(Slow);
        await host.Client.SaveAsync(Agent);
        var run = (await host.Client.StartAsync("agent", """{ "q": "What is the answer?" }""")).Id();
        await Until.HoldsAsync(async () => (await host.Client.GetAsync("runs?workflow=slow&status=WAITING")).Json.GetProperty("items").GetArrayLength() == 1);

        await host.KillAsync();
        await host.StartAgainAsync();
        var child = (await host.Client.GetAsync("runs?workflow=slow")).Json.GetProperty("items");
        Assert.Equal(1, child.GetArrayLength());
        (await host.Client.PostAsync($"runs/{child[0].GetProperty("id").GetString()}/signals/go", "{}")).Expect(HttpStatusCode.Accepted);
        var ended = await host.Client.EndedAsync(run);

        Assert.Equal("It is 42.", ended.GetProperty("output")[0].GetProperty("json").GetProperty("text").GetString());
        Assert.Equal(2, model.Calls.Count);
        Assert.Equal("""{"found":42}""", model.Calls[1].Messages.Last().Text);
        Assert.Equal(1, (await host.Client.GetAsync("runs?workflow=slow")).Json.GetProperty("items").GetArrayLength());
        Assert.DoesNotContain(Directory.EnumerateFiles(host.DataFolder).Where(static file => Path.GetFileName(file) != "lock"), file => Holds(file, model.Key));
    }

    private static bool Holds(string file, string key)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd().Contains(key, StringComparison.Ordinal);
    }
}
