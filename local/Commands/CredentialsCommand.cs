using System.CommandLine;
using System.Text.Json;
using FlowForge.Local.Client;
using FlowForge.Local.Display;

namespace FlowForge.Local.Commands;

/// <summary><c>credentials list|set|delete</c>: values go in, never out.</summary>
internal static class CredentialsCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "Id of the credential." };

    public static Command Create() => new("credentials", "Lists, sets and deletes credentials. Values go in and never come out.") { List(), Set(), Delete() };

    private static Command List()
    {
        var command = new Command("list", "Lists credentials, without their values.") { CommonOptions.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var rows = new TableOutput(parsed, "id", "name", "type", "origins", "version", "changed");
            await foreach (var row in api.ListAsync(new QueryText("/api/credentials"), int.MaxValue, cancellation).ConfigureAwait(false))
            {
                var origins = string.Join(' ', row.GetProperty("origins"u8).EnumerateArray().Select(origin => origin.GetString()));
                rows.Add(row, Text(row, "id"), Text(row, "name"), Text(row, "type"), origins, Text(row, "version"), Text(row, "changedAt"));
            }

            rows.Write();
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Set()
    {
        var type = new Option<string>("--type") { Description = "header, query, bearer, basic, smtp, signature, jwt or azure.", HelpName = "TYPE", Required = true };
        var name = new Option<string>("--name") { Description = "What people call it.", HelpName = "NAME" };
        var origins = new Option<string[]>("--origin") { Description = "An origin it may be sent to, e.g. https://api.example.com.", HelpName = "ORIGIN" };
        var values = new Option<string[]>("--value")
        {
            Description = "A field's value. FIELD alone reads a line from standard input, which keeps it out of the shell's history.", HelpName = "FIELD[=VALUE]",
        };
        var command = new Command("set", "Makes a credential, or changes one; fields that are left out keep their value.") { Id, type, name, origins, values };
        command.SetAction(async (parsed, cancellation) =>
        {
            var id = parsed.GetValue(Id)!;
            var body = Body(id, parsed.GetValue(name), parsed.GetValue(type)!, parsed.GetValue(origins) ?? [], Values(parsed.GetValue(values) ?? []));
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var etag = await ETagAsync(api, id, cancellation).ConfigureAwait(false);
            var reply = await api.SendAsync(new("PUT", Path(id), body) { IfMatch = etag, IfNone = etag is null }, cancellation).ConfigureAwait(false);
            if (!reply.IsGood)
            {
                throw RefusedException.Of(reply);
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{id} stands at version {Text(reply.Json, "version")}.").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Delete()
    {
        var command = new Command("delete", "Deletes a credential.") { Id };
        command.SetAction(async (parsed, cancellation) =>
        {
            var id = parsed.GetValue(Id)!;
            await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
            var etag = await ETagAsync(api, id, cancellation).ConfigureAwait(false);
            var reply = await api.SendAsync(new("DELETE", Path(id)) { IfMatch = etag ?? "*" }, cancellation).ConfigureAwait(false);
            return reply.IsGood ? ExitCodes.Done : throw RefusedException.Of(reply);
        });
        return command;
    }

    private static async Task<string?> ETagAsync(IApiClient api, string id, CancellationToken cancellation)
    {
        var reply = await api.SendAsync(ApiRequest.Get(Path(id)), cancellation).ConfigureAwait(false);
        return reply.IsGood ? $"\"{Text(reply.Json, "etag")}\"" : reply.Status == 404 ? null : throw RefusedException.Of(reply);
    }

    private static Dictionary<string, string> Values(string[] pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            values[at < 0 ? pair : pair[..at]] = at < 0 ? Console.ReadLine() ?? "" : pair[(at + 1)..];
        }

        return values;
    }

    private static byte[] Body(string id, string? name, string type, string[] origins, Dictionary<string, string> values)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteString("name"u8, name);
            writer.WriteString("type"u8, type);
            writer.WriteStartArray("origins"u8);
            Array.ForEach(origins, writer.WriteStringValue);
            writer.WriteEndArray();
            writer.WriteStartObject("values"u8);
            foreach (var (field, value) in values)
            {
                writer.WriteString(field, value);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return body.ToArray();
    }

    private static string Path(string id) => $"/api/credentials/{Uri.EscapeDataString(id)}";

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : "";
}
