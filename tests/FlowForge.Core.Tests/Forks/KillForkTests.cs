using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Forks;

/// <summary>The host dies at each write of a fork, and of what the fork goes on with: there is one fork, what it keeps is not run again, and nothing of the rest twice.</summary>
public sealed class KillForkTests(ITestOutputHelper output)
{
    private const string Parts = "j:join; t -> a; a -> b; a -> c; b -> j.in1; c -> j.in2; j -> z";
    private const string Loop = "l:loop {\"batchSize\":1}; t -> l; l.loop -> a; a -> b; b -> l; l.done -> z";

    [Theory]
    [InlineData(Parts, "a", "", FrameSide.Ingress, null)]
    [InlineData(Parts, "b", "", FrameSide.Ingress, null)]
    [InlineData(Parts, "b", "", FrameSide.Egress, null)]
    [InlineData(Parts, "b", "", FrameSide.Ingress, 7)]
    [InlineData(Parts, "b", "", FrameSide.Egress, 7)]
    [InlineData(Parts, "t", "", FrameSide.Ingress, 7)]
    [InlineData(Loop, "a", "1", FrameSide.Ingress, null)]
    [InlineData(Loop, "l", "", FrameSide.Ingress, 7)]
    [InlineData("l:loop {\"concurrency\":2}; t -> l; l.loop -> a; a -> b; b -> l; l.done -> z", "a", "0", FrameSide.Ingress, null)]
    [InlineData("s:split {\"round\":2}; p:pass; t -> s; s.false -> p *5; p -> s; s.true -> x", "p", "1", FrameSide.Ingress, null)]
    [InlineData("c:calls {\"id\":\"child\",\"each\":1}; t -> a; a -> c; c -> b", "c", "", FrameSide.Ingress, null)]
    [InlineData("c:calls {\"id\":\"child\",\"each\":1}; t -> a; a -> c; c -> b", "b", "", FrameSide.Ingress, null)]
    [InlineData("w:wait {\"seconds\":1}; t -> a; a -> w; w -> b", "w", "", FrameSide.Ingress, null)]
    public Task Kill_AtEachWrite_OneFork(string drawn, string node, string iteration, FrameSide side, int? n) =>
        EachAsync(drawn, new(), async (bench, source) => new()
        {
            Source = source.Id,
            FromFrame = await FrameAsync(bench, source, node, iteration, side),
            Items = n is null ? null : new Dictionary<string, IReadOnlyList<Item>> { [side == FrameSide.Egress ? "out" : "in"] = [Item(n.Value)] },
        });

    [Theory]
    [InlineData(WhenBusy.Queue)]
    [InlineData(WhenBusy.Skip)]
    [InlineData(WhenBusy.Replace)]
    public Task Kill_AtEachWriteOfOneThatTakesAPlace_OneFork(WhenBusy whenBusy) =>
        EachAsync(Parts, new() { Concurrency = new("k", 1, whenBusy) }, async (bench, source) => new()
        {
            Source = source.Id,
            FromFrame = await FrameAsync(bench, source, "b", "", FrameSide.Ingress),
        });

    [Fact]
    public Task Kill_AtEachWriteOfOneFromAWaitingRun_ItsOwnWaitIsAnsweredOnce() =>
        EachAsync("w:awaits; t -> a; a -> w; w -> b", new(), async (bench, source) => new()
        {
            Source = source.Id,
            FromFrame = await FrameAsync(bench, source, "w", "", FrameSide.Ingress),
        }, messages: OutsideMessage.Of("@w=4"));

    [Fact]
    public Task Kill_AtEachWriteOfOneWithSignals_TheyAreUsedOnce() =>
        EachAsync("a:tag; w:awaits {\"signal\":\"go\"}; v:awaits {\"signal\":\"go\"}; t -> a; a -> w; w -> v; v -> b", new(), async (bench, source) => new()
        {
            Source = source.Id,
            FromFrame = await FrameAsync(bench, source, "a", "", FrameSide.Ingress),
        }, messages: OutsideMessage.Of("go=1 go=2"));

    [Theory]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "h=apply")]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "h=skip")]
    public Task Kill_AtEachWriteOfARetryThatPauses_TheAnswerIsUsedOnce(string drawn, string answers) =>
        EachAsync(drawn, new() { Healing = Healing.Suggest }, async (bench, source) => new()
        {
            Source = source.Id,
            FromFrame = await FrameAsync(bench, source, "h", "", FrameSide.Ingress),
        }, () => PauseReply.Of(answers));

    [Theory]
    [InlineData("j:join; t -> a; a -> b; a -> c; b -> d; d -> j.in1; c -> j.in2; j -> z", "d", "")]
    [InlineData(Parts, "j", "j=continue")]
    [InlineData(Parts, "b", "")]
    public Task Kill_AtEachWriteOfOneFromANode_OneRun(string changed, string node, string answers)
    {
        var document = Drawn.Of(changed);
        return EachAsync(Parts, new(), (bench, source) =>
        {
            bench.Documents["changed"] = document;
            return Task.FromResult(new ForkRequest
            {
                Source = source.Id,
                FromNode = node,
                Document = new(document, "changed", 0),
                Part = answers.Length > 0 ? RunPart.Whole.BreakingAt([node]) : RunPart.Whole,
            });
        }, () => PauseReply.Of(answers), known: bench => bench.Documents["changed"] = document);
    }

    private static Item Item(int n) => new(JsonElement.Parse($$"""{"n":{{n}}}"""));

    private static async Task<long> FrameAsync(EngineBench bench, RunRecord source, string node, string iteration, FrameSide side) =>
        (await bench.Reader.ListAsync(source.Id, new(Limit: 500), default))!.Items
            .First(frame => (frame.NodeId, frame.Iteration, frame.Side) == (node, iteration, side)).Sequence;

    private Task EachAsync(
        string drawn, WorkflowConfig config, Func<EngineBench, RunRecord, Task<ForkRequest>> fork, IReadOnlyList<IOutsideMessage>? messages = null) =>
        EachAsync(drawn, config, fork, () => messages ?? []);

    private async Task EachAsync(
        string drawn, WorkflowConfig config, Func<EngineBench, RunRecord, Task<ForkRequest>> fork, Func<IReadOnlyList<IOutsideMessage>> messages, Action<EngineBench>? known = null)
    {
        var workflow = Drawn.Of(drawn, config);
        IEnumerable<INodeKind> Kinds(DyingStore store, EffectLedger ledger) => [.. Lives.Outside(store, ledger), new WaitingKind()];
        Lives Begin(FakeTimeProvider clock) => new(workflow, 3, Kinds, clock)
        {
            Fork = fork,
            Messages = messages(),
            Others = [Drawn.Of("t:trigger.workflow; t -> x", id: "child")],
            Known = known,
            Window = 1,
        };
        await Kills.SameAsync(output, drawn, () => Begin(new FakeTimeProvider()));
        await Kills.SameAsync(output, drawn + " (restless)", () => Begin(new RestlessClock()));
    }
}
