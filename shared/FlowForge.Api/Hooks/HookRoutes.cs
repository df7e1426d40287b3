using System.Text.Json;
using FlowForge.Api.Hooks.Proof;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Hooks;

/// <summary>Reads the webhooks of a document.</summary>
internal static class HookRoutes
{
    /// <summary>The kind of node that is a webhook.</summary>
    public const string Kind = "trigger.webhook";

    /// <summary>Webhooks of the enabled triggers of a workflow.</summary>
    public static IReadOnlyList<HookRoute> Of(Workflow workflow, string hash, ICatalogue catalogue) =>
        [.. workflow.Nodes.Where(node => node.Kind == Kind && !node.Disabled).Select(node => Of(workflow, hash, node, catalogue))];

    private static HookRoute Of(Workflow workflow, string hash, Node node, ICatalogue catalogue)
    {
        var parameters = new Defaulted(node.Parameters, catalogue.Find(Kind)?.Description.ParameterSchema);
        var seconds = parameters.Find("respondTimeoutSeconds") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : Limits.RespondSeconds;
        return new()
        {
            Workflow = workflow,
            Hash = hash,
            NodeId = node.Id,
            Method = (parameters.Text("method") ?? "POST").ToUpperInvariant(),
            Path = (parameters.Text("path") ?? node.Id).Trim('/'),
            Auth = HookAuth.Of(parameters.Find("auth")),
            Answer = parameters.Text("respond") switch
            {
                "lastNode" => HookAnswer.LastNode,
                "respond" => HookAnswer.Respond,
                _ => HookAnswer.Immediately,
            },
            AllItems = parameters.Text("responseData") == "all",
            Patience = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Limits.WaitSeconds)),
        };
    }

    /// <summary>Parameters with the defaults of their schema, which is the only place where defaults are written.</summary>
    private readonly struct Defaulted(JsonElement parameters, JsonElement? schema)
    {
        public JsonElement? Find(string name) =>
            parameters.TryGetProperty(name, out var value) ? value
            : schema is { ValueKind: JsonValueKind.Object } known
                && known.TryGetProperty("properties"u8, out var properties)
                && properties.TryGetProperty(name, out var property)
                && property.TryGetProperty("default"u8, out var otherwise) ? otherwise
            : null;

        public string? Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
    }
}
