using FlowForge.AiBench.Sets;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.AiBench.Runs;

/// <summary>The kinds of a host, but for those whose work lies outside: these are not run, and what they were to do is written down.</summary>
internal sealed class WatchedCatalogue : ICatalogue
{
    private static readonly string[] Outside = ["email", "wait", "workflow", "mcp"];

    private readonly ICatalogue kinds;
    private readonly Dictionary<string, INodeKind> watched;

    public WatchedCatalogue(ICatalogue kinds, IReadOnlyDictionary<string, IReadOnlyList<StandIn>> answers, RunWatch watch)
    {
        this.kinds = kinds;
        watched = kinds.Kinds.Where(static kind => IsOutside(kind.Description.Kind) || kind.Description.Replies).ToDictionary(
            static kind => kind.Description.Kind,
            kind => kind.Description.Replies ? (INodeKind)new RespondWatch(kind, watch) : new StandInKind(kind, answers.GetValueOrDefault(kind.Description.Kind) ?? [], watch),
            StringComparer.Ordinal);
    }

    public IReadOnlyCollection<INodeKind> Kinds => kinds.Kinds;

    public INodeKind? Find(string kind) => watched.GetValueOrDefault(kind) ?? kinds.Find(kind);

    public INodeKind? Find(Node node) => watched.GetValueOrDefault(node.Kind) ?? kinds.Find(node);

    private static bool IsOutside(string kind) =>
        Outside.Contains(kind, StringComparer.Ordinal) || kind.StartsWith("ai.", StringComparison.Ordinal) || kind.StartsWith("azure.", StringComparison.Ordinal);
}
