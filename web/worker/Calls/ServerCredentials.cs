using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.WebWorker.Calls;

/// <summary>Credentials of the server, as a browser may know them: that they are there. Their values never come here; the server attaches them.</summary>
internal sealed class ServerCredentials(Server server) : ICredentials
{
    public async ValueTask<CredentialFacts?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!await server.IsThereAsync())
        {
            return null;
        }

        using var answer = await server.SendAsync(HttpMethod.Get, $"/api/credentials/{Uri.EscapeDataString(id)}", null, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        var row = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
        var at = row.GetProperty("changedAt"u8).GetDateTimeOffset();
        return new(
            id, row.GetProperty("name"u8).GetString()!, row.GetProperty("type"u8).GetString()!,
            [.. row.GetProperty("origins"u8).EnumerateArray().Select(origin => origin.GetString()!)], row.GetProperty("version"u8).GetInt32(), at, at);
    }

    public ValueTask<Outcome<OpenedCredential>> OpenAsync(string id, CredentialUse use, CancellationToken cancellation) =>
        new(Failure.Of(FailureCodes.CredentialUnavailable, $"The values of the credential '{id}' never leave the server."));
}
