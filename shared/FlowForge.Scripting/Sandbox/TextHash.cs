using System.Security.Cryptography;
using System.Text;
using FlowForge.Scripting.Sandbox.Hashes;

namespace FlowForge.Scripting.Sandbox;

/// <summary>
/// Hashes of texts for scripts. Those that not every platform has are this product's own, so that a browser answers as a server does; none guards
/// anything of ours.
/// </summary>
internal static class TextHash
{
    private const string Names = "md5, base64, sha1, sha224, sha256, sha384, sha512, sha3 and ripemd160";

    /// <summary>The hash of a text's UTF-8 in hexadecimal digits, small letters; <c>base64</c> gives the text in base64. Null for an unknown algorithm.</summary>
    public static string? Of(string text, string algorithm)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return algorithm switch
        {
            "md5" => Hex(Md5.Hash(bytes)),
            "base64" => Convert.ToBase64String(bytes),
#pragma warning disable CA5350 // A script asks for it by name.
            "sha1" => Hex(SHA1.HashData(bytes)),
#pragma warning restore CA5350
            "sha224" => Hex(Sha224.Hash(bytes)),
            "sha256" => Hex(SHA256.HashData(bytes)),
            "sha384" => Hex(SHA384.HashData(bytes)),
            "sha512" => Hex(SHA512.HashData(bytes)),
            "sha3" => Hex(Sha3.Hash512(bytes)),
            "ripemd160" => Hex(Ripemd160.Hash(bytes)),
            _ => null,
        };
    }

    /// <summary>What is said of an algorithm that there is not.</summary>
    public static string Unknown(string algorithm) => $"There is no hash '{algorithm}'; there are {Names}.";

    private static string Hex(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);
}
