using FlowForge.Core.Frames;

namespace FlowForge.Core.Execution;

/// <summary>A node that has been at work for a while, its ingress not recorded yet.</summary>
/// <param name="Node">The node.</param>
/// <param name="Ingress">The ingress, to be recorded now.</param>
/// <param name="Input">Its input.</param>
internal readonly record struct SlowNode(int Node, IngressEntry Ingress, NodeInput Input);
