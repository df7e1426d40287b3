using System.CommandLine;
using FlowForge.Core.Ports;
using FlowForge.Local.Client;
using FlowForge.Local.Display;
using FlowForge.Local.Hosting;

namespace FlowForge.Local.Commands;

/// <summary><c>run FILE</c>: runs a document that is not saved, and shows it while it runs.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> Document = new("file") { Description = "A workflow file, YAML or JSON." };

    private static readonly Option<string> Input = new("--input")
    {
        Description = "JSON the trigger gives: a value, a list of items, or @FILE; - reads it from the input.",
        HelpName = "JSON",
    };

    private static readonly Option<string> Trigger = new("--trigger") { Description = "Id of the trigger, when there are several.", HelpName = "NODE" };

    private static readonly Option<string> UpTo = new("--up-to") { Description = "Runs this node and what leads to it, and nothing else.", HelpName = "NODE" };

    private static readonly Option<string> From = new("--from")
    {
        Description = "Keeps what an earlier run gave and runs this node and what depends on it.", HelpName = "RUN/NODE",
    };

    private static readonly Option<bool> Pinned = new("--pinned") { Description = "Nodes with pinned data give that, the trigger too, and are not run." };

    private static readonly Option<string[]> Breakpoint = new("--breakpoint") { Description = "Pauses before this node and asks; may be given several times.", HelpName = "NODE" };

    private static readonly Option<bool> Heal = new("--heal") { Description = "Pauses at a node that fails and asks, instead of ending." };

    private static readonly Option<bool> Watch = new("--watch") { Description = "Runs again whenever the file is saved." };

    public static Command Create()
    {
        var command = new Command("run", "Runs a workflow file; exits 0 when it completed, 1 when it failed, 2 when it is not valid.")
        {
            Document, Input, Trigger, UpTo, From, Pinned, Breakpoint, Heal, Watch, CommonOptions.Json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = CommonOptions.Settings(parsed);
            var input = await RunInput.ReadAsync(parsed.GetValue(Input), cancellation).ConfigureAwait(false);
            if (input.Problem is { } problem)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"flowforge: --input {problem}").ConfigureAwait(false);
                return ExitCodes.Invalid;
            }

            await using var kinds = KindSet.Create(settings);
            await using var api = await ApiAccess.OpenAsync(settings, kinds, cancellation).ConfigureAwait(false);
            if (!parsed.GetValue(Watch))
            {
                return await OnceAsync(parsed, kinds, api, input.Json, cancellation).ConfigureAwait(false);
            }

            await foreach (var _ in FileChanges.OfAsync(parsed.GetRequiredValue(Document), cancellation).ConfigureAwait(false))
            {
                await OnceAsync(parsed, kinds, api, input.Json, cancellation).ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<int> OnceAsync(
        ParseResult parsed, KindSet kinds, IApiClient api, ReadOnlyMemory<byte>? input, CancellationToken cancellation)
    {
        var isJson = parsed.GetValue(CommonOptions.Json);
        var output = parsed.InvocationConfiguration.Output;
        var file = await WorkflowFile.ReadAsync(parsed.GetRequiredValue(Document), kinds.Catalogue, kinds.Scripts, cancellation).ConfigureAwait(false);
        if (!file.IsValid)
        {
            WriteProblems(isJson ? output : parsed.InvocationConfiguration.Error, file, isJson);
            return ExitCodes.Invalid;
        }

        var part = new RunPart(parsed.GetValue(UpTo), parsed.GetValue(Pinned)).BreakingAt(parsed.GetValue(Breakpoint) ?? []);
        var from = parsed.GetValue(From)?.Split('/');
        if (from is not (null or [{ Length: > 0 }, { Length: > 0 }]))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("flowforge: --from takes the id of a run and that of a node, RUN/NODE.").ConfigureAwait(false);
            return ExitCodes.Invalid;
        }

        var request = RunInput.Request(file.Workflow!, parsed.GetValue(Trigger), input, part, from, parsed.GetValue(Heal));
        var reply = await api.SendAsync(new("POST", "/api/runs", request), cancellation).ConfigureAwait(false);
        if (!reply.IsGood)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"flowforge: {RefusedException.Of(reply).Message}").ConfigureAwait(false);
            return ExitCodes.Invalid;
        }

        using var display = RunDisplay.For(output, file.Workflow!, isJson);
        var status = await new RunFollower(api, display, Console.In).FollowAsync(reply.Json.GetProperty("id"u8).GetString()!, cancellation).ConfigureAwait(false);
        return status == "COMPLETED" ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void WriteProblems(TextWriter output, WorkflowFile file, bool isJson)
    {
        if (isJson)
        {
            ProblemLines.WriteJson(output, file);
        }
        else
        {
            ProblemLines.Write(output, file);
        }
    }
}
