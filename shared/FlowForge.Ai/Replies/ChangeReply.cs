using System.Text.Json;
using FlowForge.Ai.Placing;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Validation;

namespace FlowForge.Ai.Replies;

/// <summary>
/// Makes a proposal of a model's reply. Nothing of the reply is taken on trust: the operations are read and applied by Core, and what the new workflow
/// could do is worked out from the two documents, whatever the reply says of itself.
/// </summary>
internal sealed class ChangeReply(ICatalogue catalogue, Func<IScripts> scripts)
{
    /// <summary>The proposal of <c>{ explanation, assumptions, questions, operations }</c> for a workflow, or what is wrong with it.</summary>
    public Checked<Proposal> Read(JsonElement reply, Workflow before)
    {
        if (!reply.TryGetProperty("operations"u8, out var list))
        {
            return Checked<Proposal>.Refused(new Problem("ai.reply", "operations", "The reply has no list 'operations'."));
        }

        var reading = OperationsJson.Read(list);
        if (reading.IsRefused)
        {
            return Checked<Proposal>.Refused(reading.Problems);
        }

        var applied = Placed(before, [.. reading.Operations.Select(Bare)]);
        if (applied.Result.IsRefused)
        {
            return Checked<Proposal>.Refused(applied.Result.Problem);
        }

        var proposal = Proposal.Of(before, applied.Operations, applied.Result.Workflow, catalogue, scripts()) with
        {
            Explanation = ReplyJson.Text(reply, "explanation"),
            Assumptions = ReplyJson.List(reply, "assumptions"),
            Questions = ReplyJson.List(reply, "questions"),
        };
        var refusals = Refusals(before, proposal);
        return refusals.Count > 0 ? Checked<Proposal>.Refused(refusals)
            : proposal.Operations.Count == 0 && proposal.Explanation.Length == 0 && proposal.Questions.Count == 0
                ? Checked<Proposal>.Refused(new Problem("ai.reply", "", "The reply neither changes nor says nor asks anything."))
            : Checked<Proposal>.Sound(proposal);
    }

    /// <summary>What is wrong now and was not before; a workflow that is already broken may stay so.</summary>
    private List<Problem> Refusals(Workflow before, Proposal proposal)
    {
        if (proposal.Operations.Count == 0)
        {
            return [];
        }

        var known = before.Nodes.Count == 0 ? [] : WorkflowValidator.Validate(before, catalogue, scripts()).Where(static one => !one.IsWarning).Select(static one => (one.Code, one.Message)).ToHashSet();
        var unknown = before.Nodes.Select(static node => node.Kind).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. proposal.Workflow.Nodes.Where(node => !unknown.Contains(node.Kind) && catalogue.Find(node) is null).Select(static node => new Problem(
                FailureCodes.UnknownKind, $"graph.nodes.{node.Id}", $"The catalogue has no kind '{ReplyJson.Cut(node.Kind, 80)}' in version {node.KindVersion}.", NodeIds: [node.Id])),
            .. proposal.Validation.Where(one => !one.IsWarning && !known.Contains((one.Code, one.Message))),
        ];
    }

    /// <summary>Operations with the places of our layout, and what they give.</summary>
    private (IReadOnlyList<WorkflowOperation> Operations, AppliedOperations Result) Placed(Workflow before, IReadOnlyList<WorkflowOperation> operations)
    {
        var first = Operations.Apply(before, operations, catalogue, scripts());
        if (first.IsRefused)
        {
            return (operations, first);
        }

        var added = AddedIds(operations);
        var missing = first.Workflow with { Nodes = [.. first.Workflow.Nodes.Select(node => added.ContainsValue(node.Id) ? node with { Position = null } : node)] };
        var places = Layout.Of(missing);
        var placed = operations.Select((operation, index) => operation is WorkflowOperation.AddNode add && added.TryGetValue(index, out var id) && places.TryGetValue(id, out var place)
            ? add with { Node = add.Node with { Position = place } }
            : Kept(operation, before)).ToList();
        return (placed, Operations.Apply(before, placed, catalogue, scripts()));
    }

    /// <summary>A node that takes another's place stands where that one stood.</summary>
    private static WorkflowOperation Kept(WorkflowOperation operation, Workflow before) =>
        operation is WorkflowOperation.ReplaceNode { Node: { Position: null } node } replace && before.Nodes.FirstOrDefault(one => one.Id == node.Id)?.Position is { } place
            ? replace with { Node = node with { Position = place } }
            : operation;

    /// <summary>What a node that is added is called in the end, by the operation's index.</summary>
    private static Dictionary<int, string> AddedIds(IReadOnlyList<WorkflowOperation> operations)
    {
        var ids = new Dictionary<int, string>();
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is WorkflowOperation.AddNode add)
            {
                ids[i] = add.Node.Id;
            }
            else if (operations[i] is WorkflowOperation.RenameNode { NewId: { } newId } rename && ids.FirstOrDefault(one => one.Value == rename.NodeId) is { Value: not null } known)
            {
                ids[known.Key] = newId;
            }
        }

        return ids;
    }

    /// <summary>A model places nothing, pins nothing and keeps nothing.</summary>
    private static WorkflowOperation Bare(WorkflowOperation operation) => operation switch
    {
        WorkflowOperation.AddNode add => add with { Node = Bare(add.Node) },
        WorkflowOperation.ReplaceNode replace => replace with { Node = Bare(replace.Node) },
        _ => operation,
    };

    private static Node Bare(Node node) => node with { Position = null, Pinned = default, Meta = default };
}
