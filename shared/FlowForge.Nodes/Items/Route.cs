namespace FlowForge.Nodes.Items;

/// <summary>Where one item goes: to a port, to several, or nowhere.</summary>
/// <param name="Port">The port; null for nowhere.</param>
/// <param name="More">Further ports.</param>
internal readonly record struct Route(string? Port, IReadOnlyList<string>? More = null);
