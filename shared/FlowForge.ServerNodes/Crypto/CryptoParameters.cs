using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Crypto;

/// <summary>What <c>crypto</c> does.</summary>
internal enum CryptoOperation
{
    /// <summary>A hash.</summary>
    Hash,

    /// <summary>A keyed hash.</summary>
    Hmac,

    /// <summary>A signature.</summary>
    Sign,

    /// <summary>Whether a signature is right.</summary>
    Verify,

    /// <summary>Random characters.</summary>
    Generate,
}

/// <summary>The parameters of <c>crypto</c>.</summary>
/// <param name="Operation">What is done; default hash.</param>
/// <param name="Algorithm">The hash function; default SHA-256.</param>
/// <param name="Text">The value; null for a binary.</param>
/// <param name="Binary">Name of the binary; null for a value.</param>
/// <param name="Key">Secret, private or public key as it stands in the document, empty for the credential's.</param>
/// <param name="Signature">Verify: the signature.</param>
/// <param name="Encoding">How bytes are written.</param>
/// <param name="Type">Generate: what is made.</param>
/// <param name="Length">Generate: how many characters.</param>
/// <param name="As">Where the result goes.</param>
internal sealed record CryptoParameters(
    CryptoOperation Operation, HashAlgorithmName Algorithm, string? Text, string? Binary, string Key, byte[] Signature, ByteText Encoding, string Type,
    int Length, FieldPath As)
{
    private static readonly FrozenDictionary<string, CryptoOperation> Operations =
        Enum.GetValues<CryptoOperation>().ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, HashAlgorithmName> Algorithms = new Dictionary<string, HashAlgorithmName>
    {
        ["md5"] = HashAlgorithmName.MD5, ["sha1"] = HashAlgorithmName.SHA1, ["sha256"] = HashAlgorithmName.SHA256, ["sha384"] = HashAlgorithmName.SHA384,
        ["sha512"] = HashAlgorithmName.SHA512, ["sha3-256"] = HashAlgorithmName.SHA3_256, ["sha3-384"] = HashAlgorithmName.SHA3_384,
        ["sha3-512"] = HashAlgorithmName.SHA3_512,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Types =
        new[] { "uuid", "hex", "base64", "ascii" }.ToFrozenDictionary(word => word, StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public static Outcome<CryptoParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var operation = reader.Choice("operation", Operations, CryptoOperation.Hash);
        var binary = reader.Text("binary") is { Length: > 0 } name ? name : null;
        var encoding = reader.Choice("encoding", ByteText.Words, ByteText.Hex);
        return reader.Give(new CryptoParameters(
            operation,
            reader.Choice("algorithm", Algorithms, HashAlgorithmName.SHA256),
            operation == CryptoOperation.Generate || binary is not null ? null : Values.Needed(reader, "value"),
            binary,
            operation switch
            {
                CryptoOperation.Hmac => reader.Text("secret") ?? "",
                CryptoOperation.Sign => reader.Text("privateKey") ?? "",
                CryptoOperation.Verify => reader.Text("publicKey") ?? "",
                _ => "",
            },
            operation == CryptoOperation.Verify ? SignatureOf(reader, encoding) : [],
            encoding,
            reader.Choice("type", Types, "uuid"),
            reader.Whole("length", 32, 1, Limits.RandomTextLength),
            Values.As(reader, "as", "data")));
    }

    private static byte[] SignatureOf(ParameterReader reader, ByteText encoding)
    {
        if (encoding.Read(reader.Needed("signature")) is { } bytes)
        {
            return bytes;
        }

        reader.Refuse("signature", "is not written in the encoding");
        return [];
    }
}
