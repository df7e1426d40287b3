using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Forks;

/// <summary>A fork is found in the store, and may be written to, before its host has taken it up.</summary>
public sealed class ForkMailTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signal_InTheMomentAForkIsRecorded_ReachesIt(bool hasKey)
    {
        var store = new TellingStore(new());
        await using var bench = new EngineBench(new TestCatalogue(new WaitingKind()), store);
        store.Told = run => bench.Engine.SignalAsync(run, "go", "first", [new(JsonElement.Parse("""{"n":7}"""))], default).AsTask();
        var drawn = Drawn.Of("w:awaits {\"signal\":\"go\"}; t -> w");
        var source = await bench.StartAsync(hasKey ? drawn with { Config = drawn.Config with { Concurrency = new("one") } } : drawn);
        await bench.Engine.SignalAsync(source.RunId, "go", "of the source", [], default);
        await bench.EndedAsync(source);
        var frame = (await bench.Reader.ListAsync(source.RunId, new(), default))!.Items.First(frame => frame.NodeId == "w").Sequence;

        var fork = Assert.IsType<ForkResult.Forked>(await bench.Engine.ForkAsync(new() { Source = source.RunId, FromFrame = frame }, default)).Run;

        Assert.Equal(RunStatus.Completed, (await bench.EndedAsync(fork)).Status);
        Assert.Equal(MailResult.Added, store.Result);
    }

    /// <summary>Tells somebody of a fork once it is kept, and waits for what that one does.</summary>
    private sealed class TellingStore(MemoryRunStore inner) : RunStoreOver(inner)
    {
        public Func<string, Task<MailResult>>? Told { get; set; }

        public MailResult? Result { get; private set; }

        public override async ValueTask<JournalResult> WriteAsync(JournalWrite write)
        {
            var written = await base.WriteAsync(write);
            if (write.Run is { ForkedFrom: not null } && Result is null)
            {
                Result = await Told!(write.Run.Id);
            }

            return written;
        }
    }
}
