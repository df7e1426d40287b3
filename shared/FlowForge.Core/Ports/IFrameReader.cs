using FlowForge.Core.Frames;
using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>Reads frames and items of runs, live and ended.</summary>
public interface IFrameReader
{
    /// <summary>Frames by sequence, ingress before egress; null when the run is unknown.</summary>
    ValueTask<Page<Frame>?> ListAsync(string runId, FrameQuery query, CancellationToken cancellation);

    /// <summary>Items of one port of a frame; null when there is no such run, frame or port.</summary>
    ValueTask<ItemsPage?> ItemsAsync(string runId, long sequence, bool output, string? port, int offset, int limit, CancellationToken cancellation);

    /// <summary>The run's output (semantics 7), or null when it has none.</summary>
    ValueTask<ItemList?> OutputAsync(RunRecord run, CancellationToken cancellation);
}

/// <summary>Which frames to list.</summary>
/// <param name="Node">Of this node only.</param>
/// <param name="Iteration">Of this iteration only.</param>
/// <param name="Status">With this status only.</param>
/// <param name="Limit">At most so many, 1 to <see cref="Limits.ListMost"/>.</param>
/// <param name="After">Behind the frame with this sequence.</param>
/// <param name="WithItems">False to count items only: none is read, so that a long run lists fast whatever its data is.</param>
public sealed record FrameQuery(
    string? Node = null, string? Iteration = null, FrameStatus? Status = null, int Limit = Limits.ListDefault, string? After = null, bool WithItems = true);

/// <summary>A range of a port's items.</summary>
/// <param name="Count">Items the port has in all.</param>
/// <param name="Offset">Index of the first one here.</param>
/// <param name="Items">The items.</param>
public sealed record ItemsPage(int Count, int Offset, IReadOnlyList<Item> Items);
