using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>What the schema cannot tell about a node's parameters.</summary>
internal static class HttpChecks
{
    public static IEnumerable<ParameterProblem> Of(Node node)
    {
        var parameters = node.Parameters;
        if (HttpAuth.IsNamed(node))
        {
            yield return new(FailureCodes.CredentialUnavailable, "auth", HttpAuth.Unavailable().Message, IsWarning: true);
        }

        if (parameters.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        if (IsText(parameters, "response", "file"))
        {
            yield return new(HttpFailures.FileUnavailable, "response", "An answer cannot be kept as a file: this host has no store for files.");
        }

        if (IsText(parameters, "bodyKind", "binary"))
        {
            yield return new(HttpFailures.FileUnavailable, "bodyKind", "A file cannot be sent: this host has no store for files.");
        }

        if (parameters.TryGetProperty("pagination", out var pagination) && pagination.ValueKind == JsonValueKind.Object
            && pagination.TryGetProperty("stopWhenEmpty", out var stop) && stop.ValueKind == JsonValueKind.False
            && !pagination.TryGetProperty("maxPages", out _))
        {
            yield return new(FailureCodes.Parameter, "pagination.maxPages", HttpPagination.EndlessMessage);
        }
    }

    private static bool IsText(JsonElement parameters, string name, string text) =>
        parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(text);
}
