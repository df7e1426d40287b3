using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowForge.Ai;
using FlowForge.AiBench.Runs;
using FlowForge.AiBench.Sets;
using FlowForge.Api;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Previews;
using FlowForge.Core.Serialization;
using FlowForge.Core.State;
using FlowForge.Core.Testing;
using FlowForge.ServerNodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowForge.AiBench.Heals;

/// <summary>A host in which runs break and are looked at: the API, the engine and the trials of all hosts, over a way out that answers as a case says. One case at a time.</summary>
internal sealed class HealHost : IAsyncDisposable
{
    private readonly MockedEgress egress = new();
    private readonly SkippingClock asking = new();
    private readonly MeteredModel model;
    private readonly RunEngine engine;
    private readonly FlowForgeApi api;
    private readonly WebApplication web;
    private readonly HttpClient http = new();

    private HealHost(ILanguageModel asked, IScripts scripts)
    {
        model = new(asked);
        var (runs, workflows, clock, ids) = (new MemoryRunStore(), new MemoryWorkflowStore(TimeProvider.System), TimeProvider.System, new CountedIds());
        var catalogue = ServerKinds.Create(egress, egress, new NoVault());
        var parts = new EngineParts
        {
            Runs = runs,
            Workflows = workflows,
            Catalogue = catalogue,
            Scripts = scripts,
            Credentials = new NoVault(),
            Pages = new(runs),
            Clock = clock,
            State = runs.State,
            Ids = ids,
            ReadDocument = static text => WorkflowJson.Read(Encoding.UTF8.GetBytes(text)).Workflow!,
        };
        engine = new(parts);
        var quiet = new MockedEgress();
        api = new(new()
        {
            Engine = engine,
            Runs = runs,
            Frames = new FrameReader(runs, parts.Pages),
            Workflows = workflows,
            State = runs.State,
            Variables = new MemoryVariableStore(clock),
            Credentials = new NoVault(),
            Audit = new MemoryAuditLog(),
            Catalogue = catalogue,
            Scripts = scripts,
            Assistant = new Assistant(model, catalogue, () => scripts),
            Ids = ids,
            Previews = new ExpressionPreviews(parts),
            Trials = new(parts, ServerKinds.Create(quiet, quiet, new NoVault())),
            Clock = asking,
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        web = builder.Build();
        web.MapFlowForge(api);
    }

    public static async Task<HealHost> StartAsync(ILanguageModel model, IScripts scripts)
    {
        var host = new HealHost(model, scripts);
        await host.web.StartAsync().ConfigureAwait(false);
        host.http.BaseAddress = new($"{host.web.Urls.First()}/api/");
        return host;
    }

    /// <summary>Runs a document to its end.</summary>
    public async Task<JsonElement> RunAsync(Core.Model.Workflow workflow, Start start, CancellationToken cancellation)
    {
        egress.Serve([.. start.Answers.Select(ScenarioRun.MockOf)]);
        return await PostAsync("runs?wait=60", writer =>
        {
            writer.WritePropertyName("workflow");
            writer.WriteRawValue(WorkflowJson.Write(workflow));
            writer.WriteStartArray("items");
            foreach (var item in start.Items)
            {
                writer.WriteStartObject();
                writer.WritePropertyName("json");
                item.WriteTo(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Has the failure of a run looked at; also what the model took.</summary>
    public async Task<(JsonElement Answer, ModelUsage Usage)> HealAsync(string run, CancellationToken cancellation)
    {
        asking.Skip(TimeSpan.FromMinutes(1));
        return (await PostAsync("ai/heal", writer => writer.WriteString("run", run), cancellation).ConfigureAwait(false), model.Take());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await api.DisposeAsync().ConfigureAwait(false);
        await engine.DisposeAsync().ConfigureAwait(false);
        await web.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<JsonElement> PostAsync(string path, Action<Utf8JsonWriter> write, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(JsonBuild.Bytes(writer =>
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }).ToArray());
        content.Headers.ContentType = new("application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellation).ConfigureAwait(false);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
    }

    private sealed class CountedIds : IIdSource
    {
        private int next;

        public string NewRunId() => Interlocked.Increment(ref next).ToString("D26", CultureInfo.InvariantCulture);

        public string NewToken() => Interlocked.Increment(ref next).ToString("D22", CultureInfo.InvariantCulture);
    }
}
