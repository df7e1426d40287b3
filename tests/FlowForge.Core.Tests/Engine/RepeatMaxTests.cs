using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// The limit of a repeat edge was looked for on every node of its branch instead of the last one, and not at all behind a wait, a loop, or on an error port.
/// </summary>
public sealed class RepeatMaxTests
{
    [Fact]
    public async Task Run_RepeatThatEndsInItsLastAllowedRound_Completes() => await ExpectAsync(
        "q:pass; s:flip; t -> q; q -> s; s.again -> q *2; s.done -> x", RunStatus.Completed, null, "x");

    [Fact]
    public async Task Run_FirstPortRepeatsPastItsMax_FailsOnTheSourceAndNotOnTheNodeBefore() => await ExpectAsync(
        "q:pass; s:split {\"below\":99}; t -> q; q -> s; s.true -> q *2", RunStatus.Failed, "s", "q[2]");

    [Fact]
    public async Task Run_WaitThatRepeatsPastItsMax_Fails() => await ExpectAsync(
        "q:pass; w:wait {\"seconds\":0}; t -> q; q -> w; w -> q *2", RunStatus.Failed, "w", "q[2]");

    [Fact]
    public async Task Run_LoopWhoseDoneRepeatsPastItsMax_Fails() => await ExpectAsync(
        "q:pass; l:loop; t -> q; q -> l; l.loop -> a; a -> l; l.done -> q *2", RunStatus.Failed, "l", "q[2]");

    [Fact]
    public async Task Run_ErrorPortThatRepeatsPastItsMax_Fails() => await ExpectAsync(
        "f:fail; t -> f; f.error -> f *2; f -> x", RunStatus.Failed, "f", "f[2]");

    [Fact]
    public async Task Run_ContinuedFailureThatRepeatsPastItsMax_Fails() => await ExpectAsync(
        "f:fail; t -> f; f -> f *2", RunStatus.Failed, "f", "f[2]", OnError.Continue);

    [Fact]
    public async Task Run_MaxWithAnErrorPort_SendsTheItemsThere() => await ExpectAsync(
        "q:pass; f:wait {\"seconds\":0}; t -> q; q -> f; f -> q *2; f.error -> x", RunStatus.Completed, null, "x");

    private static async Task ExpectAsync(string drawn, RunStatus status, string? node, string present, OnError onError = OnError.ErrorOutput)
    {
        var flip = new TestKind("flip", (context, _) =>
        {
            context.PassThrough(context.Iteration.Last < 2 ? "again" : "done", "in");
            return new(NodeResult.Done);
        }, outputs: ["again", "done"]);
        await using var bench = new EngineBench(new TestCatalogue(flip));
        var (run, frames) = await bench.RunAsync(Drawn.Of(drawn, change: found => found.Id == "f" ? found with { OnError = onError } : found));

        Assert.Equal(status, run.Status);
        Assert.Equal((node, node is null ? null : "repeat.limit"), (run.Failure?.NodeId, run.Failure?.Code));
        Assert.Contains(frames, line => line.StartsWith(present, StringComparison.Ordinal));
        Assert.DoesNotContain(frames, line => line.Contains("[3]", StringComparison.Ordinal));
    }
}
