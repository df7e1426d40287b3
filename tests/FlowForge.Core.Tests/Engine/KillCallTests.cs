using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The host dies at each write of runs that call others: none is started twice, none is lost, and the caller gets what each gave.</summary>
public sealed class KillCallTests(ITestOutputHelper output)
{
    private const string Child = "t:trigger.workflow; t -> x; x -> y";

    [Theory]
    [InlineData("c:calls {\"id\":\"child\"}; t -> a; a -> c; c -> b", Child)]
    [InlineData("c:calls {\"id\":\"child\",\"each\":1}; t -> c; c -> b", Child)]
    [InlineData("c:calls {\"id\":\"child\",\"each\":1}; t -> c; c -> b", "t:trigger.workflow; w:wait {\"seconds\":1}; t -> w; w -> x")]
    [InlineData("c:calls {\"id\":\"child\",\"each\":1,\"waits\":false}; t -> c; c -> b", Child)]
    [InlineData("c:calls {\"id\":\"child\"}; t -> c; c -> b", "t:trigger.workflow; g:calls {\"id\":\"grandchild\",\"each\":1}; t -> g; g -> x")]
    [InlineData("l:loop {\"batchSize\":1}; c:calls {\"id\":\"child\"}; t -> l; l.loop -> c; c -> l; l.done -> b", Child)]
    public Task Kill_AtEachWrite_SameRuns(string drawn, string child) => EachAsync(drawn, child, null);

    [Theory]
    [InlineData(OnError.Stop, null)]
    [InlineData(OnError.ErrorOutput, null)]
    [InlineData(OnError.Continue, 2)]
    public Task Kill_AtEachWrite_SameFailures(OnError onError, int? tries) => EachAsync(
        "c:calls {\"id\":\"child\"}; t -> c; c -> b; c.error -> e", "t:trigger.workflow; f:fail; t -> x; x -> f",
        node => node.Id == "c" ? node with { OnError = onError, Retry = tries is { } most ? new(most, 0.1) : null } : node);

    private async Task EachAsync(string drawn, string child, Func<Node, Node>? change)
    {
        var workflow = Drawn.Of(drawn, change: change);
        Workflow[] others = [Drawn.Of(child, id: "child"), Drawn.Of("t:trigger.workflow; t -> z", id: "grandchild")];
        IEnumerable<INodeKind> Kinds(DyingStore store, EffectLedger ledger) => Lives.Outside(store, ledger);
        await Kills.SameAsync(output, drawn, () => new Lives(workflow, 3, Kinds, new FakeTimeProvider()) { Others = others });
    }
}
