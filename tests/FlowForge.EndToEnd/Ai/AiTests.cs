using System.Net;
using FlowForge.EndToEnd.Support;
using FlowForge.ModelServer;

namespace FlowForge.EndToEnd.Ai;

/// <summary>The AI layer as a person meets it: the real program, and a model's server whose replies are written beforehand.</summary>
public sealed class AiTests
{
    private const string Broken = """
        flowforge: 1
        id: greet
        name: Greet
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: greet, kind: set, parameters: { fields: { hello: "={{ $json.customer.toUpperCase() }}" } } }
          edges:
            - { from: start, to: greet }
        """;

    [Fact]
    public async Task Ask_WithoutKey_SaysWhatToSet_AndRunsStillRun()
    {
        await using var host = await HostProcess.StartAsync();

        var refused = (await host.Client.PostAsync("ai/workflow", """{ "prompt": "Post orders to the chat." }""")).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("ai.notConfigured", refused.Code);
        Assert.Contains("FlowForge__Ai__ApiKey", refused.Text, StringComparison.Ordinal);
        await host.Client.SaveAsync(Broken);
        Assert.Equal("COMPLETED", (await host.Client.RunAsync("greet", """{ "customer": "ada" }""")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Ask_FailedRun_HealsByATriedChange_AndTheKeyIsNowhere()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HostProcess.StartAsync(settings: new Dictionary<string, string> { ["FlowForge__Ai__BaseUrl"] = model.Address.ToString(), ["FlowForge__Ai__ApiKey"] = model.Key });
        await host.Client.SaveAsync(Broken);
        var run = await host.Client.RunAsync("greet", """{ "customerName": "ada" }""");
        Assert.Equal("FAILED", run.GetProperty("status").GetString());

        // The first change still fails on the recorded item, and goes back to the model with the reason.
        model.Then(Change("customername"), Change("customerName"));
        var heal = (await host.Client.PostAsync("ai/heal", $$"""{ "run": "{{run.GetProperty("id").GetString()}}" }""")).Expect(HttpStatusCode.OK);

        Assert.Equal(("change", "passed", 2), (heal.Json.GetProperty("action").GetString(), heal.Json.GetProperty("trial").GetProperty("outcome").GetString(), model.Calls.Count));
        Assert.Equal("={{ $json.customerName.toUpperCase() }}", heal.Json.GetProperty("proposal").GetProperty("capabilities")[0].GetProperty("code").GetString());
        Assert.DoesNotContain(model.Key, heal.Text + host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(host.DataFolder, "ai-usage*"), file => File.ReadAllText(file).Contains(model.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Heal_OfARunThatWentOnWithAChange_SeesTheChangedDocument()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HostProcess.StartAsync(settings: new Dictionary<string, string> { ["FlowForge__Ai__BaseUrl"] = model.Address.ToString(), ["FlowForge__Ai__ApiKey"] = model.Key });
        await host.Client.SaveAsync(Broken);

        // Each pause is also seen to without being asked.
        model.Always([(new(".*"), Change("customerName"))]);
        var run = (await host.Client.StartAsync("greet", """{ "items": [{ "json": { "customerName": "ada" } }], "options": { "healing": "suggest" } }""")).Id();
        var first = await PausedAsync(host, run, other: "");

        Assert.Equal("request.body", (await host.Client.PostAsync("ai/heal", $$"""{ "run": "{{run}}", "pause": 3 }""")).Expect(HttpStatusCode.BadRequest).Code);
        Assert.Equal("pause.unknown", (await host.Client.PostAsync("ai/heal", $$"""{ "run": "{{run}}", "pause": "none" }""")).Expect(HttpStatusCode.NotFound).Code);

        while ((await host.Client.GetAsync($"runs/{run}/proposals")).Json.GetProperty("items").GetArrayLength() == 0)
        {
            await Task.Delay(50);
        }

        (await host.Client.PostAsync($"runs/{run}/resume", $$"""{ "pause": "{{first}}", "answer": { "type": "apply", "operations": [{{Operation("wrongGuess")}}] } }""")).Expect(HttpStatusCode.OK);
        var second = await PausedAsync(host, run, other: first);
        (await host.Client.PostAsync("ai/heal", $$"""{ "run": "{{run}}", "pause": "{{second}}" }""")).Expect(HttpStatusCode.OK);

        Assert.All(model.Calls.Skip(1), static call => Assert.Contains("wrongGuess", call.Everything, StringComparison.Ordinal));
    }

    private static async Task<string> PausedAsync(HostProcess host, string run, string other)
    {
        for (var i = 0; i < 600; i++)
        {
            if ((await host.Client.RunOfAsync(run)).TryGetProperty("pauses", out var pauses) && pauses[0].GetProperty("id").GetString() is { } id && id != other)
            {
                return id;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"Run {run} did not pause.");
    }

    private static string Operation(string field) =>
        $$$"""{ "type": "setParameters", "nodeId": "greet", "parameters": { "fields": { "hello": "={{ $json.{{{field}}}.toUpperCase() }}" } } }""";

    private static ScriptedReply.Text Change(string field) => new(
        $$"""{ "cause": "expression", "explanation": "The field has another name now.", "operations": [ {{Operation(field)}} ] }""");
}
