using System.Text;
using FlowForge.Api;
using FlowForge.Core.Driven;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Previews;
using FlowForge.Core.Retention;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Serialization;
using FlowForge.Core.Telemetry;
using FlowForge.Durable.Running;
using FlowForge.Egress;
using FlowForge.Functions.Runs;
using FlowForge.Scripting;
using FlowForge.Secrets;
using FlowForge.ServerNodes;
using Microsoft.Extensions.Logging;

namespace FlowForge.Functions.Hosting;

/// <summary>All that the functions stand on, made once a process.</summary>
public sealed class AppHost : IDisposable
{
    private static readonly TimeSpan TriggersAreFresh = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private DateTimeOffset _loaded = DateTimeOffset.MinValue;

    /// <summary>Orchestrations; a function hands in its client.</summary>
    public required DurableInstances Instances { get; init; }

    /// <summary>The API.</summary>
    public required FlowForgeApi Api { get; init; }

    /// <summary>Activities.</summary>
    public required RunActivities Activities { get; init; }

    /// <summary>Looks after runs that nobody moves.</summary>
    public required DrivenWatch Watch { get; init; }

    /// <summary>Starts what is due by the clock.</summary>
    public required Scheduler Schedules { get; init; }

    /// <summary>Deletes what has been kept long enough.</summary>
    public required RetentionSweep Retention { get; init; }

    /// <summary>Puts the parts together.</summary>
    public static AppHost Over(AppSettings settings, AppStores stores, ILogger logger)
    {
        var clock = TimeProvider.System;
        var (ids, meter, pages, instances) = (new RandomIds(clock), new FlowForgeMeter(), new PageCache(stores.Runs), new DurableInstances());
        var vault = new CredentialVault(stores.Credentials, stores.Box, stores.Audit, clock);
        var egress = new SafeEgress(settings.Egress, clock, vault);
        var (catalogue, scripts) = (ServerKinds.Create(egress, egress, vault), new ProcessScripts(new() { Meter = meter }, clock));
        void OnTrouble(string message, Exception? cause) => logger.LogError(cause, "{Message}", message);
        var parts = new EngineParts
        {
            Runs = stores.Runs,
            Workflows = stores.Workflows,
            Catalogue = catalogue,
            Scripts = scripts,
            Pages = pages,
            Clock = clock,
            State = stores.State,
            Variables = stores.Variables,
            Credentials = vault,
            Ids = ids,
            Meter = meter,
            ReadDocument = ReadStored,
            ResumeAddress = token => $"{settings.PublicUrl}/api/resume/{token}",
            OnFault = OnTrouble,
        };
        var engine = new DrivenEngine(parts, instances);
        var scheduler = new Scheduler(new()
        {
            Engine = engine, Schedules = stores.Schedules, Workflows = stores.Workflows, Catalogue = catalogue, Clock = clock, OnTrouble = OnTrouble,
        });
        return new()
        {
            Instances = instances,
            Activities = new(engine.Runs),
            Watch = new(parts, engine, instances),
            Schedules = scheduler,
            Retention = new(stores.Retention, clock, settings.Retention),
            Api = new(new()
            {
                Engine = engine,
                Runs = stores.Runs,
                Frames = new FrameReader(stores.Runs, pages),
                Workflows = stores.Workflows,
                Schedules = scheduler,
                State = stores.State,
                Variables = stores.Variables,
                Credentials = vault,
                Audit = stores.Audit,
                Egress = egress,
                Catalogue = catalogue,
                Scripts = scripts,
                Ids = ids,
                Previews = new ExpressionPreviews(parts),
                Clock = clock,
                Logger = logger,
                Storage = stores.Report,
                Meter = meter,
                Options = new()
                {
                    IsLoopback = false,
                    Hosts = settings.Hosts,

                    // Without a token of the operator's nobody has the one that is asked for: only hooks, resume and liveness are answered.
                    Tokens = [settings.Token ?? ids.NewToken()],
                },
            }),
        };
    }

    /// <summary>Reads the published triggers when they were read a while ago: another instance may have published since.</summary>
    public async Task FreshTriggersAsync(CancellationToken cancellation)
    {
        if (TimeProvider.System.GetUtcNow() - _loaded < TriggersAreFresh)
        {
            return;
        }

        await _loading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (TimeProvider.System.GetUtcNow() - _loaded >= TriggersAreFresh)
            {
                await Api.LoadTriggersAsync(cancellation).ConfigureAwait(false);
                _loaded = TimeProvider.System.GetUtcNow();
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private static Workflow ReadStored(string document)
    {
        var reading = WorkflowJson.Read(Encoding.UTF8.GetBytes(document));
        return reading.Workflow ?? throw new StoreFault($"A stored document cannot be read: {reading.Problems[0].Message}");
    }
}
