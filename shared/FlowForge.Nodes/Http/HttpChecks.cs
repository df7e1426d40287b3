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

        // A credential that is named and not held is found by Core, for every kind.
        foreach (var problem in HttpAuth.Check(node))
        {
            yield return problem;
        }

        if (parameters.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        if (parameters.TryGetProperty("pagination", out var pagination) && pagination.ValueKind == JsonValueKind.Object
            && pagination.TryGetProperty("stopWhenEmpty", out var stop) && stop.ValueKind == JsonValueKind.False
            && !pagination.TryGetProperty("maxPages", out _))
        {
            yield return new(FailureCodes.Parameter, "pagination.maxPages", HttpPagination.EndlessMessage);
        }
    }
}
