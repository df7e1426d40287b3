using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Simulation.Audits;
using FlowForge.Simulation.Hosts;

namespace FlowForge.Simulation.Scenes;

/// <summary>A part of a world: workflows, and those outside who start runs of them, answer them, and wait for their end.</summary>
internal abstract class Scene(World world, int number)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(400);

    protected World World => world;

    protected int Number => number;

    /// <summary>Id of its workflow.</summary>
    protected string Id => $"w{number}";

    /// <summary>What it is, for people.</summary>
    public abstract string Name { get; }

    /// <summary>The same in a word, for files.</summary>
    public abstract string Title { get; }

    /// <summary>How many histories of it are kept for later versions.</summary>
    public virtual int Kept => 2;

    public abstract IEnumerable<Workflow> Workflows { get; }

    /// <summary>Workflows whose triggers are live.</summary>
    public virtual IEnumerable<Workflow> Published => [];

    public virtual IEnumerable<INodeKind> Kinds(Host host) => SceneKinds.Of(host);

    /// <summary>Plays it to the end of all its runs.</summary>
    public abstract Task PlayAsync();

    /// <summary>Runs whose frames are the same in every history, in an order that is too.</summary>
    public virtual IEnumerable<string> SameRuns => [];

    /// <summary>What of it is the same in every history, a line each.</summary>
    public IEnumerable<string> SameLines => SameRuns.SelectMany((run, i) => FrameCheck.Lines(world, run).Order(StringComparer.Ordinal).Select(line => $"{Name} {i}: {line}"));

    /// <summary>What else must hold when the world is over.</summary>
    public virtual void Check()
    {
    }

    /// <summary>Asks a host until somebody answers.</summary>
    protected async Task<T> AskAsync<T>(Func<Host, Task<T>> ask)
    {
        while (true)
        {
            var host = await world.HostAsync();
            try
            {
                if (await host.AskAsync(() => ask(host)) is (true, var answer))
                {
                    return answer!;
                }
            }
            catch (StoreFault)
            {
                // What a caller gets as 500, and tries again.
            }

            await PauseAsync();
        }
    }

    protected Task PauseAsync() => world.Turns.PauseAsync(null, "outside", Breath);

    /// <summary>Starts a run under a key, as a webhook's caller does; now and then twice. Whoever is told of it may rely on it.</summary>
    protected async Task<string> StartAsync(Workflow workflow, int items, string key, Func<StartRequest, StartRequest>? change = null)
    {
        var request = new StartRequest
        {
            Workflow = workflow,
            Hash = workflow.Id,
            Version = 1,
            Mode = "webhook",
            Key = $"{workflow.Id} {key}",
            Items = [.. Enumerable.Range(0, items).Select(n => new Item(JsonElement.Parse($$"""{"n":{{n}}}""")))],
        };
        request = change is null ? request : change(request);
        string? run = null;
        for (var times = 1 + (key.Length + number) % 2; times > 0;)
        {
            var started = await AskAsync(async host => await host.Engine.StartAsync(request, default));
            if (started.IsFailure)
            {
                world.Audit.Check(started.Failure.Retryable, $"a start was refused: {started.Failure.Code}");
                await PauseAsync();
                continue;
            }

            world.Audit.Check(world.Disk.Run(started.Value.RunId) is not null, $"{Name}: a caller was told of run {started.Value.RunId} before it was durable");
            world.Audit.Check(run is null || run == started.Value.RunId, $"{Name}: the key of {run} gave {started.Value.RunId} too");
            run = started.Value.RunId;
            times--;
        }

        return run!;
    }

    /// <summary>The run once somebody outside has been told of its end.</summary>
    protected async Task<RunRecord> EndedAsync(string run)
    {
        while (true)
        {
            var record = await AskAsync(async host => await host.Engine.WaitAsync(run, TimeSpan.FromSeconds(2), default));
            if (record is { HasEnded: true })
            {
                world.Audit.Check(world.Disk.Run(run)?.Status == record.Status, $"{Name}: the end of {run} was told before it was durable");
                return record;
            }

            world.Audit.Check(record is not null, $"{Name}: run {run} is not known any more");
        }
    }
}
