using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Forks;

/// <summary>Forks of runs that still run, that failed, of forks, and what is refused.</summary>
public sealed class ForkRulesTests
{
    private const string Chain = "t -> a; a -> b; b -> c";

    [Fact]
    public async Task Fork_OfAFailedRunFromItsFailedFrame_TriesThatNodeAgain()
    {
        var fails = true;
        await using var bench = new ForkBench(pause => [Tagging("tag", pause), new TestKind("moody", async (context, stop) =>
        {
            await pause(context);
            return fails ? new NodeResult.Failed(Failures.Failure.Of("test.moody", "Not now.")) : await PassAsync(context);
        })]);
        var source = await bench.RunAsync(Drawn.Of("m:moody; t -> a; a -> m; m -> b"));
        Assert.Equal(RunStatus.Failed, source.Status);

        fails = false;
        var failed = (await bench.FramesAsync(source.Id)).Single(frame => frame is { NodeId: "m", Side: FrameSide.Egress });
        var fork = await bench.ForkedAsync(source.Id, failed.Sequence);
        Assert.Equal((RunStatus.Completed, "0ab,1ab"), (fork.Status, await bench.Engine.OutputAsync(fork)));
        Assert.Equal((0, 1, 1), (bench.Calls(fork.Id, "a", ""), bench.Calls(fork.Id, "m", ""), bench.Calls(fork.Id, "b", "")));
        Assert.Equal(RunStatus.Failed, (await bench.Engine.Engine.GetAsync(source.Id, default))!.Status);
    }

    [Fact]
    public async Task Fork_OfARunThatStillRuns_KeepsWhatIsThereAndRunsTheRestAnew()
    {
        var held = new TaskCompletionSource();
        await using var bench = new ForkBench(pause => [Tagging("tag", pause), new TestKind("held", async (context, _) =>
        {
            await pause(context);
            await held.Task;
            return await PassAsync(context);
        })]);
        var started = await bench.Engine.StartAsync(Drawn.Of("h:held; j:join; t -> a; a -> b; t -> h; b -> j.in1; h -> j.in2"), items: 1);
        await UntilAsync(async () => (await bench.Engine.FramesAsync(started.RunId)).Contains("b Completed out=0ab"));
        var b = (await bench.FramesAsync(started.RunId)).Single(frame => frame is { NodeId: "b", Side: FrameSide.Ingress });
        var result = Assert.IsType<ForkResult.Forked>(await bench.ForkAsync(started.RunId, b.Sequence));
        held.SetResult();
        var (source, fork) = (await started.Ended, await result.Run.Ended);

        Assert.Equal(await bench.Engine.FramesAsync(source.Id), await bench.Engine.FramesAsync(fork.Id));
        Assert.Equal((0, 1, 1), (bench.Calls(fork.Id, "a", ""), bench.Calls(fork.Id, "b", ""), bench.Calls(fork.Id, "h", "")));
    }

    [Fact]
    public async Task Fork_OfAForkWithOtherInput_KeepsItWhereNothingBeforeItChanges()
    {
        await using var bench = new ForkBench(pause => [Tagging("tag", pause)]);
        var source = await bench.RunAsync(Drawn.Of(Chain), items: 1);
        var edited = await bench.ForkedAsync(source.Id, await SequenceAsync(bench, source, "b", FrameSide.Ingress), Items("in", "x"));
        Assert.Equal("7xbc", await bench.Engine.OutputAsync(edited));

        var behind = await bench.ForkedAsync(edited.Id, await SequenceAsync(bench, edited, "c", FrameSide.Ingress));
        Assert.Equal("7xbc", await bench.Engine.OutputAsync(behind));
        var itself = await bench.ForkedAsync(edited.Id, await SequenceAsync(bench, edited, "b", FrameSide.Ingress));
        Assert.Equal("7xbc", await bench.Engine.OutputAsync(itself));
        var before = await bench.ForkedAsync(edited.Id, await SequenceAsync(bench, edited, "a", FrameSide.Ingress));
        Assert.Equal("0abc", await bench.Engine.OutputAsync(before));
        Assert.All([edited, behind, itself, before], fork => Assert.Equal(source.Id, fork.Family));
    }

    [Fact]
    public async Task Fork_FromTheTriggerWithItems_IsARunWithThem()
    {
        await using var bench = new ForkBench(pause => [Tagging("tag", pause)]);
        var source = await bench.RunAsync(Drawn.Of(Chain), items: 2);
        var fork = await bench.ForkedAsync(source.Id, await SequenceAsync(bench, source, "t", FrameSide.Ingress), Items("in", "new"));
        Assert.Equal("7newabc", await bench.Engine.OutputAsync(fork));
    }

    [Fact]
    public async Task Fork_OfLargeItems_SharesTheFamilysPagesAndOutlivesItsSource()
    {
        var store = new MemoryRunStore();
        await using var bench = new ForkBench(pause => [Tagging("tag", pause, 24 * 1024)], store);
        var source = await bench.RunAsync(Drawn.Of(Chain), items: 40);
        var fork = await bench.ForkedAsync(source.Id, await SequenceAsync(bench, source, "c", FrameSide.Ingress));
        Assert.True(await store.DeleteRunAsync(source.Id, default));

        await using var later = new EngineBench(store: store);
        Assert.Equal(await bench.Engine.OutputAsync(fork), await later.OutputAsync(fork));
        var again = await bench.ForkedAsync(fork.Id, await SequenceAsync(bench, fork, "b", FrameSide.Ingress));
        Assert.Equal(await bench.Engine.OutputAsync(fork), await bench.Engine.OutputAsync(again));
        Assert.Equal(0, bench.Calls(again.Id, "a", ""));
    }

    [Fact]
    public async Task Fork_WithAKeyTwice_IsOneForkAndAnotherBodyIsRefused()
    {
        await using var bench = new ForkBench(pause => [Tagging("tag", pause)]);
        var source = await bench.RunAsync(Drawn.Of(Chain));
        var request = new ForkRequest { Source = source.Id, FromFrame = await SequenceAsync(bench, source, "b", FrameSide.Ingress), Key = "k", BodyHash = "1" };
        var first = Assert.IsType<ForkResult.Forked>(await bench.Engine.Engine.ForkAsync(request, default));
        var second = Assert.IsType<ForkResult.Forked>(await bench.Engine.Engine.ForkAsync(request, default));
        Assert.Equal((first.Run.RunId, true), (second.Run.RunId, second.Run.IsRepeat));
        var other = Assert.IsType<ForkResult.Refused>(await bench.Engine.Engine.ForkAsync(request with { BodyHash = "2" }, default));
        Assert.Equal("start.keyReused", other.Failure.Code);
    }

    [Fact]
    public async Task Fork_OfWhatIsNotThere_IsRefused()
    {
        await using var bench = new ForkBench(pause => [Tagging("tag", pause)]);
        var source = await bench.RunAsync(Drawn.Of("s:split; t -> s; s.true -> a; s.false -> b; b -> c"), items: 1);
        Assert.Equal("run.unknown", await CodeAsync(bench, "nobody", 1));
        Assert.Equal("frame.unknown", await CodeAsync(bench, source.Id, 999_999));
        Assert.Equal("frame.unknown", await CodeAsync(bench, source.Id, -1));
        Assert.Equal("fork.skipped", await CodeAsync(bench, source.Id, await SequenceAsync(bench, source, "c", FrameSide.Egress), Items("out", "x")));
        Assert.Equal("fork.unknownPort", await CodeAsync(bench, source.Id, await SequenceAsync(bench, source, "a", FrameSide.Egress), Items("nowhere", "x")));
        Assert.Single((await bench.Engine.Store.ListRunsAsync(new(), default)).Items);
    }

    private static async Task<string> CodeAsync(ForkBench bench, string run, long frame, Dictionary<string, IReadOnlyList<Item>>? items = null) =>
        Assert.IsType<ForkResult.Refused>(await bench.ForkAsync(run, frame, items)).Failure.Code;

    private static async Task<long> SequenceAsync(ForkBench bench, RunRecord run, string node, FrameSide side) =>
        (await bench.FramesAsync(run.Id)).Single(frame => frame.NodeId == node && frame.Side == side).Sequence;

    private static Dictionary<string, IReadOnlyList<Item>> Items(string port, string path) =>
        new() { [port] = [new(JsonElement.Parse($$"""{"n":7,"path":"{{path}}"}"""))] };

    private static ValueTask<NodeResult> PassAsync(INodeContext context)
    {
        context.PassThrough("out", "in");
        return new(NodeResult.Done);
    }

    /// <summary>Counted, and tagging as the catalogue's own does.</summary>
    private static TestKind Tagging(string name, Func<INodeContext, Task> pause, int padding = 0) => new(name, async (context, stop) =>
    {
        await pause(context);
        var items = await context.FirstInput.ReadAllAsync(stop);
        for (var i = 0; i < items.Count; i++)
        {
            var path = items[i].Json.TryGetProperty("path", out var p) ? p.GetString() : "";
            var json = JsonElement.Parse(
                $$"""{"n":{{items[i].Json.GetProperty("n")}},"path":"{{path}}{{context.Node.Id}}","fat":"{{new string('x', padding)}}"}""");
            await context.WriteAsync("out", new(json), Origin.First(i));
        }

        return NodeResult.Done;
    });

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; !await holds(); i++)
        {
            Assert.True(i < 600, "it does not come to that");
            await Task.Delay(5);
        }
    }
}
