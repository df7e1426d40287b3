using FlowForge.Core.Model;
using FlowForge.Web.Running;
using FlowForge.Web.Running.History;

namespace FlowForge.Web.Editor.Inspector.Values;

/// <summary>Where the items stand that come to a node: in its own frame, or, before it has run, in that of a node from which an edge leads to it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="IsOutput">Whether they are what came out of it.</param>
/// <param name="Port">The port they are on, or null when there are none.</param>
/// <param name="From">The node before, when it is that one's output; else null.</param>
internal sealed record NodeInput(RunFrame Frame, bool IsOutput, FramePort? Port, Node? From)
{
    /// <summary>How many items there are.</summary>
    public int Count => Port?.Count ?? 0;

    /// <summary>The input of a node at a moment; null when nothing had come to it.</summary>
    public static NodeInput? Of(Workflow workflow, Node node, RunMoment moment)
    {
        var own = moment.FrameOf(node.Id);
        if (own?.Input.FirstOrDefault(port => port.Count > 0) is { } given)
        {
            return new(own, false, given, null);
        }

        foreach (var edge in workflow.Edges.Where(edge => edge.IsMain && edge.To == node.Id))
        {
            if (moment.ResultOf(edge.From) is { } before
                && before.Output.FirstOrDefault(port => edge.FromPort is null || port.Port == edge.FromPort) is { Count: > 0 } port)
            {
                return new(before, true, port, workflow.Nodes.FirstOrDefault(one => one.Id == edge.From));
            }
        }

        return own is null ? null : new(own, false, null, null);
    }
}
