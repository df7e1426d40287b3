using System.Collections.Frozen;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes;

/// <summary>A fixed list of kinds.</summary>
public sealed class Catalogue : ICatalogue
{
    private readonly FrozenDictionary<string, INodeKind> byName;

    /// <summary>A catalogue of these kinds, whose names differ.</summary>
    public Catalogue(IEnumerable<INodeKind> kinds)
    {
        Kinds = [.. kinds.OrderBy(kind => kind.Description.Kind, StringComparer.Ordinal)];
        byName = Kinds.ToFrozenDictionary(kind => kind.Description.Kind, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<INodeKind> Kinds { get; }

    /// <inheritdoc/>
    public INodeKind? Find(string kind) => byName.GetValueOrDefault(kind);
}
