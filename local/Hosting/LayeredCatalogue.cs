using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Hosting;

/// <summary>Kinds of one catalogue, and of another those that the first does not have.</summary>
internal sealed class LayeredCatalogue(ICatalogue first, ICatalogue others) : ICatalogue
{
    public IReadOnlyCollection<INodeKind> Kinds =>
        [.. first.Kinds.Concat(others.Kinds.Where(kind => first.Find(kind.Description.Kind) is null)).OrderBy(static kind => kind.Description.Kind, StringComparer.Ordinal)];

    public INodeKind? Find(string kind) => first.Find(kind) ?? others.Find(kind);

    public INodeKind? Find(Node node) => first.Find(node) ?? others.Find(node);
}
