namespace FlowForge.Web.Running.History;

/// <summary>How far a loop is.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Done">Items that its body got.</param>
/// <param name="Of">Items it was given.</param>
public sealed record LoopProgress(string Node, long Done, long Of);
