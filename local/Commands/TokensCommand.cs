using System.CommandLine;
using System.Text.Json;
using FlowForge.Local.Client;
using FlowForge.Local.Display;

namespace FlowForge.Local.Commands;

/// <summary><c>tokens list|create|revoke</c>: who may call the API besides the operator, and as what.</summary>
internal static class TokensCommand
{
    public static Command Create() => new("tokens", "Lists, creates and revokes tokens of the API. A token is shown once.") { List(), New(), Revoke() };

    private static Command List()
    {
        var command = new Command("list", "Lists tokens, without their text.") { CommonOptions.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var rows = new TableOutput(parsed, "id", "name", "role", "created", "expires");
            await foreach (var row in api.ListAsync(new QueryText("/api/tokens"), int.MaxValue, cancellation).ConfigureAwait(false))
            {
                rows.Add(row, Text(row, "id"), Text(row, "name"), Text(row, "role"), Text(row, "createdAt"), Text(row, "expiresAt"));
            }

            rows.Write();
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command New()
    {
        var name = new Argument<string>("NAME") { Description = "What the token is for; stands in the audit log." };
        var role = new Option<string>("--role") { Description = "viewer, editor, operator or admin.", HelpName = "ROLE", Required = true };
        var days = new Option<int?>("--days") { Description = "Days until it ends; without it, it holds until it is revoked.", HelpName = "N" };
        var command = new Command("create", "Makes a token and prints it: the only time it is shown.") { name, role, days, CommonOptions.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var body = Body(parsed.GetValue(name)!, parsed.GetValue(role)!, parsed.GetValue(days));
            var reply = await api.SendAsync(new("POST", "/api/tokens", body), cancellation).ConfigureAwait(false);
            if (!reply.IsGood)
            {
                throw RefusedException.Of(reply);
            }

            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(parsed.GetValue(CommonOptions.Json) ? reply.Json.GetRawText() : Text(reply.Json, "token")).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("ID") { Description = "Id of the token, as 'tokens list' shows it." };
        var command = new Command("revoke", "Takes a token back; it opens nothing any more.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var reply = await api.SendAsync(new("DELETE", $"/api/tokens/{Uri.EscapeDataString(parsed.GetValue(id)!)}"), cancellation).ConfigureAwait(false);
            return reply.IsGood ? ExitCodes.Done : throw RefusedException.Of(reply);
        });
        return command;
    }

    private static byte[] Body(string name, string role, int? days)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, name);
            writer.WriteString("role"u8, role);
            if (days is { } count)
            {
                writer.WriteNumber("days"u8, count);
            }

            writer.WriteEndObject();
        }

        return body.ToArray();
    }

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : "";
}
