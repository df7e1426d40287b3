using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Bodies;

/// <summary>Reads <c>{ id, name?, type, origins?, values }</c>. No refusal repeats a value.</summary>
internal static class CredentialBody
{
    // Values may be escaped, and origins are bounded apart.
    private const int Most = Limits.CredentialBytes * 4;

    /// <param name="call">The request.</param>
    /// <param name="id">The id that the path says, or null where the body says it.</param>
    public static async ValueTask<Asked<CredentialDraft>> ReadAsync(ApiCall call, string? id)
    {
        var body = await BodyReader.ReadAsync(call.Request, Most, call.Cancellation).ConfigureAwait(false);
        var asked = body.IsRefused ? body.Problem : JsonBody.Object(body.Value, "id", "name", "type", "origins", "values");
        if (asked.IsRefused)
        {
            return asked.Problem;
        }

        var root = asked.Value;
        if (Text(root, "id", id ?? "") is not { } said || Text(root, "name", "") is not { } name || Text(root, "type", "") is not { } type)
        {
            return Refusals.Body("'id', 'name' and 'type' are strings.");
        }

        if (id is not null && said != id)
        {
            return new ApiProblem(422, "credential.idMismatch", "Two ids", $"The path says '{id}', and the body says another id.");
        }

        var origins = Origins(root);
        var values = Values(root);
        return origins is null ? Refusals.Body("'origins' is a list of strings.")
            : values is null ? Refusals.Body("'values' is an object of strings, each key once.")
            : new CredentialDraft(said, name, type, origins, values);
    }

    private static string? Text(JsonElement root, string name, string otherwise) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? otherwise
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : null;

    private static List<string>? Origins(JsonElement root)
    {
        if (!root.TryGetProperty("origins"u8, out var origins) || origins.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return origins.ValueKind == JsonValueKind.Array && origins.EnumerateArray().All(origin => origin.ValueKind == JsonValueKind.String)
            ? [.. origins.EnumerateArray().Select(origin => origin.GetString()!.TrimEnd('/'))]
            : null;
    }

    private static Dictionary<string, string>? Values(JsonElement root)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!root.TryGetProperty("values"u8, out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return values;
        }

        return given.ValueKind == JsonValueKind.Object
            && given.EnumerateObject().All(value => value.Value.ValueKind == JsonValueKind.String && values.TryAdd(value.Name, value.Value.GetString()!))
            ? values
            : null;
    }
}
