using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Types;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary>A node as n8n has it.</summary>
/// <param name="Json">The object.</param>
/// <param name="Carried">What an import makes of it: the ports in n8n's order.</param>
/// <param name="IsMissing">Whether n8n has no counterpart.</param>
internal sealed record ExportedNode(JsonObject Json, Carried Carried, bool IsMissing)
{
    /// <summary>Writes a node.</summary>
    public static ExportedNode Of(Node node)
    {
        var kept = Kept.Of(node.Meta);
        var (type, version, parameters, isMissing) = Original(node, kept) ?? Made(node, kept);
        var json = new JsonObject { ["parameters"] = parameters, ["id"] = node.Id, ["name"] = node.DisplayName, ["type"] = type, ["typeVersion"] = version };
        if (node.Position is { } place)
        {
            json["position"] = new JsonArray(place.X, place.Y);
        }

        Credentials(node, kept, json);
        Settings(node, json);
        Kept.Put(json, kept["rest"]);
        var carried = N8nTypes.Carry(new(N8nNode.Read(Reading.Json.Element(json))));
        return new(json, carried, isMissing);
    }

    /// <summary>What the node was, when that still makes the node that it is.</summary>
    private static (string Type, JsonNode Version, JsonNode Parameters, bool IsMissing)? Original(Node node, JsonObject kept)
    {
        if ((string?)(kept["type"] as JsonValue) is not { } type)
        {
            return null;
        }

        var version = kept["typeVersion"]?.DeepClone() ?? 1;
        if (node.Kind == N8nTypes.PlaceholderPrefix + type)
        {
            return (type, version, Reading.Json.Node(node.Parameters)!, false);
        }

        if (kept["parameters"] is not JsonObject parameters)
        {
            return null;
        }

        var was = new JsonObject
        {
            ["name"] = node.DisplayName, ["type"] = type, ["typeVersion"] = version.DeepClone(), ["parameters"] = parameters.DeepClone(), ["credentials"] = kept["credentials"]?.DeepClone(),
            ["webhookId"] = (kept["rest"] as JsonObject)?["webhookId"]?.DeepClone(),
        };
        var carried = N8nTypes.Carry(new(N8nNode.Read(Reading.Json.Element(was))));
        return carried.Kind == node.Kind && JsonElement.DeepEquals(Reading.Json.Element(carried.Parameters), node.Parameters)
            ? (type, version, parameters.DeepClone(), false)
            : null;
    }

    private static (string Type, JsonNode Version, JsonNode Parameters, bool IsMissing) Made(Node node, JsonObject kept)
    {
        if (node.Kind.StartsWith(N8nTypes.PlaceholderPrefix, StringComparison.Ordinal))
        {
            return (node.Kind[N8nTypes.PlaceholderPrefix.Length..], kept["typeVersion"]?.DeepClone() ?? 1, Reading.Json.Node(node.Parameters)!, false);
        }

        return ExportedKinds.Of(node) is { } made
            ? (N8nTypes.Full(made.Type), made.Version, made.Parameters, false)
            : (N8nTypes.Base + "noOp", 1, new JsonObject(), true);
    }

    private static void Credentials(Node node, JsonObject kept, JsonObject json)
    {
        if (kept["credentials"] is JsonObject was)
        {
            json["credentials"] = was.DeepClone();
        }
        else if (node.Credentials.Count > 0)
        {
            json["credentials"] = new JsonObject(node.Credentials.Select(slot => KeyValuePair.Create<string, JsonNode?>(slot.Key, new JsonObject { ["id"] = slot.Value, ["name"] = slot.Value })));
        }
    }

    private static void Settings(Node node, JsonObject json)
    {
        Flag("disabled", node.Disabled);
        Flag("alwaysOutputData", node.AlwaysOutput);
        Flag("executeOnce", node.RunOnce);
        if (node.Notes is { } notes)
        {
            json["notes"] = notes;
        }

        if (node.Retry is { } retry)
        {
            json["retryOnFail"] = true;
            json["maxTries"] = retry.MaxTries;
            json["waitBetweenTries"] = retry.DelaySeconds * 1_000;
        }

        if (node.OnError != OnError.Stop)
        {
            json["onError"] = node.OnError == OnError.ErrorOutput ? "continueErrorOutput" : "continueRegularOutput";
        }

        void Flag(string name, bool value)
        {
            if (value)
            {
                json[name] = true;
            }
        }
    }
}
