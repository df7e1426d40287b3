using System.CommandLine;
using FlowForge.Local.Client;

namespace FlowForge.Local.Commands;

/// <summary><c>export ID</c>: a saved workflow as a file.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Id of the workflow." };
        var format = new Option<string>("--format") { Description = "yaml, json, mermaid or n8n.", DefaultValueFactory = _ => "yaml" };
        format.AcceptOnlyFromAmong("yaml", "json", "mermaid", "n8n");
        var target = new Option<string>("--out") { Description = "File to write; the output when left out.", HelpName = "FILE" };
        var command = new Command("export", "Writes a saved workflow as YAML, JSON, Mermaid or a workflow of n8n.") { id, format, target };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var reply = await api.GetAsync(
                $"/api/workflows/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/export?format={parsed.GetRequiredValue(format)}", cancellation).ConfigureAwait(false);
            if (parsed.GetValue(target) is { } file)
            {
                await File.WriteAllBytesAsync(file, reply.Body, cancellation).ConfigureAwait(false);
            }
            else
            {
                await parsed.InvocationConfiguration.Output.WriteAsync(reply.Text.EndsWith('\n') ? reply.Text : reply.Text + "\n").ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
