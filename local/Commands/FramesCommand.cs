using System.CommandLine;
using FlowForge.Local.Client;
using FlowForge.Local.Display;

namespace FlowForge.Local.Commands;

/// <summary><c>frames RUN</c>: every step of a run.</summary>
internal static class FramesCommand
{
    private const int Rows = 10_000;

    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "Id of the run." };
        var node = new Option<string>("--node") { Description = "Only of this node.", HelpName = "ID" };
        var limit = CommonOptions.Number("--limit", $"Rows at most ({Rows}).", 1, int.MaxValue);
        var command = new Command("frames", "Lists the frames of a run, two for each step.") { run, node, limit, CommonOptions.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var query = new QueryText($"/api/runs/{Uri.EscapeDataString(parsed.GetRequiredValue(run))}/frames").Add("node", parsed.GetValue(node));
            var rows = new TableOutput(parsed, "sequence", "node", "iteration", "attempt", "side", "status", "in", "out", "ms", "failure");
            await foreach (var frame in api.ListAsync(query, parsed.GetValue(limit) ?? Rows, cancellation).ConfigureAwait(false))
            {
                var line = FrameLine.Of(frame);
                rows.Add(frame, line.Sequence, line.Node, line.Iteration, line.Attempt, line.Side, line.Status, line.In, line.Out, line.Milliseconds, line.Failure);
            }

            rows.Write();
            return ExitCodes.Done;
        });
        return command;
    }
}
