using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Core.Proposals;

/// <summary>One structural change of a workflow. Lists of them are what people, the editor and the AI layer propose (<see cref="Operations"/>).</summary>
public abstract record WorkflowOperation
{
    private WorkflowOperation()
    {
    }

    /// <summary>Adds a node whose id and name are free.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Index">Place among the nodes, 0 to their number; null means the end.</param>
    public sealed record AddNode(Node Node, int? Index = null) : WorkflowOperation;

    /// <summary>Removes a node and its edges.</summary>
    /// <param name="NodeId">Its id.</param>
    public sealed record RemoveNode(string NodeId) : WorkflowOperation;

    /// <summary>Puts a node in the place of the one with its id. Its edges stay; expressions are left as they are, also when its name changes.</summary>
    /// <param name="Node">The node as it is to be.</param>
    public sealed record ReplaceNode(Node Node) : WorkflowOperation;

    /// <summary>
    /// Gives a node another id, another name, or both. Edges follow the id. When the name that expressions use changes
    /// (<see cref="Node.DisplayName"/>: the name, else the id), literal <c>$('Name')</c> in all nodes' expressions and code follow it.
    /// </summary>
    /// <param name="NodeId">Its id.</param>
    /// <param name="NewId">The id it gets, or null to keep it.</param>
    /// <param name="NewName">The name it gets, or null to keep it.</param>
    public sealed record RenameNode(string NodeId, string? NewId = null, string? NewName = null) : WorkflowOperation;

    /// <summary>Sets the parameters that are named and keeps the others; null takes one away. Values are replaced whole, not merged.</summary>
    /// <param name="NodeId">Id of the node.</param>
    /// <param name="Parameters">An object.</param>
    public sealed record SetParameters(string NodeId, JsonElement Parameters) : WorkflowOperation;

    /// <summary>Draws an edge between two nodes that exist.</summary>
    /// <param name="Edge">The edge, which must not be there yet.</param>
    /// <param name="Index">Place among the edges, 0 to their number; null means the end.</param>
    public sealed record Connect(Edge Edge, int? Index = null) : WorkflowOperation;

    /// <summary>Removes an edge. The one with the same five address fields, else the only one that has those that are given.</summary>
    /// <param name="Edge">Its address; <see cref="Edge.RepeatMax"/> does not matter.</param>
    public sealed record Disconnect(Edge Edge) : WorkflowOperation;

    /// <summary>Sets the properties of <c>config</c> that are named and keeps the others; null puts one back to its default.</summary>
    /// <param name="Config">An object as in a document.</param>
    public sealed record SetConfig(JsonElement Config) : WorkflowOperation;
}
