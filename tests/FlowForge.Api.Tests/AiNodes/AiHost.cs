using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowForge.Ai;
using FlowForge.Ai.Models;
using FlowForge.Api.Tests.Support;
using FlowForge.Core.Ports;
using FlowForge.Egress;
using FlowForge.ModelServer;

namespace FlowForge.Api.Tests.AiNodes;

/// <summary>A host whose nodes ask a scripted model over real HTTP.</summary>
internal sealed class AiHost : IAsyncDisposable
{
    private readonly SafeEgress egress;

    private AiHost(ScriptedModel server, ApiHost api, SafeEgress egress) => (Server, Api, this.egress) = (server, api, egress);

    public ScriptedModel Server { get; }

    public ApiHost Api { get; }

    public static async Task<AiHost> StartAsync(Func<AiOptions, AiOptions>? change = null, IAiJobStore? jobs = null)
    {
        var server = await ScriptedModel.StartAsync();
        var egress = new SafeEgress(EgressOptions.Parse("127.0.0.1").Value!, TimeProvider.System);
        var options = new AiOptions { ApiKey = server.Key, BaseUrl = server.Address, Model = "scripted/one" };
        var api = await ApiHost.StartAsync(model: new OpenAiModel(change?.Invoke(options) ?? options, egress, TimeProvider.System), aiJobs: jobs);
        return new(server, api, egress);
    }

    /// <summary>Runs one node behind a manual trigger; what it gives is the run's output, and its last frame is given too.</summary>
    public async Task<(JsonElement Run, JsonElement Frame)> RunAsync(string node, string items, string more = "", string edges = "")
    {
        using var answer = await Api.Http.PostAsync("/api/runs?wait=60", Json($$"""
            {
              "workflow": { "flowforge": 1, "id": "w", "name": "W", "graph": {
                "nodes": [ { "id": "start", "kind": "trigger.manual" }, {{node}} {{more}} ],
                "edges": [ { "from": "start", "to": "n" } {{edges}} ] } },
              "items": {{items}}
            }
            """));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var run = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var frames = await Api.Http.GetFromJsonAsync<JsonElement>($"/api/runs/{run.GetProperty("id").GetString()}/frames?node=n");
        return (run, frames.GetProperty("items").EnumerateArray().Last());
    }

    /// <summary>Saves a workflow.</summary>
    public async Task SaveAsync(string document)
    {
        using var answer = await Api.Http.PostAsync("/api/workflows", Json(document));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Server.DisposeAsync();
        egress.Dispose();
    }
}
