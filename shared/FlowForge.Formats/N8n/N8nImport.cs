using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Formats.N8n.Graph;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Formats.N8n;

/// <summary>What an import gave.</summary>
/// <param name="Workflow">The workflow; whether it can run is the validator's question.</param>
/// <param name="Report">What became of what.</param>
public sealed record N8nImported(Workflow Workflow, N8nReport Report);

/// <summary>
/// Workflows of n8n as documents. What a kind here does becomes that kind; all else stays as <c>n8n:type</c> with its parameters and edges,
/// so that the graph is whole. Nothing is lost: what the document has no place for is kept under <c>meta.n8n</c>.
/// </summary>
public static class N8nImport
{
    /// <summary>
    /// Reads a workflow of n8n. Failures: <c>json.*</c> when the text is no JSON, and <c>import.noNodes</c> when there is no list of nodes.
    /// What is wrong inside is repaired and reported.
    /// </summary>
    /// <param name="utf8">The text; it is not kept.</param>
    /// <param name="name">What to call a workflow that has no name, such as the file's name; null for <c>Imported workflow</c>.</param>
    /// <param name="join">When a node with several edges runs: n8n's rule, or <see cref="JoinRule.All"/>, which the report then weighs.</param>
    public static Outcome<N8nImported> Read(ReadOnlyMemory<byte> utf8, string? name = null, JoinRule join = JoinRule.Each)
    {
        var json = N8nText.Read(utf8, out var hasTail);
        if (json.IsFailure)
        {
            return json.Failure;
        }

        var report = new ReportDraft();
        if (hasTail)
        {
            report.Repair("", "The text behind the workflow was left out.");
        }

        return Read(json.Value, name, join, report);
    }

    /// <summary>The same for a value that has been read as data, such as one of a list.</summary>
    public static Outcome<N8nImported> Read(JsonElement json, string? name = null, JoinRule join = JoinRule.Each) => Read(json, name, join, new());

    private static Outcome<N8nImported> Read(JsonElement json, string? name, JoinRule join, ReportDraft report)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("nodes", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return Failure.Of("import.noNodes", "The file holds no workflow of n8n: it has no list 'nodes'.");
        }

        var nodes = NodeSet.Read(json, list, report);
        var edges = Edges.Read(json, nodes, report);
        var workflow = WorkflowDraft.Make(json, name, join, nodes, Cycles.Break(nodes, edges, report), report);
        if (join == JoinRule.All)
        {
            foreach (var change in JoinChanges.Of(workflow, static node => node.Kind == "loop", static node => node.Kind is "wait" or "workflow"))
            {
                report.Change(change.NodeId, change.Message);
            }
        }

        return new N8nImported(workflow, report.Done(workflow));
    }
}
