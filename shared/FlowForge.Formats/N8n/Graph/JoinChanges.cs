using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>Nodes that behave in another way when all their edges are waited for.</summary>
internal static class JoinChanges
{
    /// <summary>Names them: several edges into one port make one run here, and one run an edge in n8n.</summary>
    public static void Report(Workflow workflow, ReportDraft report)
    {
        var ports = workflow.Edges.Where(edge => edge.IsMain && !edge.IsRepeat).GroupBy(edge => (edge.To, edge.ToPort)).Where(group => group.Count() > 1);
        var kinds = workflow.Nodes.ToDictionary(node => node.Id, node => node.Kind, StringComparer.Ordinal);
        foreach (var port in ports.Where(port => kinds[port.Key.To] != "loop"))
        {
            report.Change(port.Key.To, $"{port.Count()} edges enter {(port.Key.ToPort is { } name ? $"its port '{name}'" : "it")}: it runs once with all their items, where n8n runs it once for each that delivers.");
        }
    }
}
