using System.Text;
using FlowForge.Core.Model;

namespace FlowForge.Formats;

/// <summary>A picture of a workflow as a Mermaid flowchart, for READMEs and pull requests.</summary>
public static class WorkflowMermaid
{
    private const string LoopKind = "loop";

    /// <summary>
    /// Writes <c>flowchart LR</c>: triggers round, forks as diamonds, loops as hexagons, ports on the edges, back edges of loops and repeat
    /// edges dotted with what they do, <c>ai_*</c> edges dotted, disabled nodes faded. A node that is named and missing is shown as such.
    /// </summary>
    public static string Write(Workflow workflow)
    {
        var text = new StringBuilder("flowchart LR\n");
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in workflow.Nodes)
        {
            if (names.TryAdd(node.Id, $"n{names.Count}"))
            {
                text.Append("  ").Append(names[node.Id]).Append(Shape(node)).Append(node.Disabled ? ":::disabled" : "").Append('\n');
            }
        }

        var backEdges = BackEdges.Of(workflow);
        for (var i = 0; i < workflow.Edges.Count; i++)
        {
            var edge = workflow.Edges[i];
            var (from, to) = (NameOf(edge.From), NameOf(edge.To));
            text.Append("  ").Append(from).Append(Arrow(edge, backEdges.Contains(i))).Append(to).Append('\n');
        }

        text.Append("  classDef disabled stroke-dasharray:4 4,opacity:0.5\n  classDef missing stroke:#c00,stroke-dasharray:2 2\n");
        return text.ToString();

        string NameOf(string id)
        {
            if (!names.TryGetValue(id, out var name))
            {
                names.Add(id, name = $"n{names.Count}");
                text.Append("  ").Append(name).Append("[\"missing: ").Append(MermaidText.Escape(id)).Append("\"]:::missing\n");
            }

            return name;
        }
    }

    private static string Shape(Node node)
    {
        var label = $"\"{MermaidText.Escape(node.DisplayName)}<br/><small>{MermaidText.Escape(node.Kind)}</small>\"";
        return node.Kind switch
        {
            _ when node.Kind.StartsWith("trigger.", StringComparison.Ordinal) => $"([{label}])",
            "if" or "switch" or "filter" => $"{{{label}}}",
            LoopKind => $"{{{{{label}}}}}",
            _ => $"[{label}]",
        };
    }

    private static string Arrow(Edge edge, bool isBack)
    {
        var isSolid = edge.IsMain && !edge.IsRepeat && !isBack;
        var ports = string.Join(" → ", new[] { edge.FromPort, edge.ToPort }.OfType<string>());
        string?[] says =
        [
            edge.IsMain ? null : edge.Kind,
            ports.Length > 0 ? ports : null,
            edge.RepeatMax is { } max ? $"repeat, at most {max}" : isBack ? "next batch" : null,
        ];
        var label = string.Join(": ", says.OfType<string>());
        return $" {(isSolid ? "-->" : "-.->")}{(label.Length > 0 ? $"|\"{MermaidText.Escape(label)}\"|" : "")} ";
    }
}
