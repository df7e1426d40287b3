using System.CommandLine;
using System.Text;
using FlowForge.Core.Model;
using FlowForge.Formats;
using FlowForge.Local.Display;
using FlowForge.Local.Hosting;

namespace FlowForge.Local.Commands;

/// <summary><c>graph FILE</c>: a picture of a workflow.</summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("file") { Description = "A workflow file, YAML or JSON." };
        var format = new Option<string>("--format") { Description = "mermaid or text.", DefaultValueFactory = _ => "mermaid" };
        format.AcceptOnlyFromAmong("mermaid", "text");
        var command = new Command("graph", "Draws a workflow file as Mermaid or as text.") { path, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var kinds = KindSet.Create(CommonOptions.Settings(parsed));
            var file = await WorkflowFile.ReadAsync(parsed.GetRequiredValue(path), kinds.Catalogue, null, cancellation).ConfigureAwait(false);
            if (file.Workflow is not { } workflow)
            {
                ProblemLines.Write(parsed.InvocationConfiguration.Error, file);
                return ExitCodes.Invalid;
            }

            parsed.InvocationConfiguration.Output.Write(parsed.GetValue(format) == "text" ? Text(workflow) : WorkflowMermaid.Write(workflow));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Text(Workflow workflow)
    {
        var outgoing = workflow.Edges.ToLookup(edge => edge.From, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var row in NodeRows.Of(workflow))
        {
            var node = row.Node;
            text.Append(' ', row.Depth * 2).Append(node.DisplayName).Append(" (").Append(node.Kind).Append(')').Append(node.Disabled ? " disabled" : "");
            text.AppendJoin("", outgoing[node.Id].Select(Arrow)).Append('\n');
        }

        return text.ToString();
    }

    private static string Arrow(Edge edge) =>
        $"  {(edge.FromPort is { } from ? $"[{from}] " : "")}→ {edge.To}{(edge.ToPort is { } to ? $".{to}" : "")}{(edge.RepeatMax is { } max ? $" (repeat, at most {max})" : "")}";
}
