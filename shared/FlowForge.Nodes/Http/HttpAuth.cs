using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>
/// Which credential a node's calls carry: <c>auth.credential</c>, else the one entry of the node's <c>credentials</c>. An id that stands in the document,
/// never an expression, so that what a workflow may use is known before it runs and items cannot choose it.
/// </summary>
internal static class HttpAuth
{
    /// <summary>The id, empty for none. Failures: <c>node.parameter</c>; <c>credential.unavailable</c> when <c>auth</c> asks for one and names none.</summary>
    public static Outcome<string> Of(Node node)
    {
        var auth = node.Parameters.ValueKind == JsonValueKind.Object && node.Parameters.TryGetProperty("auth", out var given) ? given : default;
        return auth.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => InSlot(node),
            JsonValueKind.String when auth.ValueEquals("none") => "",
            JsonValueKind.Object => auth.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("none") ? ""
                : auth.TryGetProperty("credential", out var id) && id.ValueKind != JsonValueKind.Null ? Literal(id)
                : auth.GetPropertyCount() == 0 ? InSlot(node)
                : Failure.Of(FailureCodes.CredentialUnavailable, "The 'auth' of the node asks for a credential and names none."),
            _ => HttpFailures.Parameter("auth", "is an object { credential } and no expression"),
        };
    }

    /// <summary>What a schema cannot tell of it: an id that is an expression, or several of which none is chosen.</summary>
    public static IEnumerable<ParameterProblem> Check(Node node)
    {
        if (Of(node) is { IsFailure: true, Failure: { Code: FailureCodes.Parameter } failure })
        {
            yield return new(failure.Code, "auth", failure.Message);
        }
    }

    private static Outcome<string> Literal(JsonElement id) =>
        id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } text && text[0] != '='
            ? text
            : HttpFailures.Parameter("auth.credential", "is the id of a credential and no expression");

    private static Outcome<string> InSlot(Node node) => node.Credentials.Count switch
    {
        0 => "",
        1 => node.Credentials.Values.First(),
        _ => HttpFailures.Parameter("auth.credential", "says which of the node's credentials the calls carry"),
    };
}
