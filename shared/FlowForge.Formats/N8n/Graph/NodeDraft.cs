using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Reports;
using FlowForge.Formats.N8n.Types;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>A node of the document: its settings, and under <c>meta.n8n</c> all that has no place elsewhere.</summary>
internal static class NodeDraft
{
    /// <summary>Makes the node.</summary>
    public static Node Make(string id, N8nNode node, Carried carried, JsonElement pinned, ReportDraft report)
    {
        var settings = new Given(node.Json);
        var retry = settings.Flag("retryOnFail");
        return new()
        {
            Id = id,
            Kind = carried.Kind,
            Name = node.Name,
            Parameters = Json.Element(carried.Parameters),
            Retry = retry ? new((int)Math.Clamp(settings.Number("maxTries") ?? 3, 1, Limits.Tries), Math.Clamp(settings.Number("waitBetweenTries") ?? 1_000, 0, 86_400_000) / 1_000) : null,
            OnError = settings.Text("onError") switch
            {
                "continueErrorOutput" => OnError.ErrorOutput,
                "continueRegularOutput" => carried.HandsOn ? OnError.Pass : OnError.Continue,
                null when settings.Flag("continueOnFail") => carried.HandsOn ? OnError.Pass : OnError.Continue,
                _ => OnError.Stop,
            },
            Position = Places.Of(node.Json),
            Disabled = settings.Flag("disabled"),
            Notes = settings.Text("notes") is { Length: > 0 } notes ? notes : null,
            AlwaysOutput = settings.Flag("alwaysOutputData"),
            RunOnce = settings.Flag("executeOnce"),
            Credentials = UsesAuth(carried) ? new Dictionary<string, string>() : CredentialUse.Of(node).ToDictionary(use => use.Slot, use => use.Id, StringComparer.Ordinal),
            Pinned = PinnedItems.Of(pinned, carried.Outputs[0], id, report),
            Meta = Originals.Of(id, node, carried, retry, report),
        };
    }

    /// <summary>Kinds that name their credential among their parameters, and those that ask the host's models, which need none.</summary>
    private static bool UsesAuth(Carried carried) => carried.Parameters["auth"] is JsonObject || carried.Kind.StartsWith("ai.", StringComparison.Ordinal);
}
