using System.Net;
using System.Text;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.State;
using FlowForge.Egress;
using FlowForge.Nodes;
using FlowForge.Scripting;
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

    public static async Task<ApiHost> StartAsync(ApiOptions? options = null)
    {
        var clock = TimeProvider.System;
        var runs = new Metrics.MeteredRunStore(new MemoryRunStore());
        var workflows = new MemoryWorkflowStore(clock);
        var variables = new MemoryVariableStore(clock);
        var egress = new SafeEgress(new(), clock);
        var catalogue = BuiltInKinds.Create(egress);
        var pages = new PageCache(runs);
        var engine = new RunEngine(new()
        {
            Runs = runs,
            Workflows = workflows,
            Catalogue = catalogue,
            Scripts = Scripts.Value,
            Pages = pages,
            Clock = clock,
            Variables = variables,
            Ids = new SequentialIds(),
            ReadDocument = text => WorkflowJson.Read(Encoding.UTF8.GetBytes(text)).Workflow!,
        });
        var api = new FlowForgeApi(new()
        {
            Engine = engine,
            Runs = runs,
            Frames = new FrameReader(runs, pages),
            Workflows = workflows,
            Variables = variables,
            Catalogue = catalogue,
            Scripts = Scripts.Value,
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
