using System.Text;
using System.Text.Json;
using FlowForge.Api;
using FlowForge.Api.Metrics;
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
using FlowForge.Functions.Runs;
using FlowForge.Secrets;
using Microsoft.Extensions.Logging;

namespace FlowForge.Functions.Hosting;

/// <summary>All that the functions stand on, made once a process.</summary>
public sealed class AppHost : IAsyncDisposable
{
    private static readonly TimeSpan IsFresh = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly AppKinds _kinds;
    private readonly RunActivities _activities;
    private readonly DrivenTurns _turns;
    private readonly Action<string, Exception?> _report;
    private DateTimeOffset _loaded = DateTimeOffset.MinValue;

    private AppHost(AppSettings settings, AppStores opened, ILogger logger)
    {
        var (stores, clock, meter) = (opened.Account, TimeProvider.System, new FlowForgeMeter());
        var (ids, runs) = (new RandomIds(clock), new MeteredRunStore(stores.Runs));
        var pages = new PageCache(runs);
        _kinds = new(settings, opened, meter, clock);
        void OnTrouble(string message, Exception? cause) => logger.LogError(cause, "{Message}", message);
        var parts = new EngineParts
        {
            Runs = runs,
            Workflows = stores.Workflows,
            Catalogue = _kinds.Catalogue,
            Scripts = _kinds.Scripts,
            Pages = pages,
            Clock = clock,
            State = stores.State,
            Variables = stores.Variables,
            Credentials = _kinds.Vault,
            Ids = ids,
            Meter = meter,
            ReadDocument = ReadStored,
            ResumeAddress = token => $"{settings.PublicUrl}/api/resume/{token}",
            OnPaused = run => Api!.NoticePause(run),
            OnFault = OnTrouble,
        };
        (Lines, _report) = (new(Instances), OnTrouble);
        var engine = new DrivenEngine(parts, Instances, Lines);
        (_activities, _turns) = (new(engine.Runs), engine.Turns);
        Watch = new(parts, engine, Instances, Lines);
        Schedules = new(new()
        {
            Engine = engine, Schedules = stores.Schedules, Workflows = stores.Workflows, Catalogue = _kinds.Catalogue, Clock = clock, OnTrouble = OnTrouble,
        });
        Retention = new(stores.Retention, clock, settings.Retention) { Audit = stores.Audit };
        Api = new(new()
        {
            Engine = engine,
            Runs = runs,
            Frames = new FrameReader(runs, pages),
            Workflows = stores.Workflows,
            Schedules = Schedules,
            State = stores.State,
            Variables = stores.Variables,
            Credentials = _kinds.Vault,
            Audit = stores.Audit,
            Tokens = stores.Tokens,
            Egress = _kinds.Egress,
            CustomKinds = _kinds.Catalogue,
            Assistant = _kinds.Assistant,
            AiJobs = stores.AiJobs,
            Catalogue = _kinds.Catalogue,
            Scripts = _kinds.Scripts,
            Ids = ids,
            Previews = new ExpressionPreviews(parts),
            Trials = new(parts, _kinds.Quiet),
            Clock = clock,
            Logger = logger,
            Storage = stores.Report,
            Meter = meter,
            Options = OptionsOf(settings, ids),
        });
        Api.AttendPauses();
    }

    /// <summary>Orchestrations; a function hands in its client.</summary>
    public DurableInstances Instances { get; } = new();

    /// <summary>Lines of concurrency keys.</summary>
    public DurableLines Lines { get; }

    /// <summary>The API.</summary>
    public FlowForgeApi Api { get; }

    /// <summary>Looks after runs that nobody moves.</summary>
    public DrivenWatch Watch { get; }

    /// <summary>Starts what is due by the clock.</summary>
    public Scheduler Schedules { get; }

    /// <summary>Deletes what has been kept long enough.</summary>
    public RetentionSweep Retention { get; }

    /// <summary>Puts the parts together.</summary>
    public static AppHost Over(AppSettings settings, AppStores opened, ILogger logger) => new(settings, opened, logger);

    /// <summary>Runs an activity.</summary>
    public async Task<JsonElement> ActAsync(string activity, JsonElement input, CancellationToken stopping)
    {
        await FreshAsync(stopping).ConfigureAwait(false);
        return await _activities.RunAsync(activity, input, stopping).ConfigureAwait(false);
    }

    /// <summary>Does what the line of a concurrency key says.</summary>
    public async Task ActAsync(string key, PlaceAct act)
    {
        await FreshAsync(CancellationToken.None).ConfigureAwait(false);
        await _turns.ActAsync(key, act, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Logs a fault that is tried again.</summary>
    public void Report(string message, Exception fault) => _report(message, fault);

    /// <summary>Reads the account's kinds and the published triggers when they were read a while ago: another instance may have changed them since.</summary>
    public async Task FreshAsync(CancellationToken cancellation)
    {
        if (TimeProvider.System.GetUtcNow() - _loaded < IsFresh)
        {
            return;
        }

        await _loading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (TimeProvider.System.GetUtcNow() - _loaded >= IsFresh)
            {
                await _kinds.Catalogue.LoadAsync(cancellation).ConfigureAwait(false);
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
    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync().ConfigureAwait(false);
        Schedules.Dispose();
        await _kinds.DisposeAsync().ConfigureAwait(false);
        _loading.Dispose();
    }

    private static ApiOptions OptionsOf(AppSettings settings, RandomIds ids) => new()
    {
        IsLoopback = false,
        HasPlatformSignIn = settings.HasPlatformSignIn,
        Hosts = settings.Hosts,

        // Without a token of the operator's nobody has the one that is asked for: only hooks, resume and liveness are answered.
        Tokens = [settings.Token ?? ids.NewToken()],
    };

    private static Workflow ReadStored(string document)
    {
        var reading = WorkflowJson.Read(Encoding.UTF8.GetBytes(document));
        return reading.Workflow ?? throw new StoreFault($"A stored document cannot be read: {reading.Problems[0].Message}");
    }
}
