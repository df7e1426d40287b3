using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Starts;

/// <summary>Options of a start.</summary>
/// <param name="Part">What of the document to run.</param>
/// <param name="Healing">What the run does when a step breaks; null when they do not say.</param>
/// <param name="From">The run whose results are kept, and the node from which on it runs; null to run from the trigger.</param>
internal sealed record StartOptions(RunPart Part, Healing? Healing = null, StartFrom? From = null)
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
        "from" => ReadFrom(option.Value) is var from && from.IsRefused ? from.Problem : this with { From = from.Value },
        "pinned" => option.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? this with { Part = Part with { IsPinned = option.Value.GetBoolean() } }
            : Refusals.Body("'pinned' must be true or false."),
        "healing" => option.Value.ValueKind != JsonValueKind.String ? Refusals.Body("'healing' must be off, suggest or auto.") : option.Value.GetString() switch
        {
            "off" => this with { Healing = Core.Model.Healing.Off },
            "suggest" => this with { Healing = Core.Model.Healing.Suggest },
            "auto" => this with { Healing = Core.Model.Healing.Auto },
            var other => Refusals.Body($"'healing' must be off, suggest or auto, not '{other}'."),
        },
        _ => ReadBreakpoints(option.Value),
    };

    private Asked<StartOptions> ReadBreakpoints(JsonElement nodes) =>
        nodes.ValueKind == JsonValueKind.Array && nodes.EnumerateArray().All(node => node.ValueKind == JsonValueKind.String && !node.GetString()!.Contains(',', StringComparison.Ordinal))
            ? this with { Part = Part.BreakingAt(nodes.EnumerateArray().Select(node => node.GetString()!)) }
            : Refusals.Body("'breakpoints' must be a list of ids of nodes.");

    private static Asked<StartFrom> ReadFrom(JsonElement from)
    {
        if (from.ValueKind != JsonValueKind.Object)
        {
            return Refusals.Body("'from' must be an object, { run, node }.");
        }

        return JsonBody.Unknown(from, "run", "node") is { } unknown ? unknown
            : Text(from, "run") is { } run && Text(from, "node") is { } node ? new StartFrom(run, node)
            : Refusals.Body("'from' needs 'run', the id of a run, and 'node', the id of a node.");
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Where a run begins that keeps results of another.</summary>
/// <param name="Run">Id of the other run.</param>
/// <param name="Node">Id of the node.</param>
internal sealed record StartFrom(string Run, string Node);
