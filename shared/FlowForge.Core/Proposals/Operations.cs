using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Proposals;

/// <summary>
/// Applies operations to workflows. Pure: the same operations on the same workflow give the same one. What comes out is a document that
/// can be written and read; whether it can run is for <see cref="Validation.WorkflowValidator"/> to say.
/// </summary>
public static class Operations
{
    /// <summary>Applies operations in order, all or none.</summary>
    /// <param name="workflow">The workflow, whose document could be read; it is not changed.</param>
    /// <param name="operations">At most <see cref="Limits.Operations"/>.</param>
    /// <param name="catalogue">Tells which parameters hold code, so that a rename reaches it.</param>
    /// <param name="scripts">Renames nodes in expressions and code.</param>
    /// <param name="path">Place of the operations, which leads the problem's path.</param>
    /// <returns>The workflow and its undo, or the first operation that is refused (<see cref="OperationCodes"/>).</returns>
    public static AppliedOperations Apply(
        Workflow workflow, IReadOnlyList<WorkflowOperation> operations, ICatalogue catalogue, IScripts scripts, string path = "operations")
    {
        if (operations.Count > Limits.Operations)
        {
            return new(null, [], new(OperationCodes.TooMany, path, $"At most {Limits.Operations} operations are applied at once."));
        }

        var draft = new WorkflowDraft(workflow);
        var step = new OperationStep(draft, new(catalogue, scripts));
        var undo = new Stack<IReadOnlyList<WorkflowOperation>>(operations.Count);
        for (var i = 0; i < operations.Count; i++)
        {
            undo.Push(step.Apply(operations[i], DocumentPath.Item(path, i)));
            if (step.Problem is { } problem)
            {
                return new(null, [], problem);
            }
        }

        var changed = draft.ToWorkflow();
        return WorkflowJson.Write(changed).Length > Limits.DocumentBytes
            ? new(null, [], new(OperationCodes.TooLarge, path, $"The workflow would have more than {Limits.DocumentBytes} bytes."))
            : new(changed, [.. undo.SelectMany(one => one)], null);
    }
}
