using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.SubWorkflow;

/// <summary>The parameters of <c>workflow</c>.</summary>
/// <param name="Id">Id of the workflow that is called.</param>
/// <param name="IsPerItem">Whether each item has a run of its own; default false.</param>
/// <param name="IsAwaited">Whether their ends are waited for; default true.</param>
internal sealed record WorkflowParameters(string Id, bool IsPerItem, bool IsAwaited)
{
    private static readonly FrozenDictionary<string, bool> Modes =
        new Dictionary<string, bool> { ["once"] = false, ["perItem"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public static Outcome<WorkflowParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var read = new WorkflowParameters(reader.Text("id") ?? "", reader.Choice("mode", Modes, false), reader.Flag("wait", true));
        if (read.Id.Length == 0)
        {
            reader.Refuse("id", "must name a workflow");
        }

        return reader.Give(read);
    }
}
