using System.Security.Cryptography;
using System.Text;
using FlowForge.Core.Failures;
using FlowForge.ServerNodes.Items;
using Microsoft.IdentityModel.Tokens;

namespace FlowForge.ServerNodes.Jwt;

/// <summary>The key of a credential for an algorithm, and what must be let go with it.</summary>
internal sealed class JwtKey : IDisposable
{
    private readonly AsymmetricAlgorithm? owned;

    private JwtKey(string algorithm, SecurityKey key, AsymmetricAlgorithm? owned)
    {
        (Algorithm, Key, this.owned) = (algorithm, key, owned);

        // Else what signs with a key is kept for the next key of the same numbers, and outlives this one, which it holds.
        key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
    }

    /// <summary>The algorithm's name, e.g. <c>HS256</c>.</summary>
    public string Algorithm { get; }

    /// <summary>The key.</summary>
    public SecurityKey Key { get; }

    /// <summary>The key; <c>node.parameter</c>, <c>credential.*</c>.</summary>
    /// <param name="opened">The credential.</param>
    /// <param name="wanted">The algorithm that the node wants, or null for the credential's.</param>
    /// <param name="signs">Whether the private key is needed.</param>
    public static Outcome<JwtKey> Of(Opened opened, string? wanted, bool signs)
    {
        if (opened.Value is null)
        {
            return Values.Wrong("auth.credential", "is needed: it holds the key");
        }

        var own = opened.Field("algorithm");
        var algorithm = wanted ?? own;

        // A key is for one family, so that no token can turn a public key into a shared secret.
        if (Family(algorithm) != Family(own))
        {
            return Values.Wrong("algorithm", $"must be of the family of the credential's, {own}");
        }

        if (Family(algorithm) == 'H' && opened.Field("secret").Length == 0)
        {
            return Failure.Of(FailureCodes.CredentialInvalid, $"The credential '{opened.Value.Facts.Id}' has no secret.");
        }

        try
        {
            return Family(algorithm) switch
            {
                'H' => new JwtKey(algorithm, new SymmetricSecurityKey(Padded(opened.Field("secret"))), null),
                'E' => Owned(algorithm, ECDsa.Create(), opened, signs, key => new ECDsaSecurityKey(key)),
                _ => Owned(algorithm, RSA.Create(), opened, signs, key => new RsaSecurityKey(key)),
            };
        }
        catch (Exception notAKey) when (notAKey is ArgumentException or CryptographicException)
        {
            return Failure.Of(FailureCodes.CredentialInvalid, $"The credential '{opened.Value.Facts.Id}' has no key in PEM that fits {algorithm}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => owned?.Dispose();

    private static char Family(string algorithm) => algorithm is [] ? '?' : algorithm[0] == 'P' ? 'R' : algorithm[0];

    // HMAC fills a short key with zeros up to a block (RFC 2104), so this is the same key in a length that the library takes.
    private static byte[] Padded(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return bytes.Length >= 64 ? bytes : [.. bytes, .. new byte[64 - bytes.Length]];
    }

    private static JwtKey Owned<T>(string algorithm, T made, Opened opened, bool signs, Func<T, SecurityKey> wrap)
        where T : AsymmetricAlgorithm
    {
        try
        {
            made.ImportFromPem(signs || opened.Field("publicKey").Length == 0 ? opened.Field("privateKey") : opened.Field("publicKey"));
            return new(algorithm, wrap(made), made);
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }
}
