using System.Text;
using System.Text.RegularExpressions;
using FlowForge.ModelServer;

namespace FlowForge.Browser.Support;

/// <summary>The real program with an AI layer, whose model's replies are written beforehand. The tests of a class share one; each has a workflow of its own.</summary>
public sealed class AiHost : IAsyncLifetime
{
    private EditorHost? host;
    private ScriptedModel? model;

    public ScriptedModel Model => model!;

    public Uri Address => host!.Address;

    public async Task InitializeAsync()
    {
        model = await ScriptedModel.StartAsync();
        host = await EditorHost.StartAsync(new Dictionary<string, string>
        {
            ["FlowForge__Ai__BaseUrl"] = model.Address.ToString(), ["FlowForge__Ai__ApiKey"] = model.Key, ["FlowForge__Ai__Model"] = "scripted/one",
        });
    }

    /// <summary>Saves a workflow that greets a customer, whose field has another name by now, and has the model say only what is given.</summary>
    public async Task SaveAsync(string id, IReadOnlyList<(Regex When, ScriptedReply Reply)> replies)
    {
        Model.Always(replies);
        using var http = new HttpClient { BaseAddress = Address };
        using var content = new StringContent($$$"""
            { "flowforge": 1, "id": "{{{id}}}", "name": "Greet", "config": { "healing": "suggest" }, "graph": { "nodes": [
                { "id": "start", "name": "Start", "kind": "trigger.manual", "position": { "x": 0, "y": 0 }, "pinned": { "out": [{ "json": { "customerName": "ada" } }] } },
                { "id": "greet", "name": "Greet", "kind": "set", "position": { "x": 280, "y": 0 }, "parameters": { "fields": { "hello": "={{ $json.customer.toUpperCase() }}" } } },
                { "id": "done", "name": "Done", "kind": "set", "position": { "x": 560, "y": 0 }, "parameters": { "fields": { "done": true } } } ],
              "edges": [ { "from": "start", "to": "greet" }, { "from": "greet", "to": "done" } ] } }
            """, Encoding.UTF8, "application/json");
        using var saved = await http.PostAsync(new Uri("api/workflows", UriKind.Relative), content);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
    }

    /// <summary>A change of the greeting.</summary>
    public static ScriptedReply.Text Change(string expression = "$json.customerName.toUpperCase()", string explanation = "The field is called customerName now.") => new(
        $$$"""{ "cause": "expression", "explanation": {{{System.Text.Json.JsonSerializer.Serialize(explanation)}}}, "operations": [ { "type": "setParameters", "nodeId": "greet", "parameters": { "fields": { "hello": "={{ {{{expression}}} }}" } } } ] }""");

    /// <summary>Another value for the item that failed.</summary>
    public static ScriptedReply.Text Data() => new(
        """{ "cause": "data", "explanation": "This customer came under another name.", "operations": [], "data": [{ "path": ["customer"], "value": "ada" }] }""");

    public async Task DisposeAsync()
    {
        await host!.DisposeAsync();
        await Model.DisposeAsync();
    }
}
