using FlowForge.Core.Driven;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Running;
using FlowForge.Durable.Tests.Support;
using FlowForge.Nodes;
using FlowForge.Scripting;

namespace FlowForge.Durable.Tests.Same;

/// <summary>Runs a case on the one-process engine, or driven.</summary>
internal static class Sides
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>One for all: its processes are what takes long to start, and end with this one.</summary>
    public static ProcessScripts Scripts { get; } = new();

    /// <summary>The kinds of every host.</summary>
    public static ICatalogue Kinds { get; } = BuiltInKinds.Create(new ServedPages());

    /// <summary>What becomes of it on the one-process engine.</summary>
    public static async Task<string[]> LocalAsync(SameCase one)
    {
        await using var bench = new EngineBench(Kinds, scripts: Scripts);
        foreach (var (id, other) in SameCase.All)
        {
            bench.Documents[id] = other.Workflow;
        }

        var started = await bench.Engine.StartAsync(Request(one), default);
        Assert.False(started.IsFailure, started.Failure?.Message);
        var (answers, begun) = (new SentAnswers(one), DateTime.UtcNow);
        while (bench.Engine.OpenRuns > 0)
        {
            await answers.SendAsync(bench.Engine, started.Value.RunId);
            await Task.Delay(1);
            Assert.True(DateTime.UtcNow - begun < Patience, $"{one.Workflow.Id} gets nowhere.");
        }

        Assert.Empty(bench.Faults);
        Assert.Equal(one.Answers.Count, answers.Count);
        return await Lines.OfAsync(bench.Store, bench.Reader);
    }

    /// <summary>What becomes of it driven, with all runs that it starts. Gives the hub of its own run, too.</summary>
    /// <param name="one">The case.</param>
    /// <param name="store">Where it is recorded.</param>
    /// <param name="seed">The order of what happens.</param>
    /// <param name="world">What runs activities; null for one host that lives.</param>
    public static async Task<(string[] Lines, TestHub Hub)> DrivenAsync(SameCase one, IRunStore store, int seed, Func<HubInstances, IWorld>? world = null)
    {
        var instances = new HubInstances();
        await using var bench = new DrivenBench(Kinds, store, scripts: Scripts, instances: instances);
        bench.Know(SameCase.All.Values.Select(other => other.Workflow));
        var started = await bench.Engine.StartAsync(Request(one), default);
        Assert.False(started.IsFailure, started.Failure?.Message);
        var family = new DrivenFamily(one, bench, instances, world?.Invoke(instances) ?? new DrivenWorld(bench.Activities), seed);
        var hub = await family.DriveAsync(started.Value.RunId);
        await family.DriveOthersAsync();
        Assert.Empty(bench.Faults);
        Assert.Equal(one.Answers.Count, family.Answers);
        return (await Lines.OfAsync(store, bench.Reader), hub);
    }

    private static StartRequest Request(SameCase one) => new() { Workflow = one.Workflow, Hash = one.Workflow.Id, Version = 1, Items = one.Items };
}

/// <summary>A run and those that it starts, each in a hub of its own.</summary>
internal sealed class DrivenFamily(SameCase one, DrivenBench bench, HubInstances instances, IWorld world, int seed)
{
    private readonly HashSet<string> _driven = [];
    private readonly SentAnswers _answers = new(one);

    /// <summary>Answers that were sent.</summary>
    public int Answers => _answers.Count;

    /// <summary>Drives a run to its end.</summary>
    public async Task<TestHub> DriveAsync(string runId)
    {
        var isFirst = _driven.Count == 0;
        _driven.Add(runId);
        var hub = new TestHub(world, seed)
        {
            IsCalm = seed == 0,
            HearsAll = one.Workflow.Config.Healing is not null,
            BeforeStep = async hub =>
            {
                if ((isFirst && await _answers.SendAsync(bench.Engine, runId)) || await DriveOthersAsync())
                {
                    hub.Ring();
                }
            },
        };
        await hub.RunAsync(DriverInput.Read(DriverStart.Of(instances.Scheduled[runId])));
        return hub;
    }

    /// <summary>Drives what has been started since; what a dead starter has not scheduled is, as the watchdog does. False when there was nothing.</summary>
    public async Task<bool> DriveOthersAsync()
    {
        if (!one.StartsOthers)
        {
            return false;
        }

        var hasDriven = false;
        foreach (var run in await bench.Store.OpenRunsAsync(default))
        {
            if (_driven.Contains(run.Id))
            {
                continue;
            }

            await bench.Engine.TakeUpAsync(run, default);
            await DriveAsync(run.Id);
            hasDriven = true;
        }

        return hasDriven;
    }
}
