using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>
/// A kind that lets its node wait (<see cref="NodeResult.WaitUntil"/>, <see cref="NodeResult.WaitFor"/>) and says what follows when the wait is over.
/// One that suspends without this passes its first input port to its first output port.
/// </summary>
public interface ISuspendingKind : INodeKind
{
    /// <summary>What a <see cref="NodeResult.WaitUntil"/> of this node is called in the run's <c>waits</c>: time or until.</summary>
    WaitMode ModeOf(Node node);

    /// <summary>Ends the attempt behind its wait; under the same rules as <see cref="INodeKind.RunAsync"/>, with the input that the wait began with.</summary>
    ValueTask<NodeResult> GoOnAsync(INodeContext context, Awakening awakening, CancellationToken cancellation);
}

/// <summary>How a wait ended.</summary>
public abstract record Awakening
{
    private Awakening()
    {
    }

    /// <summary>Its time was over, or its deadline has passed.</summary>
    public sealed record TimeOver : Awakening;

    /// <summary>A message came.</summary>
    /// <param name="Items">What it carries; none for a bare signal.</param>
    public sealed record Arrived(IReadOnlyList<Item> Items) : Awakening;
}
