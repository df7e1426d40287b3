using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A run sees the variables as they were when it started, also after a restart.</summary>
public sealed class VariableTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryRunStore _store = new();
    private readonly MemoryVariableStore _variables;
    private readonly ConcurrentQueue<string> _seen = new();

    public VariableTests() => _variables = new(_clock);

    [Fact]
    public async Task Run_VariableChangesMeanwhile_SeesTheOneItStartedWith()
    {
        await SetAsync("1");
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("r1:reads; w:wait {\"seconds\":2}; r2:reads; t -> r1; r1 -> w; w -> r2"));
        await RunRulesTests.Eventually(() => bench.Engine.Waits(started.RunId).Count == 1);
        await SetAsync("2");
        await EndAsync(started.Ended);

        Assert.Equal(["""{"v":1}""", """{"v":1}"""], _seen);
        await EndAsync((await bench.StartAsync(Drawn.Of("r:reads; t -> r"))).Ended);
        Assert.Equal("""{"v":2}""", _seen.Last());
    }

    [Fact]
    public async Task Run_ResumedAfterAChange_SeesTheOneItStartedWith()
    {
        await SetAsync("1");
        var workflow = Drawn.Of("w:wait {\"seconds\":2}; r:reads; t -> w; w -> r");
        string id;
        await using (var first = Bench())
        {
            id = (await first.StartAsync(workflow)).RunId;
            await RunRulesTests.Eventually(() => first.Engine.Waits(id).Count == 1);
        }

        await SetAsync("2");
        await using var second = Bench();
        second.Documents[workflow.Id] = workflow;
        Assert.Equal(1, await second.Engine.ResumeAsync(default));
        await RunRulesTests.Eventually(() => Ended(second, id));

        Assert.Equal(["""{"v":1}"""], _seen);
        Assert.Empty(second.Faults);
    }

    [Fact]
    public async Task Run_NoVariables_SeesAnEmptyObjectAndKeepsNone()
    {
        await using var bench = Bench();
        var (run, _) = await bench.RunAsync(Drawn.Of("r:reads; t -> r"));

        Assert.Equal(["{}"], _seen);
        Assert.Null(run.Variables);
        Assert.Equal("drawn", run.WorkflowName);
    }

    private async Task SetAsync(string value) => await _variables.SetAsync("v", JsonElement.Parse(value), WriteCondition.None, default);

    private EngineBench Bench() => new(
        new TestCatalogue(new TestKind("reads", (context, _) =>
        {
            _seen.Enqueue(context.Run.Variables.GetRawText());
            context.PassThrough("out", "in");
            return new(NodeResult.Done);
        })),
        _store, _clock, variables: _variables);

    private bool Ended(EngineBench bench, string id)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        return bench.StatusOf(id) == RunStatus.Completed;
    }

    private Task EndAsync(Task ended) => RunRulesTests.Eventually(() =>
    {
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        return ended.IsCompleted;
    });
}
