using FlowForge.Core.Model;
using FlowForge.Core.Proposals;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// Changes of a drawn workflow as words: <c>+x</c> adds a node of kind tag (<c>+x:kind</c>), <c>-x</c> removes one, <c>=x</c> makes it a tag, <c>a>b</c> draws an edge (<c>a.port>b.port*3</c>),
/// <c>-a>b</c> takes it away.
/// </summary>
internal static class DrawnChange
{
    /// <param name="text">The words, parted by spaces or <c>&amp;</c>.</param>
    /// <param name="node">The node with this id, as it is drawn.</param>
    public static IEnumerable<WorkflowOperation> Of(string text, Func<string, Node>? node = null) => text.Split([' ', '&']).Select<string, WorkflowOperation>(word => word switch
    {
        ['+', .. var added] => new WorkflowOperation.AddNode(new() { Id = added.Split(':')[0], Kind = added.Contains(':', StringComparison.Ordinal) ? added.Split(':')[1] : "tag" }, 0),
        ['=', .. var replaced] => new WorkflowOperation.ReplaceNode(node!(replaced) with { Kind = "tag" }),
        ['-', .. var edge] when edge.Contains('>', StringComparison.Ordinal) => new WorkflowOperation.Disconnect(Edge(edge)),
        ['-', .. var removed] => new WorkflowOperation.RemoveNode(removed),
        _ => new WorkflowOperation.Connect(Edge(word)),
    });

    private static Edge Edge(string text)
    {
        var parts = text.Split('*');
        var (from, to) = (parts[0].Split('>')[0].Split('.'), parts[0].Split('>')[1].Split('.'));
        return new()
        {
            From = from[0],
            FromPort = from.Length > 1 ? from[1] : null,
            To = to[0],
            ToPort = to.Length > 1 ? to[1] : null,
            RepeatMax = parts.Length > 1 ? int.Parse(parts[1]) : null,
        };
    }
}
