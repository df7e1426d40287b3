using System.Security.Cryptography;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Crypto;

/// <summary>Signatures by a key in PEM: RSA with PKCS #1 padding, or ECDSA in DER.</summary>
internal static class SignatureKey
{
    /// <summary>The signature in the node's encoding. Failure: <c>node.parameter</c>.</summary>
    public static async ValueTask<Outcome<JsonElement>> SignAsync(CryptoParameters own, string pem, Stream content, CancellationToken cancellation)
    {
        var hash = await CryptographicOperations.HashDataAsync(own.Algorithm, content, cancellation).ConfigureAwait(false);
        var bytes = With(
            pem, "privateKey",
            rsa => rsa.SignHash(hash, own.Algorithm, RSASignaturePadding.Pkcs1),
            curve => curve.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence));
        return bytes.IsFailure ? bytes.Failure : JsonValues.Text(own.Encoding.Write(bytes.Value));
    }

    /// <summary>Whether the signature is right. Failure: <c>node.parameter</c>.</summary>
    public static async ValueTask<Outcome<JsonElement>> VerifyAsync(CryptoParameters own, string pem, Stream content, CancellationToken cancellation)
    {
        var hash = await CryptographicOperations.HashDataAsync(own.Algorithm, content, cancellation).ConfigureAwait(false);
        var right = With(
            pem, "publicKey",
            rsa => rsa.VerifyHash(hash, own.Signature, own.Algorithm, RSASignaturePadding.Pkcs1),
            curve => curve.VerifyHash(hash, own.Signature, DSASignatureFormat.Rfc3279DerSequence));
        return right.IsFailure ? right.Failure : JsonElement.Parse(right.Value ? "true" : "false");
    }

    private static Outcome<T> With<T>(string pem, string parameter, Func<RSA, T> byRsa, Func<ECDsa, T> byCurve)
    {
        try
        {
            using var rsa = RSA.Create();
            if (Imports(rsa, pem))
            {
                return byRsa(rsa);
            }

            using var curve = ECDsa.Create();
            return Imports(curve, pem) ? byCurve(curve) : Values.Wrong(parameter, "is no RSA or elliptic-curve key in PEM");
        }
        catch (CryptographicException unfit)
        {
            return Values.Wrong(parameter, $"cannot be used so: {unfit.Message.TrimEnd('.')}");
        }
    }

    private static bool Imports(AsymmetricAlgorithm algorithm, string pem)
    {
        try
        {
            algorithm.ImportFromPem(pem);
            return true;
        }
        catch (Exception other) when (other is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
