using System.Text;
using System.Text.Json;
using FlowForge.Ai.Models;
using FlowForge.AiBench.Runs;
using FlowForge.Api;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Previews;
using FlowForge.Core.Serialization;
using FlowForge.Core.State;
using FlowForge.Core.Testing;
using FlowForge.Egress;
using FlowForge.ModelServer;
using FlowForge.Nodes;
using FlowForge.Nodes.Custom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Ai.Tests.Support;

/// <summary>A host with an AI layer: the real API on Kestrel, the real engine, kinds, sandbox and way out, and a model whose replies are written beforehand.</summary>
internal sealed class HealHost : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly SafeEgress egress;
    private readonly FlowForgeApi api;

    private readonly TimeProvider clock;

    private HealHost(WebApplication web, SafeEgress egress, FlowForgeApi api, RunEngine engine, TimeProvider clock)
    {
        (this.web, this.egress, this.api, Engine, this.clock) = (web, egress, api, engine, clock);
        Http = new() { BaseAddress = new(web.Urls.First()) };
    }

    public RunEngine Engine { get; }

    public HttpClient Http { get; }

    /// <summary>A host that goes on with what its stores hold.</summary>
    public static async Task<HealHost> StartAsync(ScriptedModel model, World world, IRunStore? store = null, bool hasKey = true)
    {
        var egress = new SafeEgress(EgressOptions.Parse("127.0.0.1").Value!, TimeProvider.System);
        var catalogue = new CustomKinds(BuiltInKinds.Create(egress), new MemoryCustomKindStore(), () => AiRoom.Scripts, TimeProvider.System);
        var runs = store ?? world.Runs;
        var pages = new PageCache(runs);
        var api = default(FlowForgeApi);
        var parts = new EngineParts
        {
            Runs = runs,
            Workflows = world.Workflows,
            Catalogue = catalogue,
            Scripts = AiRoom.Scripts,
            Pages = pages,
            Clock = world.Clock,
            State = world.Runs.State,
            Ids = world.Ids,
            ReadDocument = static text => WorkflowJson.Read(Encoding.UTF8.GetBytes(text)).Workflow!,
            OnPaused = run => api!.NoticePause(run),
        };
        var engine = new RunEngine(parts);
        var options = new AiOptions { ApiKey = hasKey ? model.Key : null, BaseUrl = model.Address, Model = "scripted/one" };
        api = new(new()
        {
            Engine = engine,
            Runs = runs,
            Frames = new FrameReader(runs, pages),
            Workflows = world.Workflows,
            State = world.Runs.State,
            Variables = new MemoryVariableStore(world.Clock),
            Credentials = new NoVault(),
            Audit = new MemoryAuditLog(),
            Catalogue = catalogue,
            CustomKinds = catalogue,
            Scripts = AiRoom.Scripts,
            Assistant = new Assistant(new OpenAiModel(options, egress, TimeProvider.System, null), catalogue, () => AiRoom.Scripts, catalogue),
            Ids = world.Ids,
            Previews = new ExpressionPreviews(parts),
            Trials = new(parts, BuiltInKinds.Create(new MockedEgress())),
            Clock = world.Clock,
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        web.MapFlowForge(api);
        await web.StartAsync();
        await engine.ResumeAsync(default);
        api.AttendPauses();
        return new(web, egress, api, engine, world.Clock);
    }

    public async Task<JsonElement> SendAsync(string method, string path, string? body = null, int status = 200)
    {
        using var request = new HttpRequestMessage(new(method), $"/api/{path}") { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>Starts a run of a document.</summary>
    public async Task<string> StartAsync(string workflow, string item, string? healing = null)
    {
        var options = healing is null ? "" : $$""", "options": { "healing": "{{healing}}" }""";
        return (await SendAsync("POST", "runs", $$"""{ "workflow": {{workflow}}, "items": [{ "json": {{item}} }]{{options}} }""", 201)).GetProperty("id").GetString()!;
    }

    public Task<JsonElement> RunAsync(string id) => SendAsync("GET", $"runs/{id}");

    /// <summary>What is proposed for a run, and the changes it went on with.</summary>
    public async Task<List<JsonElement>> ProposalsAsync(string id) => [.. (await SendAsync("GET", $"runs/{id}/proposals")).GetProperty("items").EnumerateArray()];

    /// <summary>The run once it is as it is to be; time goes by meanwhile when the world has a clock of its own.</summary>
    public Task<JsonElement> RunUntilAsync(string id, Func<JsonElement, bool> isSo) => UntilAsync(() => RunAsync(id), isSo);

    public Task<JsonElement> EndedAsync(string id) => RunUntilAsync(id, static run => run.GetProperty("status").GetString() is "COMPLETED" or "FAILED");

    public Task<List<JsonElement>> ProposedAsync(string id, int count = 1) => UntilAsync(() => ProposalsAsync(id), list => list.Count >= count);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await api.DisposeAsync();
        await Engine.DisposeAsync();
        await web.DisposeAsync();
        egress.Dispose();
    }

    private async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var seen = await look();
        while (!isSo(seen))
        {
            Assert.False(patience.IsCancellationRequested, seen is JsonElement json ? json.GetRawText() : JsonSerializer.Serialize(seen));
            (clock as FakeTimeProvider)?.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
            seen = await look();
        }

        return seen;
    }
}

/// <summary>What outlives hosts.</summary>
internal sealed class World(TimeProvider clock)
{
    public World()
        : this(TimeProvider.System)
    {
    }

    public TimeProvider Clock => clock;

    public MemoryRunStore Runs { get; } = new();

    public MemoryWorkflowStore Workflows { get; } = new(clock);

    public IIdSource Ids { get; } = new CountedIds();

    private sealed class CountedIds : IIdSource
    {
        private int next;

        public string NewRunId() => Interlocked.Increment(ref next).ToString("D26", System.Globalization.CultureInfo.InvariantCulture);

        public string NewToken() => Interlocked.Increment(ref next).ToString("D22", System.Globalization.CultureInfo.InvariantCulture);
    }
}
