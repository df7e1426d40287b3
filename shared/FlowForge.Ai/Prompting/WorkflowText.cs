using System.Text;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Ai.Prompting;

/// <summary>A workflow as a model reads it: without places, pinned items and what tools keep.</summary>
internal static class WorkflowText
{
    public static string Of(Workflow workflow)
    {
        var bare = workflow with
        {
            Meta = default,
            Notes = [],
            Nodes = [.. workflow.Nodes.Select(static node => node with { Position = null, Meta = default, Pinned = default })],
        };
        var text = Encoding.UTF8.GetString(WorkflowJson.Write(bare));
        return text.Length <= Limits.AiWorkflowLength ? text : Outline(bare);
    }

    /// <summary>Ids, kinds and edges of a workflow that is too large to be told whole.</summary>
    private static string Outline(Workflow workflow)
    {
        var text = new StringBuilder("The workflow is too large to be shown with its parameters. Its nodes, then its edges:\n");
        foreach (var node in workflow.Nodes)
        {
            text.Append(node.Id).Append(' ').Append(node.Kind).Append('\n');
        }

        foreach (var edge in workflow.Edges)
        {
            text.Append(edge.From).Append(" > ").Append(edge.To).Append('\n');
        }

        return text.Length <= Limits.AiWorkflowLength ? text.ToString() : $"{text.ToString(0, Limits.AiWorkflowLength)}…";
    }
}
