using System.Text;
using Azure;
using Azure.Security.KeyVault.Secrets;
using FlowForge.Core.Ports;

namespace FlowForge.Secrets.Sealing;

/// <summary>
/// Keeps the values in Azure Key Vault: a secret for each credential, a version of it for each version of the credential. What the store holds as the seal is the
/// name of that version, so that a copy of the store alone opens nothing, and deleting the secret ends the use of every copy.
/// </summary>
/// <param name="client">The vault, reached with the host's managed identity.</param>
public sealed class KeyVaultBox(SecretClient client) : ISecretBox
{
    private const string VersionTag = "flowforge-version";
    private const string IdTag = "flowforge-credential";

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> SealAsync(string id, int version, ReadOnlyMemory<byte> values, CancellationToken cancellation)
    {
        var secret = new KeyVaultSecret(NameOf(id), Convert.ToBase64String(values.Span)) { Properties = { ContentType = "application/json;base64" } };
        secret.Properties.Tags[IdTag] = id;
        secret.Properties.Tags[VersionTag] = Number(version);
        var kept = await AskAsync(id, () => client.SetSecretAsync(secret, cancellation)).ConfigureAwait(false);
        return Encoding.UTF8.GetBytes(kept.Properties.Version);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> OpenAsync(string id, int version, ReadOnlyMemory<byte> sealedValues, CancellationToken cancellation)
    {
        var kept = await AskAsync(
            id, () => client.GetSecretAsync(NameOf(id), Encoding.UTF8.GetString(sealedValues.Span), cancellationToken: cancellation)).ConfigureAwait(false);
        var tags = kept.Properties.Tags;
        if (!tags.TryGetValue(IdTag, out var owner) || owner != id || !tags.TryGetValue(VersionTag, out var stands) || stands != Number(version))
        {
            throw new SealBrokenException($"The vault's secret for credential '{id}' belongs to another credential or version.");
        }

        return Convert.FromBase64String(kept.Value);
    }

    /// <inheritdoc/>
    public async ValueTask ForgetAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await client.StartDeleteSecretAsync(NameOf(id), cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
        }
        catch (RequestFailedException broken)
        {
            throw new StoreFault($"The key vault could not delete the secret of credential '{id}': {broken.ErrorCode}.", broken);
        }
    }

    /// <summary>Names in a key vault know no case and no '_', so an id is written in hex of its bytes.</summary>
    private static string NameOf(string id) => "ff-" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(id))[..Math.Min(124, id.Length * 2)];

    private static string Number(int version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async ValueTask<KeyVaultSecret> AskAsync(string id, Func<Task<Response<KeyVaultSecret>>> ask)
    {
        try
        {
            return (await ask().ConfigureAwait(false)).Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new SealBrokenException($"The key vault has no such secret for credential '{id}'.", missing);
        }
        catch (RequestFailedException broken)
        {
            throw new StoreFault($"The key vault does not answer for credential '{id}': {broken.Status} {broken.ErrorCode}.", broken);
        }
    }
}
