namespace FlowForge.Core.Ports;

/// <summary>The node kinds a host knows.</summary>
public interface ICatalogue
{
    /// <summary>All kinds, ordered by name.</summary>
    IReadOnlyCollection<INodeKind> Kinds { get; }

    /// <summary>The kind of that name, or null.</summary>
    INodeKind? Find(string kind);
}
