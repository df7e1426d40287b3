using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// A run that was changed while one of its hand-outs was still running forgot that it was, and stood still for ever: the decider had nothing to do, yet nodes were unsettled. Found by the
/// simulation.
/// </summary>
public sealed class RevisionWhileBusyTests
{
    [Fact]
    public async Task Apply_AnotherNodeIsStillRunning_TheRunGoesOnBehindBoth()
    {
        var (holds, goes) = (new TaskCompletionSource(), new TaskCompletionSource());
        var kinds = new TestCatalogue(
            new TestKind("holds", async (context, _) =>
            {
                holds.TrySetResult();
                await goes.Task;
                context.PassThrough("out", "in");
                return NodeResult.Done;
            }),
            new TestKind("needs", async (context, _) =>
            {
                await holds.Task;
                context.PassThrough("out", "in");
                return context.Node.Parameters.TryGetProperty("ok", out JsonElement _) ? NodeResult.Done : new NodeResult.Failed(Failures.Failure.Of("test.needs", "It needs ok."));
            }));
        await using var bench = new EngineBench(kinds);
        var started = await bench.StartAsync(Drawn.Of("h:needs; s:holds; t -> h; t -> s; h -> b; s -> c") with { Config = new() { Healing = Healing.Suggest } });
        await RunRulesTests.Eventually(() => bench.Engine.Pauses(started.RunId).Count == 1);

        var answer = bench.Engine.AnswerPauseAsync(started.RunId, bench.Engine.Pauses(started.RunId)[0].Id, new(PauseAnswerType.Apply)
        {
            Operations =
            [
                new WorkflowOperation.SetParameters("h", JsonElement.Parse("""{"ok":true}""")),
                new WorkflowOperation.AddNode(new() { Id = "x", Kind = "tag" }, 0),
                new WorkflowOperation.Connect(new() { From = "h", To = "x" }),
            ],
        }, default).AsTask();
        goes.SetResult();

        Assert.IsType<PauseResult.Taken>(await answer);
        Assert.Equal(RunStatus.Completed, (await bench.EndedAsync(started)).Status);
        Assert.Equal(["b Completed out=0b", "c Completed out=0c", "x Completed out=0x"], (await bench.FramesAsync(started.RunId)).Where(line => line[0] is 'b' or 'c' or 'x'));
    }
}
