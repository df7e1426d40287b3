using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Hooks.Proof;

/// <summary>
/// Signatures over the raw body, each as its sender documents it: Standard Webhooks (standardwebhooks.com), GitHub, Stripe, Slack, Shopify. Compared in constant
/// time; where the sender signs a time, one more than <see cref="Tolerance"/> away is refused.
/// </summary>
internal static class SignatureScheme
{
    public const string Standard = "standard";

    /// <summary>How far a signed time may be from ours, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(Core.Limits.SignatureSeconds);

    /// <summary>Whether the call is signed with the secret. An unknown scheme is never satisfied.</summary>
    public static bool IsSatisfied(string scheme, IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret, DateTimeOffset now) => scheme switch
    {
        Standard => OfStandard(headers, body, secret, now),
        "github" => Hex(headers, "x-hub-signature-256", "sha256=", Mac(Bytes(secret), body)),
        "stripe" => OfStripe(headers, body, secret, now),
        "slack" => OfSlack(headers, body, secret, now),
        "shopify" => Base64(One(headers, "x-shopify-hmac-sha256"), Mac(Bytes(secret), body)),
        _ => false,
    };

    /// <summary>What tells one delivery of the sender from another: its id, or else the signature itself, which a repeated delivery repeats.</summary>
    public static string? Delivery(string scheme, IHeaderDictionary headers) => scheme switch
    {
        Standard => One(headers, "webhook-id"),
        "github" => One(headers, "x-github-delivery") ?? One(headers, "x-hub-signature-256"),
        "stripe" => One(headers, "stripe-signature"),
        "slack" => One(headers, "x-slack-signature"),
        "shopify" => One(headers, "x-shopify-webhook-id") ?? One(headers, "x-shopify-hmac-sha256"),
        _ => null,
    };

    private static bool OfStandard(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (One(headers, "webhook-id") is not { } id || One(headers, "webhook-timestamp") is not { } time || One(headers, "webhook-signature") is not { } signatures
            || !IsNear(time, now))
        {
            return false;
        }

        var mac = Mac(StandardKey(secret), Bytes($"{id}.{time}."), body);
        var isSigned = false;
        foreach (var signature in signatures.Split(' '))
        {
            isSigned |= signature.StartsWith("v1,", StringComparison.Ordinal) && Base64(signature[3..], mac);
        }

        return isSigned;
    }

    private static bool OfStripe(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        var parts = (One(headers, "stripe-signature") ?? "").Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToList();
        if (parts.Find(part => part[0] == "t") is not { } time || !IsNear(time[1], now))
        {
            return false;
        }

        var mac = Mac(Bytes(secret), Bytes($"{time[1]}."), body);
        return parts.Where(part => part[0] == "v1").Aggregate(false, (found, part) => found | IsHex(part[1], mac));
    }

    private static bool OfSlack(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret, DateTimeOffset now) =>
        One(headers, "x-slack-request-timestamp") is { } time && IsNear(time, now)
        && Hex(headers, "x-slack-signature", "v0=", Mac(Bytes(secret), Bytes($"v0:{time}:"), body));

    private static byte[] StandardKey(string secret)
    {
        var written = secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret["whsec_".Length..] : null;
        var key = new byte[secret.Length];
        return written is not null && Convert.TryFromBase64String(written, key, out var length) ? key[..length] : Bytes(secret);
    }

    private static bool IsNear(string seconds, DateTimeOffset now) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && Math.Abs(now.ToUnixTimeSeconds() - at) <= Tolerance.TotalSeconds;

    private static bool Hex(IHeaderDictionary headers, string name, string prefix, byte[] mac) =>
        One(headers, name) is { } value && value.StartsWith(prefix, StringComparison.Ordinal) && IsHex(value[prefix.Length..], mac);

    private static bool IsHex(string text, byte[] mac) =>
        text.Length == mac.Length * 2 && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(text.ToLowerInvariant()), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(mac)));

    private static bool Base64(string? text, byte[] mac) =>
        text is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(text), Encoding.ASCII.GetBytes(Convert.ToBase64String(mac)));

    private static byte[] Mac(byte[] key, ReadOnlySpan<byte> body) => Mac(key, default, body);

    private static byte[] Mac(byte[] key, ReadOnlySpan<byte> before, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(before);
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A header that stands once; sent twice it proves nothing.</summary>
    private static string? One(IHeaderDictionary headers, string name) => headers[name] is [{ Length: > 0 } only] ? only : null;
}
