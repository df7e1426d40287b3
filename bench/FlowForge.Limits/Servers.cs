using System.Net;
using System.Text;
using FlowForge.Api;
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
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowForge.Limits;

/// <summary>Servers on a loopback port, which end with the process.</summary>
internal static class Servers
{
    /// <summary>Answers every call with the answer that the workflow gives, without reading the body.</summary>
    public static async Task<int> EmptyAsync(int port)
    {
        var answer = """{"greeting":"Hello, Ada!"}"""u8.ToArray();
        await using var web = Build(port);
        web.Run(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            return context.Response.Body.WriteAsync(answer).AsTask();
        });
        await web.RunAsync();
        return 0;
    }

    /// <summary>The API over stores in memory, with one workflow that is saved and active.</summary>
    public static async Task<int> MemoryAsync(int port, string file)
    {
        var clock = TimeProvider.System;
        var meter = new FlowForgeMeter();
        var store = new MemoryRunStore();
        var workflows = new MemoryWorkflowStore(clock);
        var variables = new MemoryVariableStore(clock);
        var audit = new MemoryAuditLog();
        var vault = new CredentialVault(new MemoryCredentialStore(), new EnvelopeBox(new([MasterKey.New()])), audit, clock);
        using var egress = new SafeEgress(EgressOptions.Parse("").Value!, clock, vault);
        var scripts = new ProcessScripts();
        var catalogue = new CustomKinds(ServerKinds.Create(egress, egress, vault, null), new MemoryCustomKindStore(), () => scripts, clock);
        var parts = new EngineParts
        {
            Runs = store, Workflows = workflows, Catalogue = catalogue, Scripts = scripts, Pages = new(store), Clock = clock, State = store.State, Variables = variables,
            Credentials = vault, Ids = new RandomIds(clock), Meter = meter, ReadDocument = text => WorkflowJson.Read(Encoding.UTF8.GetBytes(text)).Workflow!,
        };
        await using var engine = new RunEngine(parts);
        var api = new FlowForgeApi(new()
        {
            Credentials = vault, Audit = audit, Tokens = new MemoryTokenStore(), Egress = egress, CustomKinds = catalogue, Engine = engine, Runs = store,
            Frames = new FrameReader(store, parts.Pages), Workflows = workflows, State = store.State, Variables = variables,
            Schedules = new Scheduler(new() { Engine = engine, Schedules = new MemoryScheduleStore(), Workflows = workflows, Catalogue = catalogue, Clock = clock }),
            Catalogue = catalogue, Scripts = scripts, Ids = parts.Ids, Previews = new ExpressionPreviews(parts), Meter = meter, Clock = clock, Options = new(),
        });
        await using var web = Build(port);
        web.MapFlowForge(api);
        await web.StartAsync();
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/api/") };
        using var text = new StringContent(await File.ReadAllTextAsync(file), Encoding.UTF8, "application/yaml");
        using var saved = await http.PostAsync(new Uri("workflows", UriKind.Relative), text);
        using var active = await http.PostAsync(new Uri($"workflows/{Path.GetFileNameWithoutExtension(file)}/activate", UriKind.Relative), null);
        active.EnsureSuccessStatusCode();
        await ((IHost)web).WaitForShutdownAsync();
        return 0;
    }

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port));
        return builder.Build();
    }
}
