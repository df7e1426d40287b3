using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;

namespace FlowForge.Api.Starts;

/// <summary>Options of a start. Those of partial and healed runs are known and not available in this build.</summary>
internal static class StartOptions
{
    public static ApiProblem? Refuse(JsonElement options)
    {
        if (options.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        if (options.ValueKind != JsonValueKind.Object)
        {
            return Refusals.Body("'options' must be an object.");
        }

        return JsonBody.Unknown(options, "upTo", "from", "pinned", "breakpoints", "healing")
            ?? options.EnumerateObject().Select(Refuse).FirstOrDefault(refused => refused is not null);
    }

    private static ApiProblem? Refuse(JsonProperty option) => option.Name switch
    {
        _ when option.Value.ValueKind == JsonValueKind.Null => null,
        "healing" => option.Value.ValueKind != JsonValueKind.String ? Refusals.Body("'healing' must be off, suggest or auto.") : option.Value.GetString() switch
        {
            "off" => null,
            "suggest" or "auto" => Refusals.NotAvailable("Healing"),
            var other => Refusals.Body($"'healing' must be off, suggest or auto, not '{other}'."),
        },
        var name => Refusals.NotAvailable($"The option '{name}'"),
    };
}
