using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Core.Assistance;

/// <summary>What of a run matters to a failure. The AI layer redacts the items before a model sees them.</summary>
public sealed record RunExcerpt
{
    /// <summary>Id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>The node that failed, or that is asked about.</summary>
    public required string NodeId { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Items it was given, by port: the first ones, with the failing one.</summary>
    public IReadOnlyList<ExcerptItems> Input { get; init; } = [];

    /// <summary>First items that nodes before it gave.</summary>
    public IReadOnlyList<ExcerptItems> Before { get; init; } = [];

    /// <summary>Items that this node was given in an earlier run that ended well; empty when there is none.</summary>
    public IReadOnlyList<ExcerptItems> Earlier { get; init; } = [];
}

/// <summary>Some items of a port.</summary>
/// <param name="NodeId">The node they came out of, or were given to.</param>
/// <param name="Port">The port.</param>
/// <param name="Count">Items in all.</param>
/// <param name="Items">The first of them.</param>
public sealed record ExcerptItems(string NodeId, string Port, int Count, IReadOnlyList<Item> Items);
