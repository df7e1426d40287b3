using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Trials;

/// <summary>The kinds of a host in a trial: those that reach outside give what was recorded, the others run over a way out that leads nowhere.</summary>
/// <param name="kinds">The host's, custom ones included.</param>
/// <param name="quiet">The built-in ones over a way out that leads nowhere.</param>
/// <param name="recorded">Gives what a node that reaches outside gave.</param>
internal sealed class TrialCatalogue(ICatalogue kinds, ICatalogue quiet, Func<INodeKind, Node, INodeKind> recorded) : ICatalogue
{
    private const string Ai = "ai";

    public IReadOnlyCollection<INodeKind> Kinds => kinds.Kinds;

    public INodeKind? Find(string kind) => quiet.Find(kind) ?? kinds.Find(kind);

    public INodeKind? Find(Node node)
    {
        // What it reaches the host's own kind knows: the quiet one leads nowhere.
        var kind = kinds.Find(node);
        return kind is not null && ReachesOut(node, kind) ? recorded(kind, node) : quiet.Find(node.Kind) ?? kind;
    }

    /// <summary>Whether a node calls somebody, waits for something, or leaves a mark. An answer to a webhook's caller goes nowhere in a trial.</summary>
    public static bool ReachesOut(Node node, INodeKind kind) => !node.Disabled && kind.Description is { IsTrigger: false, IsLoop: false } description
        && (description.Suspends || description.Group == Ai || description.CallsWorkflows
            || kind.Capabilities(node).Any(static one => one is Capability.Host or Capability.DynamicHost or Capability.Credential or Capability.StartWorkflow)
            || (kind.HasEffect(node) && !description.Replies) || node.Credentials.Count > 0);
}
