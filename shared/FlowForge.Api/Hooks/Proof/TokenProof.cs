using System.Security.Cryptography;
using System.Text;
using FlowForge.Core.Ports;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FlowForge.Api.Hooks.Proof;

/// <summary>
/// Checks a JSON Web Token by the algorithm the credential names and by no other, so that a token cannot choose how it is checked. It must expire; issuer and
/// audience count when the credential has them.
/// </summary>
internal static class TokenProof
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Whether the token is signed with the credential's key and valid now.</summary>
    public static async ValueTask<bool> IsSatisfiedAsync(string token, OpenedCredential credential, DateTimeOffset now)
    {
        var algorithm = credential.Value("algorithm");
        var issuer = credential.Value("issuer");
        var audience = credential.Value("audience");
        using var owner = new KeyOwner(algorithm, credential);
        if (owner.Key is null)
        {
            return false;
        }

        var result = await Handler.ValidateTokenAsync(token, new()
        {
            ValidAlgorithms = [algorithm],
            IssuerSigningKey = owner.Key,
            ValidateIssuerSigningKey = true,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (from, until, _, _) =>
                until is { } end && end > now.UtcDateTime - SignatureScheme.Tolerance && (from is not { } begin || begin < now.UtcDateTime + SignatureScheme.Tolerance),
            ValidateIssuer = issuer.Length > 0,
            ValidIssuer = issuer.Length > 0 ? issuer : null,
            ValidateAudience = audience.Length > 0,
            ValidAudience = audience.Length > 0 ? audience : null,
        }).ConfigureAwait(false);
        return result.IsValid;
    }

    /// <summary>The key of a credential, and what must be let go with it.</summary>
    private sealed class KeyOwner : IDisposable
    {
        private readonly IDisposable? _algorithm;

        public KeyOwner(string algorithm, OpenedCredential credential)
        {
            try
            {
                (Key, _algorithm) = algorithm[0] switch
                {
                    'H' => (new SymmetricSecurityKey(Encoding.UTF8.GetBytes(credential.Value("secret"))), null),
                    'E' => Of(ECDsa.Create(), credential, key => new ECDsaSecurityKey(key)),
                    _ => Of(RSA.Create(), credential, key => new RsaSecurityKey(key)),
                };
            }
            catch (Exception notAKey) when (notAKey is ArgumentException or CryptographicException)
            {
                Key = null;
                return;
            }

            // Else what checks with a key is kept for the next key of the same numbers, and outlives this one, which it holds.
            Key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        }

        public SecurityKey? Key { get; }

        public void Dispose() => _algorithm?.Dispose();

        private static (SecurityKey, IDisposable?) Of<T>(T algorithm, OpenedCredential credential, Func<T, SecurityKey> wrap)
            where T : AsymmetricAlgorithm
        {
            algorithm.ImportFromPem(credential.Value("publicKey") is { Length: > 0 } publicKey ? publicKey : credential.Value("privateKey"));
            return (wrap(algorithm), algorithm);
        }
    }
}
