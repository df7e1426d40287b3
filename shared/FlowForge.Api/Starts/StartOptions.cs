using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Core.Model;

namespace FlowForge.Api.Starts;

/// <summary>Options of a start. Those of partial runs are known and not available in this build.</summary>
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

    /// <summary>What a run does when a step breaks, of options that were not refused; null when they do not say.</summary>
    public static Healing? Healing(JsonElement options) =>
        options.ValueKind != JsonValueKind.Object || !options.TryGetProperty("healing"u8, out var healing) ? null : healing.GetString() switch
        {
            "suggest" => Core.Model.Healing.Suggest,
            "auto" => Core.Model.Healing.Auto,
            "off" => Core.Model.Healing.Off,
            _ => null,
        };

    private static ApiProblem? Refuse(JsonProperty option) => option.Name switch
    {
        _ when option.Value.ValueKind == JsonValueKind.Null => null,
        "healing" => option.Value.ValueKind != JsonValueKind.String ? Refusals.Body("'healing' must be off, suggest or auto.") : option.Value.GetString() switch
        {
            "off" or "suggest" or "auto" => null,
            var other => Refusals.Body($"'healing' must be off, suggest or auto, not '{other}'."),
        },
        var name => Refusals.NotAvailable($"The option '{name}'"),
    };
}
