using System.Diagnostics;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Proposals;

/// <summary>Carries out one operation after the other on a draft. The first that is refused leaves a problem and ends it.</summary>
internal sealed partial class OperationStep(WorkflowDraft draft, NameReferences references)
{
    private static readonly IReadOnlyList<WorkflowOperation> Nothing = [];

    /// <summary>Why the last operation is refused, or null.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Carries out an operation and gives what undoes it, in order.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="path">Its place.</param>
    public IReadOnlyList<WorkflowOperation> Apply(WorkflowOperation operation, string path) => operation switch
    {
        WorkflowOperation.AddNode add => Add(add, path),
        WorkflowOperation.RemoveNode remove => Remove(remove, path),
        WorkflowOperation.ReplaceNode replace => Replace(replace, path),
        WorkflowOperation.RenameNode rename => Rename(rename, path),
        WorkflowOperation.SetParameters set => Set(set, path),
        WorkflowOperation.Connect connect => Connect(connect, path),
        WorkflowOperation.Disconnect disconnect => Disconnect(disconnect, path),
        WorkflowOperation.SetConfig config => SetConfig(config, path),
        _ => throw new UnreachableException(),
    };

    private IReadOnlyList<WorkflowOperation> SetConfig(WorkflowOperation.SetConfig operation, string path)
    {
        var problems = new ProblemList();
        var merged = JsonMerge.Into(ConfigWriter.ToJson(draft.Config), operation.Config);
        var config = ConfigReader.Read(DocumentObject.Open(merged, $"{path}.config", problems));
        if (problems.IsRefused)
        {
            Problem = problems.ToList()[0];
            return Nothing;
        }

        var undo = new WorkflowOperation.SetConfig(JsonMerge.Back(ConfigWriter.ToJson(config), ConfigWriter.ToJson(draft.Config)));
        draft.Config = config;
        return [undo];
    }

    private IReadOnlyList<WorkflowOperation> Refuse(string code, string path, string message, params IReadOnlyList<string> nodes)
    {
        Problem = new(code, path, message, NodeIds: nodes.Count == 0 ? null : nodes);
        return Nothing;
    }

    /// <summary>Index of the node that an operation changes, or -1 when it is refused.</summary>
    private int Find(string id, string path)
    {
        var at = draft.IndexOf(id);
        if (at < 0)
        {
            Refuse(OperationCodes.MissingNode, path, $"There is no node {Shown.Quoted(id)} to change.", id);
        }

        return at;
    }

    /// <summary>Whether a place is in a list of <paramref name="count"/>.</summary>
    private bool IsPlace(int? index, int count, string path)
    {
        if (index is null or >= 0 && !(index > count))
        {
            return true;
        }

        Refuse(OperationCodes.Index, $"{path}.index", $"The place is 0 to {count}, not {index}.");
        return false;
    }
}
