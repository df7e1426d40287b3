using System.CommandLine;
using System.Text.Json;
using FlowForge.Local.Client;
using FlowForge.Local.Display;

namespace FlowForge.Local.Commands;

/// <summary><c>runs</c>: the index of runs, newest first.</summary>
internal static class RunsCommand
{
    private const int Rows = 50;

    public static Command Create()
    {
        var workflow = new Option<string>("--workflow") { Description = "Only of this workflow.", HelpName = "ID" };
        var status = new Option<string>("--status") { Description = "Only in this state.", HelpName = "STATUS" };
        var text = new Option<string>("--text") { Description = "Only with this text: in ids, the workflow's name, the failure, what it was started with.", HelpName = "TEXT" };
        var caller = new Option<string>("--caller") { Description = "Only those that this run has called.", HelpName = "RUN" };
        var from = new Option<string>("--from") { Description = "Only started at or after.", HelpName = "MOMENT" };
        var to = new Option<string>("--to") { Description = "Only started before.", HelpName = "MOMENT" };
        var limit = CommonOptions.Number("--limit", $"Rows at most ({Rows}).", 1, int.MaxValue);
        var command = new Command("runs", "Lists runs, newest first.") { workflow, status, text, caller, from, to, limit, CommonOptions.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var query = new QueryText("/api/runs").Add("workflow", parsed.GetValue(workflow)).Add("status", parsed.GetValue(status))
                .Add("text", parsed.GetValue(text)).Add("caller", parsed.GetValue(caller)).Add("from", parsed.GetValue(from)).Add("to", parsed.GetValue(to));
            var rows = new TableOutput(parsed, "run", "workflow", "version", "status", "started", "ended", "called by", "failure");
            await foreach (var run in api.ListAsync(query, parsed.GetValue(limit) ?? Rows, cancellation).ConfigureAwait(false))
            {
                rows.Add(run, Text(run, "id"), Text(run, "workflowId"), Text(run, "version"), Text(run, "status"), Text(run, "startedAt"), Text(run, "endedAt"),
                    run.TryGetProperty("caller"u8, out var by) ? $"{Text(by, "run")} {Text(by, "node")}" : "",
                    run.TryGetProperty("failure"u8, out var failure) ? $"{Text(failure, "code")}: {Text(failure, "message")}" : "");
            }

            rows.Write();
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Text(JsonElement value, string name) => value.TryGetProperty(name, out var found) ? found.ToString() : "";
}
