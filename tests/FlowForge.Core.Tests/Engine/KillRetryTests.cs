using FlowForge.Core.Model;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The host dies after each durable write of runs whose nodes are tried again, at once or later (semantics 3).</summary>
public sealed class KillRetryTests(ITestOutputHelper output)
{
    private static readonly RetryPolicy Soon = new(3, 0.01);

    // A little more than what is slept inside a hand-out: the clock of these tests walks in small steps.
    private static readonly RetryPolicy Later = new(3, Limits.InlineRetrySeconds + 0.1);

    [Theory]
    [InlineData("l:loop; f:flaky; t -> l; l.loop -> a; a -> f; f -> b; b -> l; a -> x; l.done -> z")]
    [InlineData("o:loop; l:loop; f:flaky; t -> o; o.loop -> l; l.loop -> f; l.loop -> a; f -> l; l.done -> o; o.done -> z")]
    public async Task Kill_AtEachWriteInLoopsThatRetryLater_ExactFrames(string drawn)
    {
        await Kills.EachAsync(output, drawn, 3, node => node.Id == "f" ? node with { Retry = Soon } : node);
        await Kills.EachAsync(output, drawn, 3, node => node.Id == "f" ? node with { Retry = Later } : node);
    }

    [Theory]
    [InlineData("f:flaky; t -> f; f -> a")]
    [InlineData("f:flaky; t -> a; a -> f; t -> b; f -> j; b -> j")]
    public async Task Kill_AtEachWrite_Retries(string drawn)
    {
        await Kills.EachAsync(output, drawn, 2, node => node.Id == "f" ? node with { Retry = Soon } : node);
        await Kills.EachAsync(output, drawn, 2, node => node.Id == "f" ? node with { Retry = Later } : node);
    }
}
