using System.Text;
using FlowForge.Ai;
using FlowForge.Api;
using FlowForge.Api.Metrics;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Previews;
using FlowForge.Core.Retention;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Serialization;
using FlowForge.Local.Settings;
using FlowForge.Local.Storage;
using FlowForge.Nodes.Custom;
using FlowForge.Secrets;
using FlowForge.Secrets.Sealing;

namespace FlowForge.Local.Hosting;

/// <summary>A data folder that this process owns, with its store, its engine and the API over them. Nothing runs until it is resumed.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private readonly DataFolder folder;
    private readonly LocalSettings settings;
    private readonly StoreSet stores;
    private readonly RunEngine engine;
    private readonly Scheduler scheduler;
    private readonly CustomKinds catalogue;
    private readonly TimeProvider clock;
    private readonly Action<string, Exception?> onTrouble;
    private ScheduleClock? scheduleClock;
    private readonly CancellationTokenSource stopping = new();
    private readonly RetentionSweep retention;
    private Task sweeping = Task.CompletedTask;
    private volatile bool isReady;
    private volatile string publicUrl;

    private LocalHost(
        DataFolder folder, StoreSet stores, EnvelopeBox box, LocalSettings settings, KindSet kinds, ILogger logger, TimeProvider clock)
    {
        var ids = new RandomIds(clock);
        var runs = new MeteredRunStore(stores.Runs);
        var pages = new PageCache(runs);
        var vault = new CredentialVault(stores.Credentials, box, stores.Audit, clock);
        kinds.Credentials.Serve(vault);
        catalogue = new(kinds.Catalogue, stores.CustomKinds, () => kinds.Scripts, clock);
        this.folder = folder;
        this.settings = settings;
        this.stores = stores;
        publicUrl = settings.PublicUrl ?? $"http://{settings.Host}:{settings.Port}";
        this.clock = clock;
        onTrouble = (message, cause) => logger.LogError(cause, "{Message}", message);
        Token = ids.NewToken();
        var parts = new EngineParts
        {
            Runs = runs,
            Workflows = stores.Workflows,
            Catalogue = catalogue,
            Scripts = kinds.Scripts,
            Pages = pages,
            Clock = clock,
            State = stores.State,
            Variables = stores.Variables,
            Credentials = vault,
            Ids = ids,
            Meter = kinds.Meter,
            Traces = kinds.Traces,
            Log = new RunLog(logger),
            ReadDocument = ReadStored,
            ResumeAddress = token => $"{publicUrl}/api/resume/{token}",
            OnPaused = run => Api!.NoticePause(run),
            OnFault = onTrouble,
        };
        engine = new(parts);
        scheduler = new(new()
        {
            Engine = engine,
            Schedules = stores.Schedules,
            Workflows = stores.Workflows,
            Catalogue = catalogue,
            Clock = clock,
            OnTrouble = onTrouble,
        });
        retention = new(stores.Retention, clock, settings.Retention)
        {
            Audit = stores.Audit,
            OnSwept = swept => logger.LogInformation("Retention deleted {Runs} runs and {Bytes} bytes.", swept.Runs, swept.Bytes),
            OnFault = (message, cause) => logger.LogError(cause, "{Message}", message),
        };
        Api = new(new()
        {
            Engine = engine,
            Runs = runs,
            Frames = new FrameReader(runs, pages),
            Workflows = stores.Workflows,
            Schedules = scheduler,
            State = stores.State,
            Variables = stores.Variables,
            Credentials = vault,
            Audit = stores.Audit,
            Tokens = stores.Tokens,
            Egress = kinds.Egress,
            CustomKinds = catalogue,
            Assistant = new Assistant(kinds.Ai.Model, catalogue, () => kinds.Scripts, catalogue),
            Catalogue = catalogue,
            Scripts = kinds.Scripts,
            Ids = ids,
            Previews = new ExpressionPreviews(parts),
            Trials = new(parts, kinds.Quiet),
            Tests = () => kinds.Tests(catalogue),
            Clock = clock,
            Logger = logger,
            Storage = stores.Report,
            Meter = kinds.Meter,
            IsReady = () => isReady,
            Stopping = stopping.Token,
            Options = new()
            {
                IsLoopback = settings.IsLoopback,
                Hosts = [settings.Host, .. settings.Hosts, .. settings.PublicUrl is { } reached ? [new Uri(reached).Host] : Array.Empty<string>()],

                // Without an operator's token everyone on this machine may call, and so needs no token of ours.
                Tokens = settings.Token is { } token ? [token] : [],
                CommandToken = Token,
            },
        });
    }

    /// <summary>Cancelled when another host has taken the store: this one must end.</summary>
    public CancellationToken Lost => stores.Lost;

    /// <summary>The API.</summary>
    public FlowForgeApi Api { get; }

    /// <summary>A token for the commands of this machine's user, new with each start.</summary>
    public string Token { get; }

    /// <summary>Takes the folder and opens its store. <see cref="SettingException"/> says why it cannot.</summary>
    public static Task<LocalHost> OpenAsync(LocalSettings settings, KindSet kinds, ILogger logger, CancellationToken cancellation) =>
        OpenAsync(settings, kinds, logger, TimeProvider.System, cancellation);

    /// <summary>The same with a clock of the caller's for the engine, the store and the schedules.</summary>
    public static async Task<LocalHost> OpenAsync(
        LocalSettings settings, KindSet kinds, ILogger logger, TimeProvider clock, CancellationToken cancellation)
    {
        if (settings.Store is not ("sqlite" or "azure"))
        {
            throw new SettingException(KnownSetting.Store, $"is '{settings.Store}'; it is sqlite or azure.");
        }

        try
        {
            var folder = await DataFolder.OpenAsync(settings.DataFolder, TimeProvider.System, cancellation).ConfigureAwait(false);
            try
            {
                var box = new EnvelopeBox(MasterKeyFile.Open(settings.VaultKeyFile, settings.VaultPassphrase));
                StoreSet stores = settings.Store == "azure"
                    ? await AzureStores.OpenAsync(settings, clock, cancellation).ConfigureAwait(false)
                    : SqliteStores.Over(SqliteDatabase.Open(folder.DatabasePath, clock, kinds.Meter), clock);
                var host = new LocalHost(folder, stores, box, settings, kinds, logger, clock);
                await host.catalogue.LoadAsync(cancellation).ConfigureAwait(false);
                return host;
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        }
        catch (Exception fault) when (fault is StoreFault or SealBrokenException)
        {
            throw new SettingException(fault.Message);
        }
    }

    /// <summary>Takes up every run of before and makes published triggers live. Gives how many runs go on.</summary>
    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        try
        {
            await stores.OwnAsync(cancellation).ConfigureAwait(false);
        }
        catch (StoreFault held)
        {
            throw new SettingException(held.Message);
        }

        await Api.LoadTriggersAsync(cancellation).ConfigureAwait(false);
        var runs = await engine.ResumeAsync(cancellation).ConfigureAwait(false);
        isReady = true;
        Api.AttendPauses();
        sweeping = retention.RunAsync(stopping.Token);
        return runs;
    }

    /// <summary>Starts what was due by the clock while no host was there, and from now on what comes due.</summary>
    public void BeginSchedules() => scheduleClock ??= ScheduleClock.Begin(scheduler, clock, onTrouble);

    /// <summary>Says in the data folder where this process answers.</summary>
    public void Announce(Uri address)
    {
        var authority = address.GetLeftPart(UriPartial.Authority);
        publicUrl = settings.PublicUrl ?? authority;
        folder.Announce(authority, Token);
    }

    /// <summary>Lets what runs end for a short time, then lets waiting callers and streams go, so that listening can end.</summary>
    public async Task BeginStopAsync()
    {
        await engine.DrainAsync().ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await sweeping.ConfigureAwait(false);
        if (scheduleClock is not null)
        {
            await scheduleClock.DisposeAsync().ConfigureAwait(false);
        }

        await Api.DisposeAsync().ConfigureAwait(false);
        await engine.DisposeAsync().ConfigureAwait(false);
        scheduler.Dispose();
        await stores.DisposeAsync().ConfigureAwait(false);
        folder.Dispose();
        stopping.Dispose();
    }

    private static Core.Model.Workflow ReadStored(string document)
    {
        var reading = WorkflowJson.Read(Encoding.UTF8.GetBytes(document));
        return reading.Workflow ?? throw new Core.Ports.StoreFault($"A stored document cannot be read: {reading.Problems[0].Message}");
    }
}
