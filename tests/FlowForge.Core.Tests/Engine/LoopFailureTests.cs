using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A loop that failed with <c>onError: continue</c> put its items out on the port of its body, where nothing takes them.</summary>
public sealed class LoopFailureTests
{
    [Fact]
    public async Task Run_LoopFailsAndContinues_ItemsGoOnBehindIt()
    {
        var broken = new TestKind(
            "broken", (_, _) => new(new NodeResult.Failed(Failures.Failure.Of("test.failed", "It failed."))), outputs: ["loop", "done"], isLoop: true);
        await using var bench = new EngineBench(new TestCatalogue(broken));
        var (run, frames) = await bench.RunAsync(
            Drawn.Of("l:broken; p:pass; t -> l; l.loop -> a; a -> l; a -> x; l.done -> p", change: node => node.Id == "l" ? node with { OnError = OnError.Continue } : node),
            items: 2);

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Contains("p Completed out=0!test.failed,1!test.failed", frames);
        Assert.DoesNotContain(frames, line => line.StartsWith('a'));
    }
}
