using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// A message was kept by a store that then timed out: nobody rang, and the run was not told of it before its host started again, however often it was sent. Found by the simulation.
/// </summary>
public sealed class LostAnswerTests
{
    [Fact]
    public async Task Signal_KeptByAStoreThatTimesOut_ReachesTheRun()
    {
        await using var bench = new EngineBench(new TestCatalogue(new WaitingKind()), new TimingOut(new MemoryRunStore()));
        var started = await bench.StartAsync(Drawn.Of("w:awaits {\"signal\":\"go\"}; t -> w; w -> b"));
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Waiting);

        await Assert.ThrowsAsync<StoreFault>(async () => await bench.Engine.SignalAsync(started.RunId, "go", "m1", [new(JsonElement.Parse("""{"n":7}"""))], default));

        Assert.Equal(RunStatus.Completed, (await bench.EndedAsync(started)).Status);
    }

    /// <summary>Keeps the first message and says that it could not.</summary>
    private sealed class TimingOut(IRunStore inner) : RunStoreOver(inner)
    {
        private int _posts;

        public override async ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now)
        {
            var result = await base.PostAsync(mail, now);
            return Interlocked.Increment(ref _posts) > 1 ? result : throw new StoreFault("It took too long.");
        }
    }
}
