using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Driven;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Running;

namespace FlowForge.Durable.Tests.Support;

/// <summary>A host whose runs are driven in a <see cref="TestHub"/>, over a store that outlives it.</summary>
internal sealed class DrivenBench : IAsyncDisposable
{
    private readonly EngineBench _local;
    private readonly EngineParts _parts;

    public DrivenBench(ICatalogue catalogue, IRunStore? store = null, TimeProvider? clock = null, int sliceRuns = Limits.SegmentRecords, IScripts? scripts = null, HubInstances? instances = null, HubLines? lines = null)
    {
        // Its engine is not used: its way of holding documents and of writing frames down is.
        Store = store ?? new MemoryRunStore();
        _local = new(catalogue, Store, clock, sliceRuns: sliceRuns, scripts: scripts);
        _parts = _local.Parts;
        Instances = instances ?? new();
        Lines = lines ?? new();
        Engine = new(_parts, Instances, Lines);
        Lines.Act = (key, act) => Engine.Turns.ActAsync(key, act, CancellationToken.None);
        Activities = new(Engine.Runs);
    }

    public IRunStore Store { get; }

    public HubInstances Instances { get; }

    public HubLines Lines { get; }

    public DrivenEngine Engine { get; }

    public RunActivities Activities { get; }

    public ConcurrentBag<string> Faults => _local.Faults;

    public DrivenWatch Watch => new(_parts, Engine, Instances, Lines);

    /// <summary>Workflows that runs may start.</summary>
    public void Know(IEnumerable<Workflow> workflows)
    {
        foreach (var workflow in workflows)
        {
            _local.Documents[workflow.Id] = workflow;
        }
    }

    public StartRequest Request(Workflow workflow, int items = 1, string? key = null)
    {
        _local.Documents[workflow.Id] = workflow;
        return new()
        {
            Workflow = workflow,
            Hash = workflow.Id,
            Version = 1,
            Key = key,
            Items = Enumerable.Range(0, items).Select(n => new Item(JsonElement.Parse($$"""{"n":{{n}}}"""))).ToList(),
        };
    }

    /// <summary>Starts a run, drives it to its end and gives its frames; what a host that dies between does is done again by the next one.</summary>
    public async Task<(RunRecord Run, string[] Frames, TestHub Hub)> RunAsync(Workflow workflow, int items, int seed, IWorld? world = null, int window = 64)
    {
        var started = await Engine.StartAsync(Request(workflow, items), default);
        Assert.False(started.IsFailure, started.Failure?.Message);
        return await DriveAsync(started.Value.RunId, seed, world, window);
    }

    /// <summary>Drives a run to its end.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="seed">The order of what happens.</param>
    /// <param name="world">What runs activities; null for this host.</param>
    /// <param name="window">Hand-outs at a time.</param>
    /// <param name="isCalm">Whether everything happens once and in order.</param>
    /// <param name="isRung">The same, and it was rung for before it began.</param>
    public async Task<(RunRecord Run, string[] Frames, TestHub Hub)> DriveAsync(string runId, int seed, IWorld? world = null, int window = 64, bool isCalm = false, bool isRung = false)
    {
        var hub = new TestHub(world ?? new DrivenWorld(Activities), seed)
        {
            IsCalm = isCalm || isRung,
            BeforeStep = hub =>
            {
                if (isRung)
                {
                    hub.Ring();
                    isRung = false;
                }

                return Task.CompletedTask;
            },
        };
        var input = DriverInput.Read(DriverStart.Of(Instances.Scheduled[runId])) with { Window = window };
        await hub.RunAsync(input);
        return (await Store.GetRunAsync(runId, default) ?? throw new InvalidOperationException("no such run"), await _local.FramesAsync(runId), hub);
    }

    public FrameReader Reader => _local.Reader;

    public Task<string> OutputAsync(RunRecord run) => _local.OutputAsync(run);

    public Task<string[]> FramesAsync(string runId) => _local.FramesAsync(runId);

    public ValueTask DisposeAsync() => _local.DisposeAsync();
}

/// <summary>Activities at work.</summary>
internal sealed class DrivenWorld(RunActivities activities) : IWorld
{
    public Task<JsonElement> RunAsync(string activity, JsonElement input) => activities.RunAsync(activity, input, CancellationToken.None);
}
