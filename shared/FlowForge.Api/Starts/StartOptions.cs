using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Starts;

/// <summary>Options of a start. Those of breakpoints and healed runs are known and not available in this build.</summary>
/// <param name="Part">What of the document to run.</param>
internal sealed record StartOptions(RunPart Part)
{
    private static readonly StartOptions None = new(RunPart.Whole);

    /// <summary>Reads <c>options</c>: an object, or nothing.</summary>
    public static Asked<StartOptions> Read(JsonElement options)
    {
        if (options.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return None;
        }

        if (options.ValueKind != JsonValueKind.Object)
        {
            return Refusals.Body("'options' must be an object.");
        }

        if (JsonBody.Unknown(options, "upTo", "from", "pinned", "breakpoints", "healing") is { } unknown)
        {
            return unknown;
        }

        var read = None;
        foreach (var option in options.EnumerateObject().Where(option => option.Value.ValueKind != JsonValueKind.Null))
        {
            var next = read.With(option);
            if (next.IsRefused)
            {
                return next;
            }

            read = next.Value;
        }

        return read;
    }

    private Asked<StartOptions> With(JsonProperty option) => option.Name switch
    {
        "upTo" => option.Value.ValueKind == JsonValueKind.String
            ? this with { Part = Part with { UpTo = option.Value.GetString() } }
            : Refusals.Body("'upTo' must be the id of a node."),
        "pinned" => option.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? this with { Part = Part with { IsPinned = option.Value.GetBoolean() } }
            : Refusals.Body("'pinned' must be true or false."),
        "healing" => option.Value.ValueKind != JsonValueKind.String ? Refusals.Body("'healing' must be off, suggest or auto.") : option.Value.GetString() switch
        {
            "off" => this,
            "suggest" or "auto" => Refusals.NotAvailable("Healing"),
            var other => Refusals.Body($"'healing' must be off, suggest or auto, not '{other}'."),
        },
        var name => Refusals.NotAvailable($"The option '{name}'"),
    };
}
