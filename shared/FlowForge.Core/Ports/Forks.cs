using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>What to fork, and from where (semantics 8).</summary>
public sealed record ForkRequest
{
    /// <summary>Id of the run to fork, live or ended.</summary>
    public required string Source { get; init; }

    /// <summary>Sequence of the frame of that run from which the fork goes its own way; -1 with <see cref="FromNode"/>.</summary>
    public long FromFrame { get; init; } = -1;

    /// <summary>
    /// Id of a node from which the fork goes its own way in every iteration, in place of a frame: the source need not have run it, nor have it. Results of nodes
    /// that depend on it in either document are not kept.
    /// </summary>
    public string? FromNode { get; init; }

    /// <summary>What of the document the fork runs; null for the part that the source runs. Results of nodes outside it are let go.</summary>
    public RunPart? Part { get; init; }

    /// <summary>What started it; null for what started the source.</summary>
    public string? Mode { get; init; }

    /// <summary>What the fork does when a step breaks; null for what the source does.</summary>
    public Healing? Healing { get; init; }

    /// <summary>Id of the trigger that the source must have been started by; null for any.</summary>
    public string? Trigger { get; init; }

    /// <summary>Another document for the fork, the workflow's newest as a rule; null for the one the source runs.</summary>
    public ForkDocument? Document { get; init; }

    /// <summary>
    /// Items by port, or null. From an ingress frame they are the node's input, from an egress frame its output, and it is not run again;
    /// a port that is not named has none. With <see cref="FromNode"/> only for the trigger: the items that the run starts with, on port <c>in</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Item>>? Items { get; init; }

    /// <summary>Key of a fork that happens once, or null.</summary>
    public string? Key { get; init; }

    /// <summary>Hash of what was asked, for <see cref="Key"/>.</summary>
    public string BodyHash { get; init; } = "";
}

/// <summary>A document that is saved or pinned.</summary>
/// <param name="Workflow">The document.</param>
/// <param name="Hash">Its content hash.</param>
/// <param name="Version">Version, 0 when it is not saved.</param>
public sealed record ForkDocument(Workflow Workflow, string Hash, int Version);

/// <summary>How a fork ended.</summary>
public abstract record ForkResult
{
    private ForkResult()
    {
    }

    /// <summary>The fork is recorded, and goes on by itself.</summary>
    public sealed record Forked(StartedRun Run) : ForkResult;

    /// <summary>There is no fork; nothing is recorded.</summary>
    /// <param name="Failure">
    /// <c>run.unknown</c>, <c>frame.unknown</c>, <c>node.unknown</c> (the document has no such node), <c>fork.startItems</c> (items, and the node is no trigger), <see cref="Incompatible"/>, <c>fork.unknownPort</c>, <c>fork.skipped</c> (a node that was skipped has no
    /// output to replace), or those of <see cref="IRunEngine.StartAsync"/>.
    /// </param>
    /// <param name="Nodes">Ids of the nodes to blame, in plan order.</param>
    public sealed record Refused(Failure Failure, IReadOnlyList<string> Nodes) : ForkResult;

    /// <summary>Code: results that would be kept belong to nodes that the other document does not have, or has with another kind or other edges.</summary>
    public const string Incompatible = "fork.incompatible";

    /// <summary>The refusal.</summary>
    public static ForkResult Of(Failure failure) => new Refused(failure, failure.NodeId is { } node ? [node] : []);
}
