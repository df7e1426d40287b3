using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>The node kinds a host knows.</summary>
public interface ICatalogue
{
    /// <summary>All kinds, ordered by name.</summary>
    IReadOnlyCollection<INodeKind> Kinds { get; }

    /// <summary>The kind of that name, or null.</summary>
    INodeKind? Find(string kind);

    /// <summary>The kind of a node, in the version the node names where versions differ; null when there is none.</summary>
    INodeKind? Find(Node node) => Find(node.Kind);
}
