namespace FlowForge.Core.State;

/// <summary>Whose state it is: the whole workflow's, or one node's.</summary>
/// <param name="NodeId">The node; null for the workflow's.</param>
public readonly record struct StateScope(string? NodeId)
{
    /// <summary>The state that all nodes of a workflow share.</summary>
    public static readonly StateScope Workflow = new(null);
}
