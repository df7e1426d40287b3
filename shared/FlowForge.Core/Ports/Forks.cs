using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>What to fork, and from where (semantics 8).</summary>
public sealed record ForkRequest
{
    /// <summary>Id of the run to fork, live or ended.</summary>
    public required string Source { get; init; }

    /// <summary>Sequence of the frame of that run from which the fork goes its own way.</summary>
    public required long FromFrame { get; init; }

    /// <summary>Another document for the fork, the workflow's newest as a rule; null for the one the source runs.</summary>
    public ForkDocument? Document { get; init; }

    /// <summary>
    /// Items by port, or null. From an ingress frame they are the node's input, from an egress frame its output, and it is not run again;
    /// a port that is not named has none.
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
    /// <c>run.unknown</c>, <c>frame.unknown</c>, <see cref="Incompatible"/>, <c>fork.unknownPort</c>, <c>fork.skipped</c> (a node that was skipped has no
    /// output to replace), or those of <see cref="IRunEngine.StartAsync"/>.
    /// </param>
    /// <param name="Nodes">Ids of the nodes to blame, in plan order.</param>
    public sealed record Refused(Failure Failure, IReadOnlyList<string> Nodes) : ForkResult;

    /// <summary>Code: results that would be kept belong to nodes that the other document does not have, or has with another kind or other edges.</summary>
    public const string Incompatible = "fork.incompatible";

    /// <summary>The refusal.</summary>
    public static ForkResult Of(Failure failure) => new Refused(failure, failure.NodeId is { } node ? [node] : []);
}
