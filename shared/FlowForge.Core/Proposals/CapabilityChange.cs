using FlowForge.Core.Ports;

namespace FlowForge.Core.Proposals;

/// <summary>A capability of one node, or of the workflow's own settings.</summary>
/// <param name="NodeId">The node; null for what <c>config</c> brings.</param>
/// <param name="Capability">What it can do.</param>
public sealed record NodeCapability(string? NodeId, Capability Capability);

/// <summary>A capability that a workflow has and its predecessor did not have.</summary>
/// <param name="NodeId">The node; null for what <c>config</c> brings.</param>
/// <param name="Capability">What it can do now.</param>
/// <param name="Before">The code that stood in the same place of the same node, for scripts, expressions and dynamic hosts; null when there was none.</param>
public sealed record CapabilityChange(string? NodeId, Capability Capability, string? Before = null);
