using System.Net;
using System.Text;
using FlowForge.Ai;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Previews;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Serialization;
using FlowForge.Core.State;
using FlowForge.Core.Telemetry;
using FlowForge.Egress;
using FlowForge.Nodes.Custom;
using FlowForge.Scripting;
using FlowForge.Secrets;
using FlowForge.Secrets.Sealing;
using FlowForge.ServerNodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowForge.Api.Tests.Support;

/// <summary>The real API on Kestrel at a free loopback port, over the real engine and stores in memory.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    // One for all tests: its processes are what takes long to start, and end with this one.
    private static readonly Lazy<ProcessScripts> Scripts = new(() => new());

    private readonly WebApplication web;
    private readonly SafeEgress egress;
    private readonly RunEngine engine;

    private ApiHost(WebApplication web, SafeEgress egress, RunEngine engine, IWorkflowStore workflows)
    {
        this.web = web;
        this.egress = egress;
        this.engine = engine;
        Workflows = workflows;
        Address = new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IWorkflowStore Workflows { get; }

    /// <summary>A host.</summary>
    /// <param name="options">Who may call.</param>
    /// <param name="apiClock">The clock of the API itself; the engine has the system's.</param>
    /// <param name="allow">What workflows may call besides the public internet.</param>
    /// <param name="model">Language models of the nodes that ask them, and of the AI layer.</param>
    /// <param name="mostAtWork">Runs at work at which the host is busy.</param>
    /// <param name="aiJobs">Where jobs of the AI layer are kept besides this process.</param>
    public static async Task<ApiHost> StartAsync(
        ApiOptions? options = null, TimeProvider? apiClock = null, string allow = "", ILanguageModel? model = null, int mostAtWork = Core.Limits.RunsAtWork,
        IAiJobStore? aiJobs = null)
    {
        var ids = new SequentialIds();
        var clock = TimeProvider.System;
        var meter = new FlowForgeMeter();
        var store = new MemoryRunStore();
        var runs = new FlowForge.Api.Metrics.MeteredRunStore(store);
        var workflows = new MemoryWorkflowStore(clock);
        var variables = new MemoryVariableStore(clock);
        var audit = new MemoryAuditLog();
        var vault = new CredentialVault(new MemoryCredentialStore(), new EnvelopeBox(new([MasterKey.New()])), audit, clock);
        var egress = new SafeEgress(EgressOptions.Parse(allow).Value!, clock, vault);
        var catalogue = new CustomKinds(ServerKinds.Create(egress, egress, vault, model), new MemoryCustomKindStore(), () => Scripts.Value, clock);
        var pages = new PageCache(runs);
        var parts = new EngineParts
        {
            Runs = runs,
            Workflows = workflows,
            Catalogue = catalogue,
            Scripts = Scripts.Value,
            Pages = pages,
            Clock = clock,
            MostAtWork = mostAtWork,
            State = store.State,
            Variables = variables,
            Credentials = vault,
            Ids = ids,
            Meter = meter,
            ReadDocument = text => WorkflowJson.Read(Encoding.UTF8.GetBytes(text)).Workflow!,
        };
        var engine = new RunEngine(parts);
        var schedules = new Scheduler(new()
        {
            Engine = engine,
            Schedules = new MemoryScheduleStore(),
            Workflows = workflows,
            Catalogue = catalogue,
            Clock = clock,
        });
        var api = new FlowForgeApi(new()
        {
            Credentials = vault,
            Audit = audit,
            Tokens = new MemoryTokenStore(),
            Egress = egress,
            CustomKinds = catalogue,
            Assistant = model is null ? null : new Assistant(model, catalogue, () => Scripts.Value, catalogue),
            AiJobs = aiJobs,
            Engine = engine,
            Runs = runs,
            Frames = new FrameReader(runs, pages),
            Workflows = workflows,
            State = store.State,
            Variables = variables,
            Schedules = schedules,
            Catalogue = catalogue,
            Scripts = Scripts.Value,
            Ids = ids,
            Previews = new ExpressionPreviews(parts),
            Meter = meter,
            Clock = apiClock ?? clock,
            Options = options ?? new(),
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var web = builder.Build();
        web.MapFlowForge(api);
        await web.StartAsync();
        return new(web, egress, engine, workflows);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await engine.DisposeAsync();
        await web.DisposeAsync();
        egress.Dispose();
    }
}
