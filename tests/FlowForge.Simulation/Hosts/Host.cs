using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Tests.Engine;
using FlowForge.Simulation.Faults;
using FlowForge.Simulation.Scheduling;

namespace FlowForge.Simulation.Hosts;

/// <summary>One life of a process: the engine and the schedules over what survives it. Once it is dead nothing of it happens any more.</summary>
internal sealed class Host
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(30);
    private readonly World _world;
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _never = new TaskCompletionSource().Task;
    private readonly Func<Task<ScheduleClock>> _schedule;
    private ScheduleClock? _scheduling;
    private Task? _stopping;

    public Host(World world, int number)
    {
        (_world, Number) = (world, number);
        Clock = new(world, this);
        var store = new FaultyStore(world, this);
        Reader = new(store, new(store));
        Catalogue = new TestCatalogue([.. world.Scenes.SelectMany(scene => scene.Kinds(this))]);
        Engine = new(new()
        {
            Runs = store,
            Workflows = world.Documents,
            Catalogue = Catalogue,
            Scripts = new LiteralScripts(),
            Pages = new(store),
            Clock = Clock,
            State = world.Disk.Runs.State,
            Ids = world.Ids,
            ReadDocument = world.Documents.Read,
            RunWindow = world.Drawn.RunWindow,
            HostWindow = world.Drawn.HostWindow,
            SliceRuns = world.Drawn.SliceRuns,
            SnapshotEvery = world.Drawn.SnapshotEvery,
            OnFault = (message, cause) => world.Audit.Fault(message, cause),
        });
        var schedules = new Scheduler(new()
        {
            Engine = Engine,
            Schedules = new FaultySchedules(world, this),
            Workflows = world.Documents,
            Catalogue = Catalogue,
            Clock = Clock,
            OnTrouble = (message, cause) => world.Audit.Fault(message, cause),
        });
        _schedule = async () =>
        {
            await schedules.ReplaceAsync(world.Published, CancellationToken.None);
            return ScheduleClock.Begin(schedules, Clock, (message, cause) => world.Audit.Fault(message, cause));
        };
    }

    /// <summary>The how manieth of its world, 1 or more.</summary>
    public int Number { get; }

    public World World => _world;

    public HostClock Clock { get; }

    public RunEngine Engine { get; }

    public FrameReader Reader { get; }

    private TestCatalogue Catalogue { get; }

    public bool IsDead { get; private set; }

    /// <summary>Its process has been stopped until then.</summary>
    public TimeSpan StandsStillUntil { get; private set; }

    public Task Died => _died.Task;

    /// <summary>Goes on with what was; null when it died of it, or could not read.</summary>
    public async Task<bool> BeginAsync()
    {
        try
        {
            return (await AskAsync(async () =>
            {
                await Engine.ResumeAsync(CancellationToken.None);
                _scheduling = await _schedule();
                return true;
            })).Value;
        }
        catch (StoreFault)
        {
            // A host that cannot read its store does not come up, and is started again.
            Kill();
            return false;
        }
    }

    /// <summary>An orderly stop: it must be over within the time that is promised, whatever runs.</summary>
    public Task StopAsync()
    {
        if (_scheduling is null)
        {
            // Before it is up, a stop is a death.
            Kill();
            return Task.CompletedTask;
        }

        return _stopping ??= StopOnceAsync();
    }

    public void Kill()
    {
        if (!IsDead)
        {
            _world.Turns.History.Add("dies", Number);
            IsDead = true;
            _died.SetResult();
        }
    }

    public void StandStill(TimeSpan time) => StandsStillUntil = _world.Turns.Now + time;

    /// <summary>The answer to somebody outside; without one when the host dies first.</summary>
    public async Task<(bool IsAnswered, T? Value)> AskAsync<T>(Func<Task<T>> ask)
    {
        await _world.Turns.PauseAsync(null, "asked", Latency);
        if (IsDead)
        {
            return default;
        }

        var answer = ask();
        await Task.WhenAny(answer, Died);
        return answer.IsCompleted && !IsDead ? (true, await answer) : default;
    }

    /// <summary>Takes a little time; for ever once it is dead.</summary>
    public async Task PauseAsync(string name)
    {
        if (!IsDead)
        {
            await _world.Turns.PauseAsync(this, name, Latency);
        }

        await HoldIfDeadAsync();
    }

    public Task HoldIfDeadAsync() => IsDead ? _never : Task.CompletedTask;

    /// <summary>Something outside is changed by this host, with all that can go wrong on the way there and back.</summary>
    public async Task<T> ChangeAsync<T>(string name, Func<Task<T>> change, Func<Task>? tear = null)
    {
        await PauseAsync(name);
        var fault = _world.Faults.Draw(
            _world.Turns.Now, Fault.Refused, Fault.AnswerLost, Fault.Doubled, tear is null ? Fault.Refused : Fault.Torn, Fault.DiesBefore, Fault.DiesAfter, Fault.StandsStill);
        switch (fault)
        {
            case Fault.Refused:
                throw new StoreFault("refused");
            case Fault.Torn:
                await tear!();
                throw new StoreFault("torn");
            case Fault.AnswerLost:
                await change();
                throw new StoreFault("answer lost");
            case Fault.Doubled:
                await change();
                break;
            case Fault.DiesBefore:
                Kill();
                await _never;
                break;
            case Fault.DiesAfter:
                await change();
                Kill();
                await _never;
                break;
            case Fault.StandsStill:
                StandStill(TimeSpan.FromSeconds(3));
                await PauseAsync(name);
                break;
        }

        var result = await change();
        await PauseAsync(name);
        return result;
    }

    private async Task StopOnceAsync()
    {
        var began = _world.Turns.Now;
        await AskAsync(async () =>
        {
            await _scheduling!.DisposeAsync();
            await Engine.DisposeAsync();
            return true;
        });
        var (took, stoodStill) = (_world.Turns.Now - began, StandsStillUntil > began);
        if (!IsDead && !stoodStill && took > TimeSpan.FromSeconds(10) && began > _world.Faults.Until)
        {
            _world.Audit.Wrong($"an orderly stop took {took}");
        }

        Kill();
    }
}
