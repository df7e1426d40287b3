using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.State;

namespace FlowForge.Core.Frames;

/// <summary>A range of another record's output port.</summary>
/// <param name="Sequence">Egress sequence of the producer's record; <see cref="NodeRecord.StartSequence"/> for the start items.</param>
/// <param name="Port">Position of its output port.</param>
/// <param name="Offset">First item.</param>
/// <param name="Count">Items.</param>
public readonly record struct ItemRef(long Sequence, int Port, int Offset, int Count);

/// <summary>The items of an input port: never copied, always ranges of what others gave.</summary>
/// <param name="Port">The port's name.</param>
/// <param name="Refs">The ranges, in order.</param>
public sealed record PortInput(string Port, IReadOnlyList<ItemRef> Refs)
{
    /// <summary>Items in all.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var range in Refs)
            {
                count += range.Count;
            }

            return count;
        }
    }
}

/// <summary>The items of an output port.</summary>
/// <param name="Port">The port's name.</param>
/// <param name="Items">The items, to be read.</param>
/// <param name="Stored">Where they are kept.</param>
/// <param name="Lineage">Where they came from.</param>
public sealed record PortOutput(string Port, ItemList Items, StoredItems Stored, Lineage Lineage);

/// <summary>Where the items of an output are kept.</summary>
public abstract record StoredItems
{
    private StoredItems()
    {
    }

    /// <summary>In the record.</summary>
    public sealed record Inline : StoredItems;

    /// <summary>In pages by content hash.</summary>
    public sealed record Paged(IReadOnlyList<StoredPage> Pages) : StoredItems;

    /// <summary>In other records, whose own outputs are inline or paged.</summary>
    public sealed record Referred(IReadOnlyList<ItemRef> Refs) : StoredItems;

    /// <summary>In the record.</summary>
    public static readonly StoredItems InRecord = new Inline();
}

/// <summary>A stored page of items.</summary>
/// <param name="Hash">Lower-case hex of SHA-256.</param>
/// <param name="Count">Items.</param>
public readonly record struct StoredPage(string Hash, int Count);

/// <summary>The one stored record of an attempt; the API shows it as two frames.</summary>
public sealed record NodeRecord : JournalEntry
{
    /// <summary>Sequence under which a run's start items can be referred to; it is no frame.</summary>
    public const long StartSequence = -1;

    /// <summary>Sequence of its egress frame.</summary>
    public required long Sequence { get; init; }

    /// <summary>Sequence of its ingress frame.</summary>
    public required long IngressSequence { get; init; }

    /// <summary>The node.</summary>
    public required string NodeId { get; init; }

    /// <summary>The iteration's path.</summary>
    public required string Iteration { get; init; }

    /// <summary>1 for the first attempt.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>COMPLETED, FAILED or CANCELLED.</summary>
    public required FrameStatus Status { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>Revision of the workflow in this run.</summary>
    public int Revision { get; init; }

    /// <summary>Its input, by port.</summary>
    public required IReadOnlyList<PortInput> Inputs { get; init; }

    /// <summary>Its output, by port, <c>error</c> last when it has items; empty unless it is the node's result.</summary>
    public IReadOnlyList<PortOutput> Outputs { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Whether it was taken over from the run this one was forked from, or given in its place: the node was not run here.</summary>
    public bool IsGiven { get; init; }

    /// <summary>Whether its output is what the document had pinned to the node, which was not run.</summary>
    public bool IsPinned { get; init; }

    /// <summary>
    /// What the node run changed of the workflow's state; empty unless it is the node's result. A fork that keeps the result leaves it out:
    /// the change has been applied by the run it came from.
    /// </summary>
    public IReadOnlyList<StateChange> State { get; init; } = [];

    /// <summary>Console output.</summary>
    public string? Console { get; init; }

    /// <summary>What it took of language models; no calls when it asked none.</summary>
    public Ports.ModelUsage Usage { get; init; }

    /// <summary>A remark of the engine.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it is its node's result, and not an attempt that failed or was cancelled.</summary>
    public bool IsResult => Status == FrameStatus.Completed || Outputs.Count > 0;

    /// <inheritdoc/>
    public override long FirstSequence => IngressSequence;

    /// <inheritdoc/>
    public override long LastSequence => Sequence;
}
