using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Http;

namespace FlowForge.ServerNodes.Items;

/// <summary>The credential of a node that makes no HTTP call with it: its id stands in the document as <c>http</c>'s does.</summary>
internal static class Credential
{
    /// <summary>The parameter in a kind's schema.</summary>
    public const string Schema =
        """
        "auth": {
          "title": "Credential", "description": "The credential whose values are used, by its id in the vault.", "type": "object", "additionalProperties": false,
          "properties": { "credential": { "title": "Credential", "description": "Its id in the vault.", "type": "string", "x-literal": true } }
        }
        """;

    /// <summary>
    /// The node's credential, opened and noted; null when it names none. Failures: <c>credential.*</c>, <c>node.parameter</c>.
    /// </summary>
    /// <param name="credentials">The vault.</param>
    /// <param name="context">The node run.</param>
    /// <param name="purpose">Where the values go.</param>
    /// <param name="types">Types that are of use here.</param>
    /// <param name="cancellation">Cancels it.</param>
    public static async ValueTask<Outcome<Opened>> OpenAsync(
        ICredentials credentials, INodeContext context, string purpose, IReadOnlyList<string> types, CancellationToken cancellation)
    {
        var id = HttpAuth.Of(context.Node);
        if (id.IsFailure || id.Value.Length == 0)
        {
            return id.IsFailure ? id.Failure : new Opened(null);
        }

        var opened = await credentials.OpenAsync(id.Value, new(context.Run.RunId, context.Node.Id, purpose), cancellation).ConfigureAwait(false);
        return opened.IsFailure ? opened.Failure
            : types.Contains(opened.Value.Facts.Type) ? new Opened(opened.Value)
            : Failure.Of(
                FailureCodes.CredentialInvalid,
                $"The credential '{id.Value}' is of type '{opened.Value.Facts.Type}'; here one of type {string.Join(" or ", types.Select(type => $"'{type}'"))} is needed.");
    }
}

/// <summary>A credential, or that there is none.</summary>
/// <param name="Value">The credential, or null.</param>
internal readonly record struct Opened(OpenedCredential? Value)
{
    /// <summary>A field's value; empty without a credential.</summary>
    public string Field(string name) => Value?.Value(name) ?? "";
}
