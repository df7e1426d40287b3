using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Starts;

/// <summary>What an expression sees before its run begins: the facts of the run, and the first item of its trigger.</summary>
internal sealed class StartScope(RunFacts run, Node trigger, ItemList items, DateTimeOffset now) : IScriptScope
{
    public RunFacts Run => run;

    public Node Node => trigger;

    public Iteration Iteration => Iteration.Root;

    public DateTimeOffset Now => now;

    public ItemList Input(string? port = null) => items;

    public Outcome<ItemList> Output(string nodeName, string? port) => NotYet(nodeName);

    public Node? Find(string nodeName) => nodeName == trigger.DisplayName ? trigger : null;

    public ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation) =>
        new([.. Enumerable.Repeat<Outcome<PairedItem>>(NotYet(nodeName), count)]);

    private static Failure NotYet(string nodeName) =>
        Failure.Of(FailureCodes.NotUpstream, $"The run has not begun, so node '{nodeName}' has given nothing.");
}
