using System.CommandLine;
using System.Text.Json;
using FlowForge.Local.Client;
using FlowForge.Local.Display;

namespace FlowForge.Local.Commands;

/// <summary><c>resume RUN [ANSWER]</c>: the failures and breakpoints at which a run waits for a person, and what the person answers.</summary>
internal static class ResumeCommand
{
    private static readonly Argument<string> Run = new("run") { Description = "Id of the run." };

    private static readonly Argument<string?> Answer = new("answer")
    {
        Description = "retry runs the node again, skip passes its input on, items gives its output, fail ends the run, continue goes on from a breakpoint. Without one the pauses are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string> Pause = new("--pause") { Description = "Id of the pause, when the run has several.", HelpName = "ID" };

    private static readonly Option<string> Items = new("--items")
    {
        Description = "With items: JSON that the node gives, { \"port\": [items] }, or @FILE; - reads it from the input.",
        HelpName = "JSON",
    };

    private static readonly Option<string> Change = new("--apply")
    {
        Description = "Goes on with a changed workflow: a file with a list of operations, or a proposal.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        Answer.AcceptOnlyFromAmong("retry", "skip", "items", "fail", "continue", "apply");
        var command = new Command("resume", "Lists the failures and breakpoints at which a run waits, or answers one.") { Run, Answer, Pause, Items, Change, CommonOptions.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var path = $"/api/runs/{Uri.EscapeDataString(parsed.GetRequiredValue(Run))}";
            var run = (await api.GetAsync(path, cancellation).ConfigureAwait(false)).Json;
            return (parsed.GetValue(Answer) ?? (parsed.GetValue(Change) is null ? null : "apply")) is { } answer
                ? await AnswerAsync(parsed, api, path, run, answer, cancellation).ConfigureAwait(false)
                : List(parsed, run);
        });
        return command;
    }

    private static int List(ParseResult parsed, JsonElement run)
    {
        var rows = new TableOutput(parsed, "pause", "node", "iteration", "until", "why");
        foreach (var pause in PausesOf(run))
        {
            rows.Add(
                pause, Text(pause, "id"), Text(pause, "node"), Text(pause, "iteration"), Text(pause, "until"),
                pause.TryGetProperty("failure"u8, out var failure) ? $"{Text(failure, "code")}: {Text(failure, "message")}" : "breakpoint");
        }

        rows.Write();
        return ExitCodes.Done;
    }

    private static async Task<int> AnswerAsync(
        ParseResult parsed, IApiClient api, string path, JsonElement run, string answer, CancellationToken cancellation)
    {
        var input = await RunInput.ReadAsync(parsed.GetValue(Items), cancellation).ConfigureAwait(false);
        var change = await ReadChangeAsync(parsed.GetValue(Change), cancellation).ConfigureAwait(false);
        var pauses = PausesOf(run);
        var refused = input.Problem is { } problem ? $"--items {problem}"
            : change.Problem is { } unread ? $"--apply {unread}"
            : change.Json.HasValue != (answer == "apply") ? "--apply FILE goes with the answer apply, and only with that."
            : input.Json.HasValue != (answer == "items") ? "--items goes with the answer items, and only with that."
            : parsed.GetValue(Pause) is null && pauses.Count != 1 ? $"The run has {pauses.Count} pauses; name one with --pause."
            : null;
        if (refused is not null)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"flowforge: {refused}").ConfigureAwait(false);
            return ExitCodes.Invalid;
        }

        var body = Body(parsed.GetValue(Pause) ?? Text(pauses[0], "id"), answer, input.Json, change.Json);
        var reply = await api.SendAsync(new("POST", $"{path}/resume", body), cancellation).ConfigureAwait(false);
        if (!reply.IsGood)
        {
            throw RefusedException.Of(reply);
        }

        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(parsed.GetValue(CommonOptions.Json) ? reply.Text : $"Run {Text(reply.Json, "id")} is {Text(reply.Json, "status")}.").ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static async Task<RunInput> ReadChangeAsync(string? file, CancellationToken cancellation) =>
        file is null ? new(null, null) : await RunInput.ReadAsync($"@{file}", cancellation).ConfigureAwait(false);

    /// <summary>The body of <c>POST /runs/{id}/resume</c>.</summary>
    public static byte[] Body(string pause, string answer, ReadOnlyMemory<byte>? items = null, ReadOnlyMemory<byte>? change = null)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("pause"u8, pause);
            writer.WriteStartObject("answer"u8);
            writer.WriteString("type"u8, answer);
            if (items is { } given)
            {
                writer.WritePropertyName("items"u8);
                writer.WriteRawValue(given.Span, skipInputValidation: true);
            }

            if (change is { } applied)
            {
                writer.WritePropertyName(JsonElement.Parse(applied.Span).ValueKind == JsonValueKind.Array ? "operations"u8 : "proposal"u8);
                writer.WriteRawValue(applied.Span, skipInputValidation: true);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Where a run is paused.</summary>
    public static IReadOnlyList<JsonElement> PausesOf(JsonElement run) => run.TryGetProperty("pauses"u8, out var pauses) ? [.. pauses.EnumerateArray()] : [];

    private static string Text(JsonElement value, string name) => value.TryGetProperty(name, out var found) ? found.ToString() : "";
}
