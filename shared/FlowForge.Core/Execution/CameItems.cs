using FlowForge.Core.Frames;

namespace FlowForge.Core.Execution;

/// <summary>Items that came to a node out of an iteration that had ended, or of a node settled in one that goes on, before the workflow was changed.</summary>
/// <param name="From">Id of the node that gave them, which may be gone.</param>
/// <param name="FromPort">Name of its output port.</param>
/// <param name="ToPort">Name of the input port.</param>
/// <param name="IsBack">Whether they came back to a loop.</param>
/// <param name="Port">Position of the output port in the record.</param>
/// <param name="Record">The record that has them.</param>
internal sealed record CameItems(string From, string FromPort, string ToPort, bool IsBack, int Port, NodeRecord Record);
