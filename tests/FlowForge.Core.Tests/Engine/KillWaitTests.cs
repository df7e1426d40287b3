using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// The host dies at each commit point of waits, signals and answers in turn: a message that was taken is used once, whatever the host had come to,
/// and one whose sender was not answered is sent again.
/// </summary>
public sealed class KillWaitTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("w:awaits {\"signal\":\"go\"}; t -> a; a -> w; w -> b", "go=1")]
    [InlineData("w1:awaits {\"signal\":\"go\"}; w2:awaits {\"signal\":\"go\"}; t -> a; a -> w1; w1 -> b; b -> w2; w2 -> c", "go=1 go=2 go=3")]
    [InlineData("w1:awaits {\"signal\":\"a\"}; w2:awaits {\"signal\":\"b\"}; j:join; t -> w1; t -> w2; w1 -> x; x -> j.in1; w2 -> j.in2; j -> y", "b=1 a=2")]
    [InlineData("p:wait {\"seconds\":1}; w:awaits {\"signal\":\"go\"}; t -> p; p -> w; w -> b", "go=1 never=2")]
    [InlineData("l:loop {\"batchSize\":2}; w:awaits {\"signal\":\"go\"}; t -> l; l.loop -> w; w -> a; a -> l; l.done -> b", "go=1 go=2")]
    [InlineData("w:awaits {\"signal\":\"go\",\"deadline\":1}; h:awaits {\"signal\":\"other\"}; t -> w; w.timeout -> a; a -> h; h -> b", "other=1")]
    [InlineData("w:awaits {\"signal\":\"go\",\"fails\":1}; t -> w; w -> a", "go=1 go=2")]
    public Task Kill_AtEachWrite_Signals(string drawn, string messages) => EachAsync(drawn, messages);

    [Theory]
    [InlineData("w:awaits; t -> a; a -> w; w -> b", "@w=1")]
    [InlineData("p:wait {\"seconds\":1}; w:awaits; t -> p; p -> w; w -> b", "@w=1")]
    [InlineData("w1:awaits; w2:awaits; j:join; t -> w1; t -> w2; w1 -> j.in1; w2 -> j.in2; j -> y", "@w2=1 @w1=2")]
    [InlineData("w:awaits {\"deadline\":1}; t -> w; w -> a; w.timeout -> b; b -> c", "")]
    [InlineData("w:awaits {\"deadline\":1}; v:awaits; t -> w; w.timeout -> v; v -> c", "@v=1")]
    [InlineData("l:loop {\"concurrency\":2}; w:awaits; t -> l; l.loop -> w; w -> a; a -> l; l.done -> b", "@w[1]=1 @w[0]=2")]
    public Task Kill_AtEachWrite_Answers(string drawn, string messages) => EachAsync(drawn, messages);

    private async Task EachAsync(string drawn, string messages)
    {
        static Node Change(Node node) => node.Parameters.TryGetProperty("fails", out _) ? node with { Retry = new(3, 0.01) } : node;
        var items = drawn.Contains("concurrency", StringComparison.Ordinal) ? 2 : drawn.Contains("loop", StringComparison.Ordinal) ? 4 : 1;
        var workflow = Drawn.Of(drawn, change: Change);
        IEnumerable<INodeKind> Kinds(DyingStore store, EffectLedger ledger) => [.. Lives.Outside(store, ledger), new WaitingKind()];
        await Kills.SameAsync(
            output, drawn, () => new Lives(workflow, items, Kinds, new FakeTimeProvider()) { Messages = OutsideMessage.Of(messages) }, null);
        await Kills.SameAsync(
            output, drawn + " (restless)", () => new Lives(workflow, items, Kinds, new RestlessClock()) { Messages = OutsideMessage.Of(messages) }, null);
    }
}
